package org.fedlens.experiment;

import java.util.List;
import org.fedlens.data.ImageShape;

/**
 * One training scene as two clients label it: each keeps its own classes and calls everything else nothing, so that
 * what one learns as an object the other would learn as background.
 *
 * @param shape of the picture
 * @param image unsigned bytes, CHW
 * @param truth the class of every pixel, row by row
 * @param holder the client that holds the scene
 * @param held its labels; {@link org.fedlens.data.SegmentationSet#IGNORE} where they are erased
 * @param heldClasses what of the scene it labels
 * @param other a client that keeps other classes which the scene shows
 * @param seen the labels it would give
 * @param seenClasses what of the scene it would label
 */
public record LabelConflict(
        ImageShape shape,
        byte[] image,
        byte[] truth,
        int holder,
        byte[] held,
        List<String> heldClasses,
        int other,
        byte[] seen,
        List<String> seenClasses) {
    public LabelConflict {
        heldClasses = List.copyOf(heldClasses);
        seenClasses = List.copyOf(seenClasses);
    }
}
