package org.fedlens.augmentation;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * Takes the colour out of a picture; it keeps its three channels.
 *
 * @param p how probable that is
 */
public record Grey(double p) implements Augmentation {
    public Grey {
        Augmentation.probability(p);
    }

    @Override
    public void apply(Frame frame, UniformRandomProvider random) {
        if (random.nextDouble() < p) {
            Colour.grey(frame);
        }
    }
}
