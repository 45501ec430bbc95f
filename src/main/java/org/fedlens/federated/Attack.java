package org.fedlens.federated;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.fedlens.settings.Named;
import org.fedlens.settings.Setting;
import org.fedlens.weights.Slot;
import org.fedlens.weights.Weights;

/**
 * What malicious clients do, for seeing which rules stand it. The first {@code attackers} clients are malicious; they
 * train honestly and then forge what they send. Running statistics are sent as they are, since a forged variance would
 * be found at once.
 */
public sealed interface Attack {
    /** How many clients are malicious: those with the lowest numbers. */
    int attackers();

    /** True if malicious clients learn from wrong labels instead of forging weights. */
    default boolean flipsLabels() {
        return false;
    }

    /**
     * What one malicious client sends.
     *
     * @param honest what all malicious clients of this round would send honestly; they may collude
     * @param which index of this client among them
     * @param received the model they were sent
     */
    default Weights forge(List<Weights> honest, int which, Weights received, UniformRandomProvider random) {
        return honest.get(which);
    }

    /** Everybody is honest. */
    @Named("none")
    record None() implements Attack {
        @Override
        public int attackers() {
            return 0;
        }
    }

    /** Sends the change backwards, times {@code scale}: {@code w_r - scale (w - w_r)}. */
    @Named("sign-flip")
    record SignFlip(
            @Setting(standard = "3", min = 1, max = 5000) int attackers,
            @Setting(standard = "1.0", min = 0, max = 1000) double scale)
            implements Attack {
        @Override
        public Weights forge(List<Weights> honest, int which, Weights received, UniformRandomProvider random) {
            return moved(received, honest.get(which), -scale);
        }
    }

    /** Sends the received model plus Gaussian noise of this deviation. */
    @Named("gaussian")
    record Gaussian(
            @Setting(standard = "3", min = 1, max = 5000) int attackers,
            @Setting(standard = "1.0", min = 0, max = 1000) double deviation)
            implements Attack {
        @Override
        public Weights forge(List<Weights> honest, int which, Weights received, UniformRandomProvider random) {
            ZigguratSampler.NormalizedGaussian noise = ZigguratSampler.NormalizedGaussian.of(random);
            Weights start = received.only(Slot::learned);
            return Weights.fill(start.layout(), i -> start.at(i) + deviation * noise.sample())
                    .over(honest.get(which));
        }
    }

    /** Blows the change up so that it survives the averaging: {@code w_r + scale (w - w_r)} (model replacement). */
    @Named("scaled")
    record Scaled(
            @Setting(standard = "1", min = 1, max = 5000) int attackers,
            @Setting(standard = "10.0", min = 1, max = 10_000) double scale)
            implements Attack {
        @Override
        public Weights forge(List<Weights> honest, int which, Weights received, UniformRandomProvider random) {
            return moved(received, honest.get(which), scale);
        }
    }

    /**
     * "A little is enough" (Baruch et al. 2019): the attackers agree on the mean of their honest models minus z of
     * their standard deviations, number by number, near enough to pass for honest.
     *
     * @param deviations z
     */
    @Named("little")
    record Little(
            @Setting(standard = "3", min = 2, max = 5000) int attackers,
            @Setting(standard = "1.0", min = 0, max = 10) double deviations)
            implements Attack {
        @Override
        public Weights forge(List<Weights> honest, int which, Weights received, UniformRandomProvider random) {
            Weights mean = Robust.mean(honest);
            Weights forged = Weights.fill(mean.layout(), i -> {
                double squares = 0;
                for (Weights one : honest) {
                    squares += Math.pow(one.at(i) - mean.at(i), 2);
                }
                return mean.at(i) - deviations * Math.sqrt(squares / honest.size());
            });
            return forged.only(Slot::learned).over(honest.get(which));
        }
    }

    /** Learns from labels that are turned around, class c as class {@code C - 1 - c}. */
    @Named("label-flip")
    record LabelFlip(@Setting(standard = "3", min = 1, max = 5000) int attackers) implements Attack {
        @Override
        public boolean flipsLabels() {
            return true;
        }
    }

    private static Weights moved(Weights received, Weights honest, double factor) {
        Weights start = received.only(slot -> honest.layout().indexOf(slot.path()) >= 0);
        return Robust.moved(start, honest, factor);
    }
}
