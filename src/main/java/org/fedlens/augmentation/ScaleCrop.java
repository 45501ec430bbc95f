package org.fedlens.augmentation;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.data.ImageShape;

/**
 * Scales picture and mask by a random factor and cuts a window of fixed size out at a random place, as FedSeg and
 * BiSeNetV2 train. Where the scaled picture is smaller than the window it lies at a random place within it, black
 * around (before normalisation) and padding there, which counts in no loss. The mask takes the nearest class. Only the
 * window is computed.
 *
 * <p>Deviation: shrinking takes the mean over what a pixel covers, where OpenCV's bilinear rule skips pixels.
 *
 * @param height rows of the window
 * @param width columns of the window
 * @param least smallest factor, above 0
 * @param most largest factor
 */
public record ScaleCrop(int height, int width, double least, double most) implements Augmentation {
    public ScaleCrop {
        if (height < 1 || width < 1 || !(least > 0 && least <= most)) {
            throw new IllegalArgumentException("A window needs sides, and factors above zero in order");
        }
    }

    @Override
    public ImageShape after(ImageShape before) {
        return new ImageShape(before.channels(), height, width);
    }

    @Override
    public void apply(Frame frame, UniformRandomProvider random) {
        ImageShape shape = frame.shape();
        double factor = least + (most - least) * random.nextDouble();
        int tall = (int) Math.max(1, Math.rint(shape.height() * factor));
        int broad = (int) Math.max(1, Math.rint(shape.width() * factor));
        int top = offset(tall - height, random);
        int left = offset(broad - width, random);
        int firstY = Math.max(0, -top);
        int firstX = Math.max(0, -left);
        int rows = Math.min(height, tall - top) - firstY;
        int columns = Math.min(width, broad - left) - firstX;
        Resampler resampler = frame.resampler();
        resampler.down().prepare(0, shape.height(), tall, top + firstY, rows);
        resampler.across().prepare(0, shape.width(), broad, left + firstX, columns);
        byte[] into = frame.spare(shape.channels() * height * width);
        Arrays.fill(into, 0, shape.channels() * height * width, (byte) 0);
        for (int channel = 0; channel < shape.channels(); channel++) {
            int at = channel * height * width + firstY * width + firstX;
            resampler.plane(frame.pixels(), channel * frame.plane(), shape.width(), into, at, width, rows, columns);
        }
        if (frame.masked()) {
            frame.gatherMask(height * width, nearest(frame, top, left, tall, broad));
        }
        frame.swap(after(shape));
    }

    /** Evenly from 0 to the room there is, to either side. */
    private static int offset(int room, UniformRandomProvider random) {
        int drawn = random.nextInt(Math.abs(room) + 1);
        return room < 0 ? -drawn : drawn;
    }

    private int[] nearest(Frame frame, int top, int left, int tall, int broad) {
        ImageShape shape = frame.shape();
        int[] from = frame.numbers(height * width);
        for (int y = 0; y < height; y++) {
            int row = top + y;
            int oldRow = (int) ((long) row * shape.height() / tall);
            for (int x = 0; x < width; x++) {
                int column = left + x;
                boolean inside = row >= 0 && row < tall && column >= 0 && column < broad;
                from[y * width + x] =
                        inside ? oldRow * shape.width() + (int) ((long) column * shape.width() / broad) : -1;
            }
        }
        return from;
    }
}
