package org.fedlens.federated.robust;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.fedlens.federated.Aggregation;
import org.fedlens.federated.Aggregator;
import org.fedlens.federated.ClientUpdate;
import org.fedlens.federated.MethodMemory;
import org.fedlens.federated.RoundContext;
import org.fedlens.federated.ServerState;
import org.fedlens.parity.GoldenCase;
import org.fedlens.parity.GoldenValue;
import org.fedlens.weights.NetworkPart;
import org.fedlens.weights.Slot;
import org.fedlens.weights.SlotKind;
import org.fedlens.weights.WeightLayout;
import org.fedlens.weights.Weights;

/** Golden checks of the rules that stand hostile uploads. */
public final class RobustParity {
    private final GoldenCase golden;
    private final List<Weights> vectors;
    private final int byzantine;
    private final int trim;
    private final int chosen;
    private final int iterations;
    private final double nu;

    private RobustParity(GoldenCase golden) {
        this.golden = golden;
        float[][] rows = golden.inputs().get("vectors").rows();
        WeightLayout layout = new WeightLayout(
                List.of(new Slot("w", NetworkPart.BACKBONE, SlotKind.TRAINED, List.of(rows[0].length))));
        this.vectors = Arrays.stream(rows).map(row -> Weights.of(layout, row)).toList();
        this.byzantine = golden.integer("byzantine");
        this.trim = golden.integer("trim_each_side");
        this.chosen = golden.integer("multi_krum_count");
        this.iterations = golden.integer("iterations");
        this.nu = golden.number("nu");
    }

    /** Every rule whose result the case states, and the scores and bounds on the way to it. */
    public static void check(GoldenCase golden) {
        new RobustParity(golden).play();
    }

    private void play() {
        Map<String, Aggregator> rules = Map.of(
                "mean", new TrimmedMean(0),
                "median", new CoordinateMedian(),
                "trimmed_mean", new TrimmedMean(trim),
                "krum", new Krum(byzantine, 1),
                "multi_krum", new Krum(byzantine, chosen),
                "norm_bounded_mean", new NormClipping(),
                "bulyan", new Bulyan(byzantine));
        rules.forEach((name, rule) -> stated(name, wanted -> golden.near(wanted, numbers(result(rule)), name)));
        double[] scores = RobustArithmetic.krumScores(vectors, byzantine);
        stated("krum_scores", wanted -> golden.near(wanted, scores, "krum_scores"));
        stated(
                "krum_index",
                wanted -> assertEquals(
                        wanted.integer(), RobustArithmetic.best(scores, 1).get(0)));
        stated("multi_krum_indices", wanted -> among(wanted, RobustArithmetic.best(scores, chosen)));
        stated(
                "bulyan_indices",
                wanted -> among(wanted, RobustArithmetic.best(scores, vectors.size() - 2 * byzantine)));
        double[] norms = vectors.stream().mapToDouble(RobustArithmetic::norm).toArray();
        stated("norm_bound", wanted -> golden.near(wanted, RobustArithmetic.median(norms), "norm_bound"));
        median();
    }

    /** The rule's own smoothing is a constant; another one goes through its single steps. */
    private void median() {
        if (nu == GeometricMedian.SMOOTHING) {
            Aggregator rule = new GeometricMedian(iterations);
            stated("geometric_median", wanted -> golden.near(wanted, numbers(result(rule)), "geometric median"));
        }
        Weights at = RobustArithmetic.mean(vectors);
        for (int step = 0; step < iterations; step++) {
            at = GeometricMedian.nearer(at, vectors, nu);
            float[] seen = numbers(at);
            int place = step;
            stated("geometric_median_trace", wanted -> golden.near(wanted.get(place), seen, "trace " + place));
        }
        float[] last = numbers(at);
        stated("geometric_median", wanted -> golden.near(wanted, last, "geometric median"));
    }

    private void stated(String name, Consumer<GoldenValue> comparison) {
        golden.expected().find(name).ifPresent(comparison);
    }

    private static void among(GoldenValue wanted, List<Integer> seen) {
        int[] sorted = wanted.ints();
        Arrays.sort(sorted);
        assertArrayEquals(
                sorted, seen.stream().mapToInt(Integer::intValue).sorted().toArray());
    }

    private Weights result(Aggregator rule) {
        WeightLayout layout = vectors.get(0).layout();
        ServerState start = new ServerState(0, Weights.fill(layout, i -> 0), MethodMemory.NONE);
        Aggregation fold = rule.open(RoundContext.of(start, List.of(), vectors.size()));
        for (int k = 0; k < vectors.size(); k++) {
            // Robust rules give each upload one vote, whatever the size of its data.
            fold.add(new ClientUpdate(k, 10 * k + 1, 1, 1, vectors.get(k), MethodMemory.NONE));
        }
        return fold.close().global();
    }

    private static float[] numbers(Weights weights) {
        float[] values = new float[weights.size()];
        weights.all().get(values);
        return values;
    }
}
