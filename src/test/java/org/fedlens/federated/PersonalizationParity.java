package org.fedlens.federated;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fedlens.parity.GoldenCase;
import org.fedlens.weights.Kind;
import org.fedlens.weights.Layout;
import org.fedlens.weights.Part;
import org.fedlens.weights.Slot;
import org.fedlens.weights.Weights;
import org.junit.jupiter.api.Assertions;

/** Golden checks of what a client begins with. */
public final class PersonalizationParity {
    private PersonalizationParity() {}

    /** Which layers count, how far they moved and what is decided. */
    public static boolean divergence(GoldenCase golden) {
        Weights before = weights(golden.inputs().get("old"));
        Weights after = weights(golden.inputs().get("new"));
        List<String> layers =
                Divergence.layers(before.layout()).stream().map(Slot::path).toList();
        if (golden.expected().has("layers")) {
            List<String> expected = new ArrayList<>();
            golden.expected().get("layers").forEach(node -> expected.add(node.asText()));
            Assertions.assertEquals(expected, layers);
        }
        DivergenceAware aware = new DivergenceAware(
                golden.param("threshold", 0),
                DivergenceAware.Predictor.BY_DIVERGENCE,
                DivergenceAware.Aggregate.ONLINE,
                DivergenceAware.Update.ONLINE);
        Noted noted = aware.note(before, after, ClientState.fresh(0));
        golden.near(
                golden.expected().get("divergence"),
                new double[] {noted.figures().get(DivergenceAware.DIVERGENCE)},
                "divergence");
        String decision = noted.figures().get(DivergenceAware.KEPT) > 0 ? "LOCAL" : "GLOBAL";
        Assertions.assertEquals(golden.expected().get("decision").asText(), decision);
        return true;
    }

    private static Weights weights(JsonNode tensors) {
        List<Slot> slots = new ArrayList<>();
        List<float[]> values = new ArrayList<>();
        tensors.properties().forEach(entry -> {
            Kind kind = entry.getKey().contains(".bn") ? Kind.NORM : Kind.TRAINED;
            slots.add(new Slot(entry.getKey(), Part.BACKBONE, kind, GoldenCase.shape(entry.getValue())));
            values.add(GoldenCase.floats(entry.getValue()));
        });
        Layout layout = new Layout(slots);
        float[] all = new float[layout.size()];
        for (int i = 0; i < slots.size(); i++) {
            System.arraycopy(
                    values.get(i), 0, all, layout.offset(i), slots.get(i).size());
        }
        return Weights.of(layout, all);
    }

    /** FedEMA: how much a client keeps after each of a sequence of divergences, and what it then begins with. */
    public static boolean moving(GoldenCase golden) {
        boolean constant = golden.params().get("tau").isNull();
        MovingModel moving = new MovingModel(
                constant ? MovingModel.Scaler.CONSTANT : MovingModel.Scaler.AUTO,
                constant ? golden.param("lambda", 0) : 0,
                golden.param("tau", 0));
        float[] local = GoldenCase.floats(golden.inputs().get("local"));
        float[] global = GoldenCase.floats(golden.inputs().get("global"));
        // The first slot carries the divergence, the second the numbers that are mixed.
        Layout layout = new Layout(List.of(
                new Slot("conv.weight", Part.BACKBONE, Kind.TRAINED, List.of(1, 1, 1, 1)),
                new Slot("fc.weight", Part.PREDICTOR, Kind.TRAINED, List.of(local.length))));
        JsonNode divergences = golden.inputs().get("divergences");
        ClientState past = ClientState.fresh(0);
        for (int round = 0; round < divergences.size(); round++) {
            float[] moved = new float[layout.size()];
            moved[0] = (float) divergences.get(round).asDouble();
            System.arraycopy(local, 0, moved, 1, local.length);
            Weights start = Weights.fill(layout, i -> 0);
            Noted noted = moving.note(start, Weights.of(layout, moved), past);
            golden.near(
                    golden.expected().get("mu").get(round),
                    new double[] {noted.figures().get("own-share")},
                    "mu " + round);
            past = new ClientState(
                    0,
                    round + 1,
                    Optional.of(Weights.of(layout, moved)),
                    past.memory().plus(noted.kept()));
            float[] received = new float[layout.size()];
            System.arraycopy(global, 0, received, 1, global.length);
            Weights mixed = moving.start(new Broadcast(round + 2, Weights.of(layout, received), Memory.NONE), past);
            float[] seen = new float[local.length];
            mixed.slot(1).get(seen);
            golden.near(golden.expected().get("w").get(round), seen, "w " + round);
        }
        if (!constant) {
            golden.near(
                    golden.expected().get("lambda"),
                    new double[] {past.memory().number("lambda").orElseThrow()},
                    "lambda");
        }
        return true;
    }
}
