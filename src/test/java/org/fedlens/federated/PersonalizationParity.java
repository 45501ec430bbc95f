package org.fedlens.federated;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fedlens.federated.personalization.Divergence;
import org.fedlens.federated.personalization.DivergenceAware;
import org.fedlens.federated.personalization.MovingModel;
import org.fedlens.parity.GoldenCase;
import org.fedlens.parity.GoldenValue;
import org.fedlens.weights.NetworkPart;
import org.fedlens.weights.Slot;
import org.fedlens.weights.SlotKind;
import org.fedlens.weights.WeightLayout;
import org.fedlens.weights.Weights;

/** Golden checks of what a client begins with. */
public final class PersonalizationParity {
    private PersonalizationParity() {}

    /** Which layers count, how far they moved and what is decided. */
    public static void divergence(GoldenCase golden) {
        Weights before = weights(golden.inputs().get("old"));
        Weights after = weights(golden.inputs().get("new"));
        List<String> layers =
                Divergence.layers(before.layout()).stream().map(Slot::path).toList();
        golden.expected()
                .find("layers")
                .ifPresent(wanted ->
                        assertEquals(wanted.stream().map(GoldenValue::text).toList(), layers));
        DivergenceAware aware = new DivergenceAware(
                golden.number("threshold"),
                DivergenceAware.Predictor.BY_DIVERGENCE,
                DivergenceAware.Aggregate.ONLINE,
                DivergenceAware.Update.ONLINE);
        PersonalizationNote noted = aware.note(before, after, ClientState.fresh(0));
        golden.near(golden.expected().get("divergence"), noted.figures().get(DivergenceAware.DIVERGENCE), "divergence");
        String decision = noted.figures().get(DivergenceAware.KEPT) > 0 ? "LOCAL" : "GLOBAL";
        assertEquals(golden.expected().get("decision").text(), decision);
    }

    private static Weights weights(GoldenValue tensors) {
        List<Slot> slots = new ArrayList<>();
        List<float[]> values = new ArrayList<>();
        tensors.fields().forEach((name, tensor) -> {
            SlotKind kind = name.matches("(.*\\.)?bn.*") ? SlotKind.NORM : SlotKind.TRAINED;
            slots.add(new Slot(name, NetworkPart.BACKBONE, kind, tensor.shape()));
            values.add(tensor.floats());
        });
        WeightLayout layout = new WeightLayout(slots);
        float[] all = new float[layout.size()];
        for (int i = 0; i < slots.size(); i++) {
            System.arraycopy(
                    values.get(i), 0, all, layout.offset(i), slots.get(i).size());
        }
        return Weights.of(layout, all);
    }

    /** FedEMA: how much a client keeps after each of a sequence of divergences, and what it then begins with. */
    public static void moving(GoldenCase golden) {
        boolean constant = golden.params().get("tau").isNull();
        if (golden.params().get("lambda").isNull() == constant) {
            throw golden.unknown("lambda beside tau");
        }
        MovingModel moving = constant
                ? new MovingModel(MovingModel.Scaler.CONSTANT, golden.number("lambda"), 0)
                : new MovingModel(MovingModel.Scaler.AUTO, 0, golden.number("tau"));
        float[] local = golden.inputs().get("local").floats();
        float[] global = golden.inputs().get("global").floats();
        // The first slot carries the divergence, the second the numbers that are mixed.
        WeightLayout layout = new WeightLayout(List.of(
                new Slot("conv.weight", NetworkPart.BACKBONE, SlotKind.TRAINED, List.of(1, 1, 1, 1)),
                new Slot("fc.weight", NetworkPart.PREDICTOR, SlotKind.TRAINED, List.of(local.length))));
        GoldenValue divergences = golden.inputs().get("divergences");
        ClientState past = ClientState.fresh(0);
        for (int round = 0; round < divergences.size(); round++) {
            float[] moved = new float[layout.size()];
            moved[0] = (float) divergences.get(round).number();
            System.arraycopy(local, 0, moved, 1, local.length);
            Weights start = Weights.fill(layout, i -> 0);
            PersonalizationNote noted = moving.note(start, Weights.of(layout, moved), past);
            golden.near(golden.expected().get("mu").get(round), noted.figures().get("own-share"), "mu " + round);
            past = new ClientState(
                    0,
                    round + 1,
                    Optional.of(Weights.of(layout, moved)),
                    past.memory().plus(noted.kept()));
            float[] received = new float[layout.size()];
            System.arraycopy(global, 0, received, 1, global.length);
            Weights mixed =
                    moving.start(new Broadcast(round + 2, Weights.of(layout, received), MethodMemory.NONE), past);
            float[] seen = new float[local.length];
            mixed.slot(1).get(seen);
            golden.near(golden.expected().get("w").get(round), seen, "w " + round);
        }
        double factor =
                constant ? moving.lambda() : past.memory().number("lambda").orElseThrow();
        golden.near(golden.expected().get("lambda"), factor, "lambda");
    }
}
