package org.fedlens.augmentation;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * Random brightness, contrast, saturation and hue, in random order (torchvision's ColorJitter). The first three are
 * factors drawn evenly from {@code max(0, 1 - x)} to {@code 1 + x}, the hue is turned by a part of the colour circle
 * drawn evenly from {@code -hue} to {@code hue}. Grey pictures keep only the first two.
 *
 * @param p how probable the change is at all
 * @param hue 0 to 0.5
 */
public record ColourJitter(double p, double brightness, double contrast, double saturation, double hue)
        implements Augmentation {
    private static final int PARTS = 4;

    public ColourJitter {
        Augmentation.probability(p);
        if (!(brightness >= 0 && contrast >= 0 && saturation >= 0 && hue >= 0 && hue <= 0.5)) {
            throw new IllegalArgumentException("Strengths must not be negative, and the hue at most 0.5");
        }
    }

    @Override
    public void apply(ImageFrame frame, UniformRandomProvider random) {
        if (random.nextDouble() >= p) {
            return;
        }
        // The order as one number of four digits to the base four.
        int left = 0b11_10_01_00;
        float light = factor(brightness, random);
        float contrasted = factor(contrast, random);
        float saturated = factor(saturation, random);
        float turned = (float) (hue * (2 * random.nextDouble() - 1));
        for (int count = PARTS; count > 0; count--) {
            int shift = 2 * random.nextInt(count);
            int part = left >> shift & 3;
            left = left >> (shift + 2) << shift | left & ((1 << shift) - 1);
            if (part == 0 && brightness > 0) {
                ColourArithmetic.brightness(frame, light);
            } else if (part == 1 && contrast > 0) {
                ColourArithmetic.contrast(frame, contrasted);
            } else if (part == 2 && saturation > 0) {
                ColourArithmetic.saturation(frame, saturated);
            } else if (part == 3 && hue > 0) {
                ColourArithmetic.hue(frame, turned);
            }
        }
    }

    private static float factor(double strength, UniformRandomProvider random) {
        double least = Math.max(0, 1 - strength);
        return (float) (least + (1 + strength - least) * random.nextDouble());
    }
}
