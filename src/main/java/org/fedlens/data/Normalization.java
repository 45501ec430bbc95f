package org.fedlens.data;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/**
 * Brings pixels to mean 0 and deviation 1 per channel: {@code x = (p / 255 - mean) / deviation}, with {@code p} the
 * unsigned byte. Both figures come from the training pictures alone; the deviation is the population's (divided by n,
 * not by n - 1), as the published figures of MNIST, Fashion-MNIST and CIFAR-10 are.
 *
 * <p>A channel that hardly varies would blow up: deviations are raised to at least {@value #LEAST_DEVIATION}, which is
 * a quarter of one grey level, so that pictures with any visible content are not touched by it.
 *
 * @param mean mean of {@code p / 255} per channel, 0 to 1
 * @param deviation standard deviation of {@code p / 255} per channel, at least {@value #LEAST_DEVIATION}
 * @throws IllegalArgumentException if the two differ in length or a figure is not usable
 */
public record Normalization(float[] mean, float[] deviation) {
    private static final float LEAST_DEVIATION = 1e-3f;

    public Normalization {
        if (mean.length == 0 || mean.length != deviation.length) {
            throw new IllegalArgumentException("Means and deviations must come in pairs, one a channel");
        }
        mean = mean.clone();
        deviation = deviation.clone();
        for (int channel = 0; channel < mean.length; channel++) {
            if (!Float.isFinite(mean[channel]) || !(deviation[channel] > 0) || Float.isInfinite(deviation[channel])) {
                throw new IllegalArgumentException("Mean and deviation must be finite, the deviation positive");
            }
            deviation[channel] = Math.max(deviation[channel], LEAST_DEVIATION);
        }
    }

    /** The figures of these pictures; mean 0 and deviation 1 if there are none. */
    public static Normalization of(Images images) {
        ImageShape shape = images.shape();
        int plane = shape.height() * shape.width();
        // Whole numbers keep the sums exact, whatever the number of pictures.
        long[] sums = new long[shape.channels()];
        long[] squares = new long[shape.channels()];
        byte[] pixels = new byte[shape.size()];
        for (int index = 0; index < images.count(); index++) {
            Optional<ImageStatistics> known = images.traits(index);
            if (known.isPresent()) {
                for (int channel = 0; channel < sums.length; channel++) {
                    int from = Math.min(channel, known.get().sums().length - 1);
                    sums[channel] += known.get().sums()[from];
                    squares[channel] += known.get().squares()[from];
                }
                continue;
            }
            images.copy(index, pixels, 0);
            for (int channel = 0; channel < sums.length; channel++) {
                for (int i = channel * plane; i < (channel + 1) * plane; i++) {
                    int level = pixels[i] & 0xFF;
                    sums[channel] += level;
                    squares[channel] += level * level;
                }
            }
        }
        float[] mean = new float[sums.length];
        float[] deviation = new float[sums.length];
        long count = (long) images.count() * plane;
        for (int channel = 0; channel < sums.length; channel++) {
            mean[channel] = count == 0 ? 0 : (float) (sums[channel] / (255.0 * count));
            deviation[channel] = count == 0 ? 1 : (float) deviation(sums[channel], squares[channel], count);
        }
        return new Normalization(mean, deviation);
    }

    private static double deviation(long sum, long squares, long count) {
        BigInteger spread = BigInteger.valueOf(squares)
                .multiply(BigInteger.valueOf(count))
                .subtract(BigInteger.valueOf(sum).multiply(BigInteger.valueOf(sum)));
        return Math.max(Math.sqrt(spread.doubleValue()) / count / 255, LEAST_DEVIATION);
    }

    /**
     * Normalises one picture.
     *
     * @param pixels the picture from index 0, unsigned bytes, CHW
     * @param shape its shape; as many channels as this normalisation
     * @param into receives {@code shape.size()} numbers
     * @param offset where in {@code into} the first number goes
     */
    public void apply(byte[] pixels, ImageShape shape, float[] into, int offset) {
        if (shape.channels() != mean.length) {
            throw new IllegalArgumentException(shape.channels() + " channels, but figures for " + mean.length);
        }
        int plane = shape.height() * shape.width();
        for (int channel = 0; channel < mean.length; channel++) {
            float centre = mean[channel];
            float spread = deviation[channel];
            for (int i = channel * plane; i < (channel + 1) * plane; i++) {
                into[offset + i] = ((pixels[i] & 0xFF) / 255f - centre) / spread;
            }
        }
    }

    @Override
    public float[] mean() {
        return mean.clone();
    }

    @Override
    public float[] deviation() {
        return deviation.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Normalization that
                && Arrays.equals(mean, that.mean)
                && Arrays.equals(deviation, that.deviation);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(mean) + Arrays.hashCode(deviation);
    }

    @Override
    public String toString() {
        return "Normalization[mean=" + Arrays.toString(mean) + ", deviation=" + Arrays.toString(deviation) + "]";
    }
}
