package org.fedlens.data;

import java.util.Arrays;

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
        // Counting the 256 grey levels keeps the sums exact, whatever the number of pictures.
        long[][] levels = new long[shape.channels()][256];
        byte[] pixels = new byte[shape.size()];
        for (int index = 0; index < images.count(); index++) {
            images.copy(index, pixels, 0);
            for (int channel = 0; channel < levels.length; channel++) {
                long[] counts = levels[channel];
                for (int i = channel * plane; i < (channel + 1) * plane; i++) {
                    counts[pixels[i] & 0xFF]++;
                }
            }
        }
        float[] mean = new float[levels.length];
        float[] deviation = new float[levels.length];
        for (int channel = 0; channel < levels.length; channel++) {
            measure(levels[channel], mean, deviation, channel);
        }
        return new Normalization(mean, deviation);
    }

    private static void measure(long[] levels, float[] mean, float[] deviation, int channel) {
        long total = Arrays.stream(levels).sum();
        if (total == 0) {
            deviation[channel] = 1;
            return;
        }
        double average = 0;
        for (int level = 0; level < levels.length; level++) {
            average += level / 255.0 * levels[level] / total;
        }
        double variance = 0;
        for (int level = 0; level < levels.length; level++) {
            double distance = level / 255.0 - average;
            variance += distance * distance * levels[level] / total;
        }
        mean[channel] = (float) average;
        deviation[channel] = (float) Math.max(Math.sqrt(variance), LEAST_DEVIATION);
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
