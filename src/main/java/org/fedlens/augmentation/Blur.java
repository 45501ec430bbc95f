package org.fedlens.augmentation;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.data.ImageShape;

/**
 * A Gaussian blur whose width is drawn evenly; the picture is mirrored at its edges.
 *
 * @param p how probable that is
 * @param kernel pixels the window is wide, odd; SimCLR takes a tenth of the picture's side
 * @param least smallest standard deviation in pixels, above 0
 * @param most largest standard deviation
 */
public record Blur(double p, int kernel, double least, double most) implements Augmentation {
    public Blur {
        Augmentation.probability(p);
        if (kernel < 1 || kernel % 2 == 0 || !(least > 0 && least <= most)) {
            throw new IllegalArgumentException("A blur needs an odd window and deviations above zero in order");
        }
    }

    @Override
    public void apply(ImageFrame frame, UniformRandomProvider random) {
        if (random.nextDouble() >= p) {
            return;
        }
        double sigma = least + (most - least) * random.nextDouble();
        ImageShape shape = frame.shape();
        int radius = kernel / 2;
        float[] room = frame.figures(kernel + frame.plane());
        double sum = 0;
        for (int j = 0; j < kernel; j++) {
            sum += weight(j - radius, sigma);
        }
        for (int j = 0; j < kernel; j++) {
            room[j] = (float) (weight(j - radius, sigma) / sum);
        }
        for (int channel = 0; channel < shape.channels(); channel++) {
            across(frame.pixels(), channel * frame.plane(), shape, room);
            down(frame.pixels(), channel * frame.plane(), shape, room);
        }
    }

    private void across(byte[] pixels, int at, ImageShape shape, float[] room) {
        int radius = kernel / 2;
        int plane = shape.height() * shape.width();
        Arrays.fill(room, kernel, kernel + plane, 0);
        for (int j = 0; j < kernel; j++) {
            for (int x = 0; x < shape.width(); x++) {
                int from = at + mirrored(x + j - radius, shape.width());
                for (int y = 0; y < plane; y += shape.width()) {
                    room[kernel + y + x] += room[j] * (pixels[from + y] & 0xFF);
                }
            }
        }
    }

    private void down(byte[] pixels, int at, ImageShape shape, float[] room) {
        int radius = kernel / 2;
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < shape.width(); x++) {
                float sum = 0.5f;
                for (int j = 0; j < kernel; j++) {
                    int row = mirrored(y + j - radius, shape.height());
                    sum += room[j] * room[kernel + row * shape.width() + x];
                }
                pixels[at + y * shape.width() + x] = (byte) Math.min(255, (int) sum);
            }
        }
    }

    private static int mirrored(int at, int size) {
        int period = Math.max(1, 2 * (size - 1));
        int within = Math.floorMod(at, period);
        return within < size ? within : period - within;
    }

    private static double weight(int distance, double sigma) {
        return StrictMath.exp(-distance * distance / (2 * sigma * sigma));
    }
}
