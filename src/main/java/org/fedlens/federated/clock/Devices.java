package org.fedlens.federated.clock;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.settings.Named;
import org.fedlens.settings.Setting;
import org.fedlens.settings.SliderScale;

/**
 * The clients' hardware. It gives every visit a duration on a clock of its own,
 * {@code bytes down / download + images / speed + bytes up / upload}, which never looks at the host's.
 */
public sealed interface Devices {
    /** True if visits take time. */
    default boolean tick() {
        return true;
    }

    Device device(long seed, int client);

    /** True if the client can be drawn in this round. */
    default boolean available(long seed, int round, int client) {
        return true;
    }

    /** The factor by which training takes longer or shorter than usual in one round. */
    default double luck(long seed, int round, int client) {
        return 1;
    }

    /** No clock: everything happens at once. */
    @Named("none")
    record None() implements Devices {
        @Override
        public boolean tick() {
            return false;
        }

        @Override
        public Device device(long seed, int client) {
            return new Device(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
    }

    /**
     * All alike.
     *
     * @param imagesPerSecond in training
     * @param download megabits per second
     * @param upload megabits per second
     */
    @Named("alike")
    record Alike(
            @Setting(standard = "100", min = 0.01, max = 1e6, scale = SliderScale.LOG) double imagesPerSecond,
            @Setting(standard = "20", min = 0.001, max = 1e6, scale = SliderScale.LOG) double download,
            @Setting(standard = "5", min = 0.001, max = 1e6, scale = SliderScale.LOG) double upload)
            implements Devices {
        @Override
        public Device device(long seed, int client) {
            return new Device(imagesPerSecond, download * BYTES, upload * BYTES);
        }
    }

    /**
     * Some fast, some slow: each client's speed and bandwidth are the middle ones times log-normal factors, drawn once.
     *
     * @param imagesPerSecond of the middle client
     * @param download megabits per second of the middle client
     * @param upload megabits per second of the middle client
     * @param spread standard deviation of the logarithm; with 1, one in six is 2.7 times as fast as the middle
     * @param jitter the same for the training time of one visit
     * @param availability chance with which a client can be drawn in a round
     */
    @Named("mixed")
    record Mixed(
            @Setting(standard = "100", min = 0.01, max = 1e6, scale = SliderScale.LOG) double imagesPerSecond,
            @Setting(standard = "20", min = 0.001, max = 1e6, scale = SliderScale.LOG) double download,
            @Setting(standard = "5", min = 0.001, max = 1e6, scale = SliderScale.LOG) double upload,
            @Setting(standard = "0.7", min = 0, max = 3) double spread,
            @Setting(standard = "0.1", min = 0, max = 3) double jitter,
            @Setting(standard = "1.0", min = 0.01, max = 1) double availability)
            implements Devices {
        @Override
        public Device device(long seed, int client) {
            UniformRandomProvider random = Streams.of(seed, Purpose.DEVICES, client);
            return new Device(
                    imagesPerSecond * factor(spread, random),
                    download * BYTES * factor(spread, random),
                    upload * BYTES * factor(spread, random));
        }

        @Override
        public boolean available(long seed, int round, int client) {
            return availability >= 1
                    || Streams.of(seed, Purpose.DEVICES, client, round, 1).nextDouble() < availability;
        }

        @Override
        public double luck(long seed, int round, int client) {
            return jitter == 0 ? 1 : factor(jitter, Streams.of(seed, Purpose.DEVICES, client, round));
        }

        private static double factor(double deviation, UniformRandomProvider random) {
            return Math.exp(
                    deviation * ZigguratSampler.NormalizedGaussian.of(random).sample());
        }
    }

    /** Bytes in a megabit. */
    double BYTES = 125_000;
}
