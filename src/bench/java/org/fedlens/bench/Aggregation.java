package org.fedlens.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.fedlens.algorithm.Catalog;
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
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * How long merging 100 updates takes by every rule that folds them one by one, for a small and for a ResNet-sized
 * model.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 7, time = 3)
@Fork(value = 1, jvmArgs = "-Xmx2g")
public class Aggregation {
    private static final int UPDATES = 100;
    /** Different arrays in turn: more than the caches hold, less than a hundred models on the heap. */
    private static final int DIFFERENT = 4;

    @Param({"FedAvg", "FedNova", "SCAFFOLD", "FedDyn", "FedAvgM", "FedAdam", "DP-FedAvg"})
    private String method;

    @Param({"1200000", "11000000"})
    private int parameters;

    private ServerState before;
    private List<Integer> cohort;
    private List<ClientUpdate> updates;

    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(Aggregation.class.getSimpleName())
                        .build())
                .run();
    }

    @Setup
    public void prepare() {
        Layout layout = new Layout(List.of(new Slot("all", Part.BACKBONE, Kind.TRAINED, List.of(parameters))));
        before = new ServerState(0, Weights.fill(layout, i -> 0), Memory.NONE);
        List<Weights> different = IntStream.range(0, DIFFERENT)
                .mapToObj(k -> Weights.fill(layout, i -> (i % 1000 + k) * 1e-3))
                .toList();
        cohort = IntStream.range(0, UPDATES).boxed().toList();
        // SCAFFOLD sends its change of control besides; the others look at nothing but the weights.
        Memory sent =
                method.equals("SCAFFOLD") ? Memory.NONE.with(ControlledAverage.CONTROL, different.get(0)) : Memory.NONE;
        updates = cohort.stream()
                .map(client -> new ClientUpdate(client, 50 + client, 5, 5, different.get(client % DIFFERENT), sent))
                .toList();
    }

    @Benchmark
    public ServerState mergeHundred() {
        Fold fold = Catalog.get(method).aggregator().open(Round.of(before, cohort, UPDATES));
        updates.forEach(fold::add);
        return fold.close();
    }
}
