package org.fedlens.augmentation;

import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.data.ImageShape;

/**
 * Left and right change places.
 *
 * @param p how probable that is
 */
public record Flip(double p) implements Augmentation {
    public Flip {
        Augmentation.probability(p);
    }

    @Override
    public void apply(ImageFrame frame, UniformRandomProvider random) {
        if (random.nextDouble() >= p) {
            return;
        }
        ImageShape shape = frame.shape();
        int[] from = frame.numbers(frame.plane());
        for (int y = 0; y < shape.height(); y++) {
            int row = y * shape.width();
            for (int x = 0; x < shape.width(); x++) {
                from[row + x] = row + shape.width() - 1 - x;
            }
        }
        frame.gather(shape.height(), shape.width(), from);
    }
}
