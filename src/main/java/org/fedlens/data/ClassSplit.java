package org.fedlens.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ArraySampler;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * The class-heterogeneous split of segmentation: every training scene is put to one class and keeps the labels of that
 * class (C1), or of that class and one more (C2); the rest is erased. The scenes of a class are dealt to its clients.
 *
 * <p>A scene has a class if it shows {@code minPixels} of it. Classes are served in the order of how few scenes have
 * them: each takes at random up to {@code floor(n / K)} scenes that nobody has taken. What is left goes to the class
 * with the fewest scenes among those it has; a scene that has none goes to the class it shows most of. The second class
 * of C2 is the one with the most pixels among the others in all scenes of the first. A class with s scenes and u
 * clients gives {@code floor(s / u)} to each, its last client also takes the rest.
 *
 * <p>Source: FedSeg (Miao et al. 2023), whose tool for it was never published; sizes follow its released split, the
 * rule for the second class is ours. Clients are counted class by class in the order of labels.
 *
 * @param keep 1 (C1) or 2 (C2) classes for each client
 * @param perClass u, clients for each class
 * @param minPixels pixels from which a scene has a class
 */
public record ClassSplit(int keep, int perClass, int minPixels) {
    public ClassSplit {
        if (keep < 1 || keep > 2 || perClass < 1 || minPixels < 1) {
            throw new IllegalArgumentException("Keep " + keep + ", " + perClass + " a class, " + minPixels + " pixels");
        }
    }

    /**
     * Deals the scenes.
     *
     * @param seed the run's seed
     * @throws Problem if some class gets fewer scenes than it has clients
     */
    public List<ErasedClient> deal(ClassPixels pixels, long seed) {
        int[][] counts = pixels.counts();
        UniformRandomProvider random = Streams.of(seed, Purpose.PARTITION);
        int[] put = put(counts, pixels.classes(), random);
        List<ErasedClient> clients = new ArrayList<>();
        for (int label = 0; label < pixels.classes(); label++) {
            int first = label;
            int[] own = ArraySampler.shuffle(
                    random,
                    IntStream.range(0, put.length)
                            .filter(scene -> put[scene] == first)
                            .toArray());
            if (own.length < perClass) {
                throw new Problem(
                        "partition.clients",
                        Text.of("partition.fewScenes", label, own.length, perClass),
                        Text.of("partition.fewScenes.mend"));
            }
            List<Integer> kept = kept(counts, own, label);
            int size = own.length / perClass;
            for (int client = 0; client < perClass; client++) {
                int end = client == perClass - 1 ? own.length : (client + 1) * size;
                int[] dealt = Arrays.copyOfRange(own, client * size, end);
                clients.add(new ErasedClient(dealt, kept, blind(counts, dealt, kept)));
            }
        }
        return clients;
    }

    /** The class every scene is put to. */
    private int[] put(int[][] counts, int classes, UniformRandomProvider random) {
        int[] put = new int[counts.length];
        Arrays.fill(put, -1);
        int[] filled = new int[classes];
        int quota = counts.length / classes;
        for (int label : rareFirst(counts, classes)) {
            int[] free = ArraySampler.shuffle(
                    random,
                    IntStream.range(0, put.length)
                            .filter(scene -> put[scene] < 0 && counts[scene][label] >= minPixels)
                            .toArray());
            for (int turn = 0; turn < Math.min(quota, free.length); turn++) {
                put[free[turn]] = label;
                filled[label]++;
            }
        }
        for (int scene = 0; scene < put.length; scene++) {
            if (put[scene] < 0) {
                int[] shown = counts[scene];
                put[scene] = IntStream.range(0, classes)
                        .filter(label -> shown[label] >= minPixels)
                        .boxed()
                        .min(Comparator.comparingInt(label -> filled[label]))
                        .orElseGet(() -> largest(shown, -1));
                filled[put[scene]]++;
            }
        }
        return put;
    }

    private int[] rareFirst(int[][] counts, int classes) {
        int[] scenes = new int[classes];
        for (int[] shown : counts) {
            Arrays.setAll(scenes, label -> scenes[label] + (shown[label] >= minPixels ? 1 : 0));
        }
        return IntStream.range(0, classes)
                .boxed()
                .sorted(Comparator.comparingInt(label -> scenes[label]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private List<Integer> kept(int[][] counts, int[] own, int label) {
        if (keep == 1 || counts[0].length == 1) {
            return List.of(label);
        }
        int[] together = new int[counts[0].length];
        for (int scene : own) {
            Arrays.setAll(together, other -> together[other] + counts[scene][other]);
        }
        return List.copyOf(new TreeSet<>(List.of(label, largest(together, label))));
    }

    private static int largest(int[] shown, int except) {
        return IntStream.range(0, shown.length)
                .filter(label -> label != except)
                .boxed()
                .max(Comparator.<Integer>comparingInt(label -> shown[label]).thenComparing(Comparator.reverseOrder()))
                .orElseThrow();
    }

    private static int blind(int[][] counts, int[] dealt, List<Integer> kept) {
        return (int) IntStream.of(dealt)
                .filter(scene -> kept.stream().allMatch(label -> counts[scene][label] == 0))
                .count();
    }
}
