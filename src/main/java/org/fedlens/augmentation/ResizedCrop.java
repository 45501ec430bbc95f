package org.fedlens.augmentation;

import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.data.ImageShape;

/**
 * Cuts a random part out of the picture and brings it back to the old size (Szegedy et al. 2015, as torchvision's
 * RandomResizedCrop): its area is a share of the whole drawn evenly, the ratio of its sides is drawn evenly on a
 * logarithmic scale; ten tries, then the largest centred part of a permitted ratio. Pixels by {@link Resampler}; a mask
 * takes the nearest class.
 *
 * @param least smallest share of the area, above 0
 * @param most largest share, at most 1
 * @param narrow least width by height
 * @param wide greatest width by height
 */
public record ResizedCrop(double least, double most, double narrow, double wide) implements Augmentation {
    private static final int TRIES = 10;

    public ResizedCrop {
        if (!(least > 0 && least <= most && most <= 1 && narrow > 0 && narrow <= wide)) {
            throw new IllegalArgumentException("Shares of the area and ratios of the sides must be in order");
        }
    }

    @Override
    public void apply(ImageFrame frame, UniformRandomProvider random) {
        ImageShape shape = frame.shape();
        double area = (double) shape.height() * shape.width();
        for (int i = 0; i < TRIES; i++) {
            double part = area * (least + (most - least) * random.nextDouble());
            double low = StrictMath.log(narrow);
            double ratio = StrictMath.exp(low + (StrictMath.log(wide) - low) * random.nextDouble());
            int width = (int) Math.rint(Math.sqrt(part * ratio));
            int height = (int) Math.rint(Math.sqrt(part / ratio));
            if (width > 0 && width <= shape.width() && height > 0 && height <= shape.height()) {
                int top = random.nextInt(shape.height() - height + 1);
                int left = random.nextInt(shape.width() - width + 1);
                enlarge(frame, top, left, height, width);
                return;
            }
        }
        double ratio = (double) shape.width() / shape.height();
        int width = ratio > wide ? (int) Math.rint(shape.height() * wide) : shape.width();
        int height = ratio < narrow ? (int) Math.rint(shape.width() / narrow) : shape.height();
        enlarge(frame, (shape.height() - height) / 2, (shape.width() - width) / 2, height, width);
    }

    private static void enlarge(ImageFrame frame, int top, int left, int height, int width) {
        ImageShape shape = frame.shape();
        if (height == shape.height() && width == shape.width()) {
            return;
        }
        Resampler resampler = frame.resampler();
        resampler.across().prepare(left, width, shape.width(), 0, shape.width());
        resampler.down().prepare(top, height, shape.height(), 0, shape.height());
        byte[] into = frame.spare(shape.size());
        for (int channel = 0; channel < shape.channels(); channel++) {
            int at = channel * frame.plane();
            resampler.plane(frame.pixels(), at, shape.width(), into, at, shape.width(), shape.height(), shape.width());
        }
        if (frame.masked()) {
            int[] from = frame.numbers(frame.plane());
            for (int y = 0; y < shape.height(); y++) {
                int row = (top + y * height / shape.height()) * shape.width();
                for (int x = 0; x < shape.width(); x++) {
                    from[y * shape.width() + x] = row + left + x * width / shape.width();
                }
            }
            frame.gatherMask(frame.plane(), from);
        }
        frame.swap(shape);
    }
}
