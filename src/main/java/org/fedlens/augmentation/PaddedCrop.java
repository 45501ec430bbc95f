package org.fedlens.augmentation;

import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.data.ImageShape;

/**
 * Widens the picture on every side and cuts the old size out of it at a random place: a shift by up to {@code padding}
 * pixels each way.
 *
 * @param padding pixels on every side
 * @param edge what the widening is filled with
 */
public record PaddedCrop(int padding, Edge edge) implements Augmentation {
    /** What lies beyond the edge of a picture. */
    public enum Edge {
        /** Black; for a mask, no class. */
        ZERO,
        /** The picture mirrored at its outermost pixels, which are not repeated. */
        REFLECT
    }

    public PaddedCrop {
        if (padding < 0) {
            throw new IllegalArgumentException("A crop needs a padding of zero or more");
        }
    }

    @Override
    public void apply(ImageFrame frame, UniformRandomProvider random) {
        int downBy = random.nextInt(2 * padding + 1) - padding;
        int acrossBy = random.nextInt(2 * padding + 1) - padding;
        ImageShape shape = frame.shape();
        int[] from = frame.numbers(frame.plane());
        for (int y = 0; y < shape.height(); y++) {
            int row = place(y + downBy, shape.height());
            for (int x = 0; x < shape.width(); x++) {
                int column = place(x + acrossBy, shape.width());
                from[y * shape.width() + x] = row < 0 || column < 0 ? -1 : row * shape.width() + column;
            }
        }
        frame.gather(shape.height(), shape.width(), from);
    }

    private int place(int at, int size) {
        if (at >= 0 && at < size) {
            return at;
        }
        if (edge == Edge.ZERO) {
            return -1;
        }
        // A padding wider than the picture is mirrored again and again.
        int period = Math.max(1, 2 * (size - 1));
        int within = Math.floorMod(at, period);
        return within < size ? within : period - within;
    }
}
