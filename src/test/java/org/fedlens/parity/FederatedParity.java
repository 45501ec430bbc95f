package org.fedlens.parity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fedlens.federated.Aggregation;
import org.fedlens.federated.Broadcast;
import org.fedlens.federated.ClientState;
import org.fedlens.federated.ClientUpdate;
import org.fedlens.federated.MethodMemory;
import org.fedlens.federated.RoundContext;
import org.fedlens.federated.ServerState;
import org.fedlens.federated.Statistics;
import org.fedlens.federated.Weighting;
import org.fedlens.federated.aggregation.WeightedMean;
import org.fedlens.federated.personalization.LayerMix;
import org.fedlens.training.Schedule;
import org.fedlens.weights.NetworkPart;
import org.fedlens.weights.Slot;
import org.fedlens.weights.SlotKind;
import org.fedlens.weights.WeightLayout;
import org.fedlens.weights.Weights;

/** Golden checks of what needs no engine. */
final class FederatedParity {
    private FederatedParity() {}

    static boolean fedavg(GoldenCase golden) {
        String weighting = golden.params().get("weighting").asText();
        WeightedMean mean =
                new WeightedMean(weighting.equals("equal") ? Weighting.EQUAL : Weighting.SAMPLES, Statistics.PLAIN);
        JsonNode uploads = golden.inputs().get("uploads");
        WeightLayout layout = layout(uploads.get(0), SlotKind.TRAINED);
        Weights start = Weights.fill(layout, i -> 0);
        Aggregation fold = mean.open(RoundContext.of(new ServerState(0, start, MethodMemory.NONE), List.of(), uploads.size()));
        for (JsonNode arrived : golden.inputs().get("arrived")) {
            int client = arrived.asInt();
            int samples = golden.inputs().get("samples").get(client).asInt();
            fold.add(new ClientUpdate(client, samples, 1, 1, weights(layout, uploads.get(client)), MethodMemory.NONE));
        }
        compare(golden, golden.expected().get("aggregate"), fold.close().global());
        return true;
    }

    static boolean buffers(GoldenCase golden) {
        Statistics statistics =
                golden.params().get("mode").asText().equals("pooled") ? Statistics.POOLED : Statistics.PLAIN;
        List<Integer> shape = GoldenCase.shape(golden.expected().get("mean"));
        WeightLayout layout = new WeightLayout(List.of(
                new Slot("bn.running_mean", NetworkPart.BACKBONE, SlotKind.RUNNING, shape),
                new Slot("bn.running_var", NetworkPart.BACKBONE, SlotKind.RUNNING, shape)));
        Aggregation fold = new WeightedMean(Weighting.SAMPLES, statistics)
                .open(RoundContext.of(new ServerState(0, Weights.fill(layout, i -> 0), MethodMemory.NONE), List.of(), 1));
        JsonNode samples = golden.inputs().get("samples");
        for (int client = 0; client < samples.size(); client++) {
            float[] mean = GoldenCase.floats(golden.inputs().get("mean").get(client));
            float[] variance = GoldenCase.floats(golden.inputs().get("var").get(client));
            Weights upload = Weights.fill(layout, i -> i < mean.length ? mean[i] : variance[i - mean.length]);
            fold.add(new ClientUpdate(client, samples.get(client).asInt(), 1, 1, upload, MethodMemory.NONE));
        }
        Weights merged = fold.close().global();
        golden.near(golden.expected().get("mean"), slot(merged, 0), "mean");
        golden.near(golden.expected().get("var"), slot(merged, 1), "var");
        return true;
    }

    static boolean schedule(GoldenCase golden) {
        if (!golden.params().get("schedule").asText().equals("cosine")) {
            return false;
        }
        double base = golden.params().get("learning_rate").asDouble();
        int rounds = golden.params().get("rounds").asInt();
        long[] at = GoldenCase.longs(golden.inputs().get("round"));
        double[] rates = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            rates[i] = new Schedule.Cosine().at(base, (int) at[i], rounds);
        }
        golden.near(golden.expected().get("lr"), rates, "lr");
        return true;
    }

    /** The mixture a client begins with, and the share of its own that each tensor keeps. */
    static boolean layerMix(GoldenCase golden) {
        boolean layers = golden.params().get("mode").asText().equals("layer");
        LayerMix mix = new LayerMix(layers ? LayerMix.Mixing.LAYER : LayerMix.Mixing.MODEL);
        JsonNode global = golden.inputs().get("global");
        WeightLayout layout = layout(global, SlotKind.TRAINED);
        Weights received = weights(layout, global);
        Weights own = weights(layout, golden.inputs().get("local"));
        int round = golden.params().get("round").asInt();
        ClientState past = round == 0 ? ClientState.fresh(0) : new ClientState(0, round, Optional.of(own), MethodMemory.NONE);
        Weights start = mix.start(new Broadcast(round + 1, received, MethodMemory.NONE), past);
        compare(golden, golden.expected().get("result"), start);
        if (round > 0) {
            mix.shares(own, received)
                    .forEach((path, share) ->
                            golden.near(golden.expected().get("mu").get(path), new double[] {share}, "mu of " + path));
        }
        return true;
    }

    static WeightLayout layout(JsonNode tensors, SlotKind kind) {
        List<Slot> slots = new ArrayList<>();
        tensors.properties()
                .forEach(entry ->
                        slots.add(new Slot(entry.getKey(), NetworkPart.BACKBONE, kind, GoldenCase.shape(entry.getValue()))));
        return new WeightLayout(slots);
    }

    static Weights weights(WeightLayout layout, JsonNode tensors) {
        float[] values = new float[layout.size()];
        for (int i = 0; i < layout.slots().size(); i++) {
            float[] tensor = GoldenCase.floats(tensors.get(layout.slots().get(i).path()));
            System.arraycopy(tensor, 0, values, layout.offset(i), tensor.length);
        }
        return Weights.of(layout, values);
    }

    static float[] slot(Weights weights, int index) {
        float[] values = new float[weights.layout().slots().get(index).size()];
        weights.slot(index).get(values);
        return values;
    }

    static void compare(GoldenCase golden, JsonNode expected, Weights seen) {
        expected.properties()
                .forEach(entry -> golden.near(
                        entry.getValue(), slot(seen, seen.layout().indexOf(entry.getKey())), entry.getKey()));
    }
}
