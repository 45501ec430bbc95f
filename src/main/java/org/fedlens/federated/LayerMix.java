package org.fedlens.federated;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.fedlens.settings.Setting;
import org.fedlens.weights.Kind;
import org.fedlens.weights.Layout;
import org.fedlens.weights.Slot;
import org.fedlens.weights.Weights;

/**
 * The personalised update of FedUReID (Zhuang et al. 2021): a client begins with {@code mu own + (1 - mu) received},
 * and keeps the more of its own the more the two differ. Neither the formula of {@code mu} nor code is published; here
 * {@code mu_l = 1 - cos(own_l, received_l)} for each kernel l of two axes or more, brought between 0 and 1. Model-wide
 * {@code mu} is their mean, brought between 0 and 1; per layer each kernel has its own, and biases, normalisation and
 * running statistics the model's. On a client's first visit mu is 0. The published figure mixes in the cloud, which
 * then keeps a model of every client; here the client mixes, with the same result and the same traffic.
 *
 * @param mixing what has a mu of its own; off takes what was received
 */
public record LayerMix(@Setting(standard = "model") Mixing mixing) implements Personalization {
    /** What has a mixing weight of its own. */
    public enum Mixing {
        OFF,
        MODEL,
        LAYER
    }

    @Override
    public Weights start(Broadcast received, ClientState past) {
        return past.own()
                .filter(own -> mixing != Mixing.OFF)
                .map(own -> mixed(own, received.global()))
                .orElse(received.global());
    }

    @Override
    public Map<String, Double> figures(Broadcast received, ClientState past) {
        Map<String, Double> figures = new TreeMap<>();
        past.own().filter(own -> mixing != Mixing.OFF).ifPresent(own -> {
            double differ = differences(own, received.global()).values().stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElse(0);
            figures.put("own-similarity", 1 - differ);
            figures.put("own-share", clipped(differ));
        });
        return figures;
    }

    @Override
    public boolean keepsOwn() {
        return mixing != Mixing.OFF;
    }

    /** The share of its own that each slot keeps, by path. */
    public Map<String, Double> shares(Weights own, Weights received) {
        Map<String, Double> differences = differences(own, received);
        double mean = clipped(differences.values().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(0));
        Map<String, Double> shares = new HashMap<>();
        for (Slot slot : received.layout().slots()) {
            boolean alone = mixing == Mixing.LAYER && differences.containsKey(slot.path());
            shares.put(slot.path(), alone ? clipped(differences.get(slot.path())) : mean);
        }
        return shares;
    }

    private Weights mixed(Weights own, Weights received) {
        Map<String, Double> shares = shares(own, received);
        Layout layout = received.layout();
        float[] values = new float[layout.size()];
        for (int slot = 0; slot < layout.slots().size(); slot++) {
            double share = shares.get(layout.slots().get(slot).path());
            for (int i = layout.offset(slot); i < layout.offset(slot + 1); i++) {
                values[i] = (float) (share * own.at(i) + (1 - share) * received.at(i));
            }
        }
        return Weights.of(layout, values);
    }

    /** {@code 1 - cos} of each kernel. */
    private static Map<String, Double> differences(Weights own, Weights received) {
        Layout layout = received.layout();
        Map<String, Double> differences = new TreeMap<>();
        for (int slot = 0; slot < layout.slots().size(); slot++) {
            Slot one = layout.slots().get(slot);
            if (one.kind() == Kind.TRAINED && one.shape().size() > 1) {
                differences.put(one.path(), 1 - cosine(own, received, layout.offset(slot), layout.offset(slot + 1)));
            }
        }
        return differences;
    }

    private static double cosine(Weights own, Weights received, int from, int to) {
        double product = 0;
        double mine = 0;
        double theirs = 0;
        for (int i = from; i < to; i++) {
            product += (double) own.at(i) * received.at(i);
            mine += (double) own.at(i) * own.at(i);
            theirs += (double) received.at(i) * received.at(i);
        }
        // Two kernels of zeros are the same.
        return mine == 0 && theirs == 0 ? 1 : product / Math.max(Math.sqrt(mine) * Math.sqrt(theirs), 1e-30);
    }

    private static double clipped(double share) {
        return Math.max(0, Math.min(1, share));
    }
}
