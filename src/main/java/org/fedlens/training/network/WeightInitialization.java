package org.fedlens.training.network;

import java.util.function.Predicate;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.fedlens.weights.NetworkPart;
import org.fedlens.weights.Slot;
import org.fedlens.weights.SlotKind;
import org.fedlens.weights.WeightLayout;
import org.fedlens.weights.Weights;

/** Weights before any training, see {@link Network#initial}. A target is left at 0. */
final class WeightInitialization {
    private WeightInitialization() {}

    static Weights uniform(WeightLayout layout, UniformRandomProvider random) {
        float[] values = new float[layout.size()];
        double bound = 0;
        for (int i = 0; i < layout.slots().size(); i++) {
            Slot slot = layout.slots().get(i);
            if (slot.part() == NetworkPart.TARGET) {
                continue;
            }
            boolean weight = slot.path().endsWith(".weight");
            if (slot.kind() == SlotKind.TRAINED && weight) {
                bound = 1 / Math.sqrt((double) slot.size() / slot.shape().get(0));
            }
            for (int at = layout.offset(i); at < layout.offset(i + 1); at++) {
                if (slot.kind() == SlotKind.TRAINED) {
                    values[at] = (float) ((2 * random.nextDouble() - 1) * bound);
                } else {
                    values[at] = weight || slot.path().endsWith(".running_var") ? 1 : 0;
                }
            }
        }
        return Weights.of(layout, values);
    }

    /** Kaiming et al. 2015, by the fan out; depth-wise kernels count all their outputs, as PyTorch does. */
    static Weights normal(WeightLayout layout, UniformRandomProvider random, Predicate<String> startsAtZero) {
        SharedStateContinuousSampler gauss = ZigguratSampler.NormalizedGaussian.of(random);
        float[] values = new float[layout.size()];
        for (int i = 0; i < layout.slots().size(); i++) {
            Slot slot = layout.slots().get(i);
            boolean weight = slot.path().endsWith(".weight");
            double deviation =
                    slot.shape().size() < 2 ? 0 : Math.sqrt(2.0 * slot.shape().get(1) / slot.size());
            float constant =
                    weight && !startsAtZero.test(slot.path()) || slot.path().endsWith(".running_var") ? 1 : 0;
            for (int at = layout.offset(i); at < layout.offset(i + 1); at++) {
                if (slot.kind() == SlotKind.TRAINED) {
                    values[at] = deviation == 0 ? 0 : (float) (deviation * gauss.sample());
                } else {
                    values[at] = constant;
                }
            }
        }
        return Weights.of(layout, values);
    }
}
