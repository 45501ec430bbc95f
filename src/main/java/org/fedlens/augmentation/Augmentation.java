package org.fedlens.augmentation;

import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.data.ImageShape;

/**
 * A random change of a picture that leaves its meaning alone. It is a value: what it does depends on the picture and on
 * the numbers drawn, so it can be shared by threads, each with a {@link Frame} and a stream of its own. Pixels are
 * bytes before and after every change, as in torchvision on PIL pictures.
 */
public interface Augmentation {
    /** Changes the picture in the frame, and its mask where there is one and the change moves pixels. */
    void apply(Frame frame, UniformRandomProvider random);

    /** The shape of a picture after the change. */
    default ImageShape after(ImageShape before) {
        return before;
    }

    /** @throws IllegalArgumentException unless p is a probability */
    static double probability(double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException(p + " is no probability");
        }
        return p;
    }
}
