package org.fedlens.experiment;

import java.util.List;
import org.fedlens.data.ImageShape;

/**
 * The images whose embeddings a run keeps: the same ones in every round. They are small copies, so that an old run can be
 * looked at where its data are not.
 *
 * @param shape of the copies
 * @param classes class names
 * @param of how many training images they were drawn from
 * @param labels class of each
 * @param clients who holds it
 * @param pixels {@code shape.size()} bytes of each, one after another
 */
public record EmbeddedImages(
        ImageShape shape, List<String> classes, int of, int[] labels, int[] clients, byte[] pixels) {
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
