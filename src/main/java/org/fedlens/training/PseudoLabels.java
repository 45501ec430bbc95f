package org.fedlens.training;

import java.util.Arrays;
import java.util.List;
import org.fedlens.clustering.Clusters;
import org.fedlens.federated.Memory;
import org.fedlens.weights.Kind;
import org.fedlens.weights.Layout;
import org.fedlens.weights.Part;
import org.fedlens.weights.Slot;
import org.fedlens.weights.Weights;

/** How clusters of a client's own images lie in its memory, which never travels. */
final class PseudoLabels {
    private static final String CLUSTERS = "clusters";
    private static final String PHASES = "merges";
    private static final String AIM = "aim";

    private PseudoLabels() {}

    /** The client's clusters; every image alone before the first merge. */
    static Clusters of(Memory memory, int images) {
        return memory.get(CLUSTERS)
                .map(kept -> {
                    int[] labels = new int[kept.size()];
                    Arrays.setAll(labels, i -> (int) kept.at(i));
                    return Clusters.of(labels);
                })
                .orElseGet(() -> Clusters.alone(images));
    }

    /** Merge phases that are over. */
    static int phases(Memory memory) {
        return memory.get(PHASES).map(kept -> (int) kept.at(0)).orElse(0);
    }

    /** How many identities the profiler expects; 0 if it said nothing. */
    static int aim(Memory memory) {
        return memory.get(AIM).map(kept -> (int) kept.at(0)).orElse(0);
    }

    static Memory aiming(int identities) {
        return Memory.NONE.with(AIM, numbers(AIM, new int[] {identities}));
    }

    static Memory keeping(Clusters clusters, int phases) {
        return Memory.NONE
                .with(CLUSTERS, numbers(CLUSTERS, clusters.labels()))
                .with(PHASES, numbers(PHASES, new int[] {phases}));
    }

    /** Whole numbers below 2^24 are exact in float32. */
    private static Weights numbers(String name, int[] values) {
        Slot slot = new Slot(name, Part.HEAD, Kind.RUNNING, List.of(values.length));
        return Weights.fill(new Layout(List.of(slot)), i -> values[i]);
    }
}
