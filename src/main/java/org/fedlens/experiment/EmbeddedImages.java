package org.fedlens.experiment;

import java.util.List;
import org.fedlens.data.ImageShape;

/**
 * The images whose embeddings a run keeps: the same ones in every round. They are small copies, so that an old run can
 * be looked at where its data are not.
 *
 * @param shape of the copies
 * @param classes class names
 * @param spots true if each is the surroundings of one pixel, false for whole images
 * @param of how many training images they were drawn from
 * @param labels class of each
 * @param clients who holds it
 * @param pixels {@code shape.size()} bytes of each, one after another
 */
public record EmbeddedImages(
        boolean spots, ImageShape shape, List<String> classes, int of, int[] labels, int[] clients, byte[] pixels) {
    /** Whole images. */
    public EmbeddedImages(ImageShape shape, List<String> classes, int of, int[] labels, int[] clients, byte[] pixels) {
        this(false, shape, classes, of, labels, clients, pixels);
    }

    public EmbeddedImages {
        classes = List.copyOf(classes);
        if (labels.length != clients.length || pixels.length != labels.length * shape.size()) {
            throw new IllegalArgumentException("Labels, clients and pixels must be of as many images");
        }
    }

    public int count() {
        return labels.length;
    }
}
