package org.fedlens.augmentation;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * Takes the colour out of a picture; it keeps its three channels.
 *
 * @param p how probable that is
 */
public record Greyscale(double p) implements Augmentation {
    public Greyscale {
        Augmentation.probability(p);
    }

    @Override
    public void apply(ImageFrame frame, UniformRandomProvider random) {
        if (random.nextDouble() < p) {
            ColourArithmetic.grey(frame);
        }
    }
}
