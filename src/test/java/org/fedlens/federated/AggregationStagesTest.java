package org.fedlens.federated;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.fedlens.federated.aggregation.WeightedMean;
import org.fedlens.weights.NetworkPart;
import org.fedlens.weights.Slot;
import org.fedlens.weights.SlotKind;
import org.fedlens.weights.WeightLayout;
import org.fedlens.weights.Weights;
import org.junit.jupiter.api.Test;

class AggregationStagesTest {
    private static final WeightLayout LAYOUT =
            new WeightLayout(List.of(new Slot("w", NetworkPart.BACKBONE, SlotKind.TRAINED, List.of(1))));

    private final List<String> told = new ArrayList<>();

    private static Weights number(double value) {
        return Weights.fill(LAYOUT, i -> value);
    }

    private static ClientUpdate update(int client) {
        return new ClientUpdate(client, 1, 1, 1, number(client), MethodMemory.NONE);
    }

    /** Tells what it is asked, and keeps back the updates of clients below a number. */
    private final class Telling implements RoundStage {
        private final String name;
        private final int below;
        private final List<ClientUpdate> kept = new ArrayList<>();

        Telling(String name, int below) {
            this.name = name;
            this.below = below;
        }

        @Override
        public Upload send(Upload upload, Broadcast received) {
            told.add(name + " sends " + upload.update().client());
            return new Upload(upload.update(), upload.kept(), upload.bytes() * 10 + below);
        }

        @Override
        public void arrive(ClientUpdate update, Consumer<ClientUpdate> next) {
            told.add(name + " sees " + update.client());
            if (update.client() < below) {
                kept.add(update);
            } else {
                next.accept(update);
            }
        }

        @Override
        public void allArrived(Consumer<ClientUpdate> next) {
            told.add(name + " has all");
            kept.forEach(next);
        }

        @Override
        public ServerState merged(ServerState aggregate) {
            told.add(name + " finishes");
            return aggregate;
        }

        @Override
        public Map<String, Double> figures() {
            return Map.of(name, (double) below);
        }
    }

    private AggregationStages stages() {
        Aggregation rule = new Aggregation() {
            @Override
            public void add(ClientUpdate update) {
                told.add("rule adds " + update.client());
            }

            @Override
            public ServerState close() {
                told.add("rule closes");
                return new ServerState(1, number(0), MethodMemory.NONE);
            }

            @Override
            public Map<String, Double> figures() {
                return Map.of("rule", 7.0);
            }
        };
        return new AggregationStages(List.of(new Telling("a", 1), new Telling("b", 2)), rule);
    }

    @Test
    void updatesPassInOrderAndTheAggregateComesBackInReverse() throws InterruptedException {
        AggregationStages stages = stages();
        stages.arrive(update(0));
        stages.arrive(update(1));
        stages.arrive(update(2));
        stages.close();
        assertEquals(
                List.of(
                        "a sees 0",
                        "a sees 1",
                        "b sees 1",
                        "a sees 2",
                        "b sees 2",
                        "rule adds 2",
                        "a has all",
                        "b sees 0",
                        "b has all",
                        "rule adds 1",
                        "rule adds 0",
                        "rule closes",
                        "b finishes",
                        "a finishes"),
                told);
    }

    @Test
    void uploadsLeaveThroughAllStagesInOrder() {
        Upload upload = stages().send(update(3), MethodMemory.NONE, new Broadcast(1, number(0), MethodMemory.NONE));
        assertEquals(List.of("a sends 3", "b sends 3"), told);
        assertEquals((update(3).bytes() * 10 + 1) * 10 + 2, upload.bytes());
    }

    @Test
    void figuresOfRuleAndStagesAreToldTogether() {
        assertEquals(Map.of("rule", 7.0, "a", 1.0, "b", 2.0), stages().figures());
    }

    @Test
    void aStageThatDoesNothingChangesNothing() throws InterruptedException {
        AggregationStages stages = new AggregationStages(
                List.of(RoundStage.NONE, RoundStage.NONE),
                new WeightedMean(Weighting.SAMPLES, Statistics.PLAIN).open(round()));
        stages.arrive(update(4));
        assertEquals(number(4), stages.close().global());
    }

    private static RoundContext round() {
        return RoundContext.of(new ServerState(0, number(0), MethodMemory.NONE), List.of(4), 5);
    }
}
