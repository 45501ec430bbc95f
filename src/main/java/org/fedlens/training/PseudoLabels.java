package org.fedlens.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fedlens.clustering.BottomUp;
import org.fedlens.clustering.Clusters;
import org.fedlens.clustering.MergeTree;
import org.fedlens.federated.Memory;
import org.fedlens.weights.Kind;
import org.fedlens.weights.Layout;
import org.fedlens.weights.Part;
import org.fedlens.weights.Slot;
import org.fedlens.weights.Weights;

/** How clusters of a client's own images, and the way they came about, lie in its memory, which never travels. */
public final class PseudoLabels {
    private static final String CLUSTERS = "clusters";
    private static final String PHASES = "merges";
    private static final String JOINS = "joins";
    /** Of a join: its phase and two pictures. */
    private static final int WORDS = 3;

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

    /** What a client keeps after one more merge phase. */
    static Memory keeping(Memory before, BottomUp.Phase phase) {
        int phases = phases(before) + 1;
        Memory after = Memory.NONE
                .with(CLUSTERS, numbers(CLUSTERS, phase.after().labels()))
                .with(PHASES, numbers(PHASES, new int[] {phases}));
        MergeTree tree = tree(before, phase.after().pictures()).plus(phases, phase.joins());
        int[] joins = tree.merges().stream()
                .flatMapToInt(merge -> IntStream.of(merge.phase(), merge.first(), merge.second()))
                .toArray();
        return joins.length == 0 ? after : after.with(JOINS, numbers(JOINS, joins));
    }

    /**
     * How the clusters in a client's memory came about; nothing if there are none, or if it was not written down for
     * all of them.
     */
    public static Optional<MergeTree> merges(Memory memory) {
        return memory.get(CLUSTERS).map(Weights::size).flatMap(images -> {
            MergeTree tree = tree(memory, images);
            return tree.after(tree.phases()).equals(of(memory, images)) ? Optional.of(tree) : Optional.empty();
        });
    }

    private static MergeTree tree(Memory memory, int images) {
        List<MergeTree.Merge> merges = new ArrayList<>();
        memory.get(JOINS).ifPresent(kept -> {
            for (int i = 0; i < kept.size(); i += WORDS) {
                merges.add(new MergeTree.Merge((int) kept.at(i), (int) kept.at(i + 1), (int) kept.at(i + 2)));
            }
        });
        return new MergeTree(images, merges);
    }

    /** Whole numbers below 2^24 are exact in float32. */
    private static Weights numbers(String name, int[] values) {
        Slot slot = new Slot(name, Part.HEAD, Kind.RUNNING, List.of(values.length));
        return Weights.fill(new Layout(List.of(slot)), i -> values[i]);
    }
}
