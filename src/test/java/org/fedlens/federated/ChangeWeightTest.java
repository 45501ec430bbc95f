package org.fedlens.federated;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.fedlens.federated.aggregation.WeightedMean;
import org.fedlens.weights.NetworkPart;
import org.fedlens.weights.Slot;
import org.fedlens.weights.SlotKind;
import org.fedlens.weights.WeightLayout;
import org.fedlens.weights.Weights;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** PAV-3 and PAV-4 of the specification: averages weighted by how far clients' outputs turned. */
class ChangeWeightTest {
    private static final WeightLayout LAYOUT =
            new WeightLayout(List.of(new Slot("fc.weight", NetworkPart.BACKBONE, SlotKind.TRAINED, List.of(1, 2))));
    private static final int[] SAMPLES = {10, 30, 60};

    private static Weights weights(double first, double second) {
        return Weights.fill(LAYOUT, i -> i == 0 ? first : second);
    }

    /** Three clients with models (1, 0), (0, 1) and (1, 1) whose outputs turned so far. */
    private static Weights mean(Weighting weighting, double... turns) {
        ServerState before = new ServerState(0, weights(9, 9), MethodMemory.NONE);
        Aggregation fold =
                new WeightedMean(weighting, Statistics.PLAIN).open(RoundContext.of(before, List.of(0, 1, 2), 3));
        List<Weights> models = List.of(weights(1, 0), weights(0, 1), weights(1, 1));
        IntStream.range(0, turns.length)
                .forEach(client -> fold.add(new ClientUpdate(
                        client,
                        SAMPLES[client],
                        1,
                        1,
                        models.get(client),
                        MethodMemory.NONE.with(Weighting.TURN, turns[client]))));
        return fold.close().global();
    }

    @Test
    @DisplayName("PAV-3 who did not train counts nothing; if nobody did, data sizes count")
    void untrained() {
        assertEquals(weights(0.25, 1), mean(Weighting.CHANGE, 0, 0.75, 0.25));
        assertEquals(weights(1, 0), mean(Weighting.CHANGE, 0.1, 0, 0));
        assertEquals(mean(Weighting.SAMPLES, 0, 0, 0), mean(Weighting.CHANGE, 0, 0, 0));
        assertEquals(weights(0.7, 0.9), mean(Weighting.CHANGE, 0, 0, 0));
    }

    @Test
    @DisplayName("PAV-4 only the proportion of the weights counts")
    void proportion() {
        Weights once = mean(Weighting.CHANGE, 0.125, 0.5, 0.25);
        assertEquals(once, mean(Weighting.CHANGE, 0.25, 1, 0.5));
        assertEquals(once, mean(Weighting.CHANGE, 0.125 / 64, 0.5 / 64, 0.25 / 64));
    }
}
