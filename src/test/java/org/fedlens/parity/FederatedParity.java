package org.fedlens.parity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
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

    static void fedavg(GoldenCase golden) {
        Weighting weighting =
                switch (golden.text("weighting")) {
                    case "equal" -> Weighting.EQUAL;
                    case "data-size" -> Weighting.SAMPLES;
                    default -> throw golden.unknown("weighting");
                };
        GoldenValue uploads = golden.inputs().get("uploads");
        int[] samples = golden.inputs().get("samples").ints();
        int[] arrived = golden.inputs().get("arrived").ints();
        WeightLayout layout = layout(uploads.get(0), SlotKind.TRAINED);
        List<Weights> models =
                uploads.stream().map(upload -> weights(layout, upload)).toList();
        compare(golden, golden.expected().get("aggregate"), mean(weighting, models, samples, arrived));
        // A mean of models that hold a single 1 each shows the shares themselves.
        WeightLayout places = MethodParity.vector(models.size());
        List<Weights> ones = IntStream.range(0, models.size())
                .mapToObj(client -> Weights.fill(places, i -> i == client ? 1 : 0))
                .toList();
        float[] shares = MethodParity.numbers(mean(weighting, ones, samples, arrived));
        double[] ofArrived =
                Arrays.stream(arrived).mapToDouble(client -> shares[client]).toArray();
        golden.near(golden.expected().get("p"), ofArrived, "p");
    }

    private static Weights mean(Weighting weighting, List<Weights> models, int[] samples, int[] arrived) {
        Weights start = models.get(0).scaled(0);
        Aggregation fold = new WeightedMean(weighting, Statistics.PLAIN)
                .open(RoundContext.of(new ServerState(0, start, MethodMemory.NONE), List.of(), models.size()));
        for (int client : arrived) {
            fold.add(new ClientUpdate(client, samples[client], 1, 1, models.get(client), MethodMemory.NONE));
        }
        return fold.close().global();
    }

    static void buffers(GoldenCase golden) {
        Statistics statistics =
                switch (golden.text("mode")) {
                    case "pooled" -> Statistics.POOLED;
                    case "plain" -> Statistics.PLAIN;
                    default -> throw golden.unknown("mode");
                };
        List<Integer> shape = golden.expected().get("mean").shape();
        WeightLayout layout = new WeightLayout(List.of(
                new Slot("bn.running_mean", NetworkPart.BACKBONE, SlotKind.RUNNING, shape),
                new Slot("bn.running_var", NetworkPart.BACKBONE, SlotKind.RUNNING, shape)));
        Aggregation fold = new WeightedMean(Weighting.SAMPLES, statistics)
                .open(RoundContext.of(
                        new ServerState(0, Weights.fill(layout, i -> 0), MethodMemory.NONE), List.of(), 1));
        int[] samples = golden.inputs().get("samples").ints();
        for (int client = 0; client < samples.length; client++) {
            float[] mean = golden.inputs().get("mean").get(client).floats();
            float[] variance = golden.inputs().get("var").get(client).floats();
            Weights upload = Weights.fill(layout, i -> i < mean.length ? mean[i] : variance[i - mean.length]);
            fold.add(new ClientUpdate(client, samples[client], 1, 1, upload, MethodMemory.NONE));
        }
        Weights merged = fold.close().global();
        golden.near(golden.expected().get("mean"), slot(merged, 0), "mean");
        golden.near(golden.expected().get("var"), slot(merged, 1), "var");
    }

    static void schedule(GoldenCase golden) {
        Schedule schedule =
                switch (golden.text("schedule")) {
                    case "cosine" -> new Schedule.Cosine();
                    case "constant" -> new Schedule.Constant();
                    case "step" -> new Schedule.Step(golden.integer("period"), golden.number("factor"));
                    case "poly" -> new Schedule.Poly(golden.number("power"));
                    default -> throw golden.unknown("schedule");
                };
        double base = golden.number("learning_rate");
        int rounds = golden.integer("rounds");
        double[] rates = Arrays.stream(golden.inputs().get("round").ints())
                .mapToDouble(round -> schedule.at(base, round, rounds))
                .toArray();
        golden.near(golden.expected().get("lr"), rates, "lr");
    }

    /** The mixture a client begins with, and the share of its own that each tensor keeps. */
    static void layerMix(GoldenCase golden) {
        LayerMix.Mixing mixing =
                switch (golden.text("mode")) {
                    case "layer" -> LayerMix.Mixing.LAYER;
                    case "mean" -> LayerMix.Mixing.MODEL;
                    default -> throw golden.unknown("mode");
                };
        LayerMix mix = new LayerMix(mixing);
        GoldenValue global = golden.inputs().get("global");
        WeightLayout layout = layout(global, SlotKind.TRAINED);
        Weights received = weights(layout, global);
        Weights own = weights(layout, golden.inputs().get("local"));
        int round = golden.integer("round");
        ClientState past =
                round == 0 ? ClientState.fresh(0) : new ClientState(0, round, Optional.of(own), MethodMemory.NONE);
        Broadcast broadcast = new Broadcast(round + 1, received, MethodMemory.NONE);
        compare(golden, golden.expected().get("result"), mix.start(broadcast, past));
        Map<String, Double> shares = round == 0 ? Map.of() : mix.shares(own, received);
        golden.expected().get("mu").fields().forEach((path, share) -> {
            golden.near(share, shares.getOrDefault(path, 0.0), "mu of " + path);
        });
        double mean = mix.figures(broadcast, past).getOrDefault("own-share", 0.0);
        golden.near(golden.expected().get("mu_mean"), mean, "mu_mean");
    }

    static WeightLayout layout(GoldenValue tensors, SlotKind kind) {
        List<Slot> slots = new ArrayList<>();
        tensors.fields()
                .forEach((name, tensor) -> slots.add(new Slot(name, NetworkPart.BACKBONE, kind, tensor.shape())));
        return new WeightLayout(slots);
    }

    static Weights weights(WeightLayout layout, GoldenValue tensors) {
        float[] values = new float[layout.size()];
        for (int i = 0; i < layout.slots().size(); i++) {
            float[] tensor = tensors.get(layout.slots().get(i).path()).floats();
            System.arraycopy(tensor, 0, values, layout.offset(i), tensor.length);
        }
        return Weights.of(layout, values);
    }

    static float[] slot(Weights weights, int index) {
        float[] values = new float[weights.layout().slots().get(index).size()];
        weights.slot(index).get(values);
        return values;
    }

    static void compare(GoldenCase golden, GoldenValue expected, Weights seen) {
        expected.fields()
                .forEach((name, tensor) ->
                        golden.near(tensor, slot(seen, seen.layout().indexOf(name)), name));
    }
}
