package org.fedlens.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.fedlens.metrics.Heterogeneity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** #C=k, quantity skew, filling up, splits of sightings, partition maps. */
class MoreSplitsTest {
    @TempDir
    Path folder;

    private final Labels labels = Drawn.balanced(6000, 10);

    @Test
    void classCountGivesEveryClientItsClassAndOthers() {
        List<int[]> split = new ClassCount(3).split(labels, 20, Drawn.random(1));
        for (int client = 0; client < 20; client++) {
            int[] counts = labels.histogram(split.get(client));
            assertEquals(3, Arrays.stream(counts).filter(count -> count > 0).count());
            assertTrue(counts[client % 10] > 0);
        }
        assertEquals(6000, split.stream().mapToInt(pictures -> pictures.length).sum());
        List<int[]> all = new ClassCount(10).split(labels, 4, Drawn.random(1));
        assertTrue(Arrays.stream(labels.histogram(all.get(0))).allMatch(count -> count == 150));
        Problems.expect("partition.perClient", "partition.fewClasses", () -> new ClassCount(11)
                .split(labels, 4, Drawn.random(1)));
    }

    @Test
    void quantitySkewChangesSizesAndNotMixes() {
        List<int[]> split = new QuantitySkew(0.5, 10).split(labels, 10, Drawn.random(1));
        int[][] counts = split.stream().map(labels::histogram).toArray(int[][]::new);
        Heterogeneity even = Heterogeneity.of(new Iid()
                .split(labels, 10, Drawn.random(1)).stream()
                        .map(labels::histogram)
                        .toArray(int[][]::new));
        assertTrue(Heterogeneity.of(counts).sizeVariation() > 0.5);
        assertTrue(even.sizeVariation() < 0.01);
        assertTrue(split.stream().allMatch(pictures -> pictures.length >= 10));
        Problems.expect("partition.beta", "partition.betaTooLow", () -> new QuantitySkew(0.01, 10)
                .split(labels, 100, Drawn.random(1)));
    }

    @Test
    void fillingUpReachesAMinimumThatNoDrawWould() {
        Labels many = Drawn.balanced(100_000, 10);
        Problems.expect("partition.alpha", "partition.alphaTooLow", () -> new Dirichlet(0.1, 10)
                .split(many, 1000, Drawn.random(1)));
        List<int[]> split = new Dirichlet(0.1, 10, true).split(many, 1000, Drawn.random(1));
        assertEquals(
                100_000, split.stream().mapToInt(pictures -> pictures.length).sum());
        assertEquals(
                10, split.stream().mapToInt(pictures -> pictures.length).min().orElseThrow());
    }

    @Test
    void aPartitionComesBackFromEveryFormThatIsRead() throws IOException {
        Partition partition = Partition.of(new Dirichlet(0.5, 10), labels, 7, 3);
        Path file = folder.resolve("map");
        Files.writeString(file, PartitionMap.json(partition, 6000));
        assertEquals(partition.hash(), PartitionMap.read(file, 6000).hash());
        Files.writeString(file, PartitionMap.lines(partition));
        assertEquals(partition.hash(), PartitionMap.read(file, 6000).hash());
        Partition small = Partition.of(List.of(new int[] {2, 0}, new int[] {1}));
        for (String form : List.of("{\"0\": [2, 0], \"1\": [1]}", "{\n0: [\n2, 0\n],\n1: [\n1\n],\n}\n", "2 0\n1\n")) {
            Files.writeString(file, form);
            assertEquals(small.hash(), PartitionMap.read(file, 3).hash(), form);
        }
    }

    @Test
    void aPartitionOfOtherDataIsNamed() throws IOException {
        Path file = folder.resolve("map");
        String[][] wrong = {
            {"0 1\n1", "partition.map.twice"},
            {"0 1\n3", "partition.map.outside"},
            {"{\"clients\": [[0], []]}", "partition.map.empty"},
            {"{\"1\": [0]}", "partition.map.form"},
            {"{\"0\": [0.5]}", "partition.map.form"},
            {"hello", "partition.map.form"},
            {"{}", "partition.map.form"},
            {"", "partition.map.form"}
        };
        for (String[] each : wrong) {
            Files.writeString(file, each[0]);
            Problems.expect(file, each[1], () -> PartitionMap.read(file, 3));
        }
    }
}
