package org.fedlens.augmentation;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.data.ImageShape;

/** Several changes one after another; none leaves the picture as it is. */
public record AugmentationChain(List<Augmentation> steps) implements Augmentation {
    public AugmentationChain {
        steps = List.copyOf(steps);
    }

    public static AugmentationChain of(Augmentation... steps) {
        return new AugmentationChain(List.of(steps));
    }

    @Override
    public void apply(ImageFrame frame, UniformRandomProvider random) {
        for (Augmentation step : steps) {
            step.apply(frame, random);
        }
    }

    @Override
    public ImageShape after(ImageShape before) {
        ImageShape shape = before;
        for (Augmentation step : steps) {
            shape = step.after(shape);
        }
        return shape;
    }
}
