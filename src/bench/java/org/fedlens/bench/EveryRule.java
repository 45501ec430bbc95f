package org.fedlens.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.fedlens.algorithm.Catalog;
import org.fedlens.federated.Aggregator;
import org.fedlens.federated.ClientUpdate;
import org.fedlens.federated.ControlledAverage;
import org.fedlens.federated.Fold;
import org.fedlens.federated.Memory;
import org.fedlens.federated.Round;
import org.fedlens.federated.ServerState;
import org.fedlens.weights.Kind;
import org.fedlens.weights.Layout;
import org.fedlens.weights.Part;
import org.fedlens.weights.Slot;
import org.fedlens.weights.Weights;

/**
 * Every aggregation rule once warm and once timed on 100 updates of an 11-million-parameter model: seconds on one
 * thread, and what the rule holds besides the updates when all are in, in accumulators of double numbers. Four
 * different models in turn stand for the hundred; rules that look at all updates together keep references to them,
 * which in a real round keeps the updates themselves alive. Arguments: parameters, updates.
 */
public final class EveryRule {
    private static final List<String> METHODS = List.of(
            "FedAvg",
            "FedNova",
            "SCAFFOLD",
            "FedDyn",
            "FedAvgM",
            "FedAdagrad",
            "FedAdam",
            "FedYogi",
            "DP-FedAvg",
            "NormClipping",
            "Median",
            "TrimmedMean",
            "Krum",
            "MultiKrum",
            "GeometricMedian",
            "Bulyan");
    private static final int DIFFERENT = 4;
    private static final int SMALL = 100_000;

    private EveryRule() {}

    public static void main(String[] arguments) {
        int parameters = arguments.length > 0 && !arguments[0].isBlank() ? Integer.parseInt(arguments[0]) : 11_000_000;
        int updates = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100;
        System.out.println("| rule | s | held, in accumulators |");
        System.out.println("|---|---|---|");
        for (String method : METHODS) {
            Task warm = Task.of(method, SMALL, updates);
            warm.merge();
            warm.merge();
            Task real = Task.of(method, parameters, updates);
            double held = real.held() / (8.0 * parameters);
            long begun = System.nanoTime();
            real.merge();
            double seconds = (System.nanoTime() - begun) * 1e-9;
            System.out.printf(Locale.ROOT, "| %s | %.2f | %.2f |%n", method, seconds, held);
        }
        System.out.printf(
                Locale.ROOT, "heap at most %d MB%n", Runtime.getRuntime().maxMemory() >> 20);
    }

    /** The updates of one round for one rule. */
    private record Task(Aggregator rule, ServerState before, List<Integer> cohort, List<ClientUpdate> updates) {
        static Task of(String method, int parameters, int count) {
            Layout layout = new Layout(List.of(new Slot("all", Part.BACKBONE, Kind.TRAINED, List.of(parameters))));
            List<Weights> different = IntStream.range(0, Math.min(count, DIFFERENT))
                    .mapToObj(k -> Weights.fill(layout, i -> (i * 7 % 1000 + k * 13) * 1e-3))
                    .toList();
            List<Integer> cohort = IntStream.range(0, count).boxed().toList();
            Memory sent = method.equals("SCAFFOLD")
                    ? Memory.NONE.with(ControlledAverage.CONTROL, different.get(0))
                    : Memory.NONE;
            List<ClientUpdate> updates = cohort.stream()
                    .map(client ->
                            new ClientUpdate(client, 50 + client, 5, 5, different.get(client % different.size()), sent))
                    .toList();
            ServerState before = new ServerState(0, Weights.fill(layout, i -> 0), Memory.NONE);
            return new Task(Catalog.get(method).aggregator(), before, cohort, updates);
        }

        private Fold opened() {
            return rule.open(Round.of(before, cohort, cohort.size()));
        }

        ServerState merge() {
            Fold fold = opened();
            updates.forEach(fold::add);
            return fold.close();
        }

        /** Bytes that a fold with all updates in it holds besides them. */
        long held() {
            long empty = used();
            Fold fold = opened();
            updates.forEach(fold::add);
            long full = used();
            fold.close();
            return full - empty;
        }

        private static long used() {
            Runtime runtime = Runtime.getRuntime();
            for (int i = 0; i < 3; i++) {
                System.gc();
            }
            return runtime.totalMemory() - runtime.freeMemory();
        }
    }
}
