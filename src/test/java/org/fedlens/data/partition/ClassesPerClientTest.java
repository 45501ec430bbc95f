package org.fedlens.data.partition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.fedlens.data.Drawn;
import org.fedlens.data.Labels;
import org.fedlens.data.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassesPerClientTest {
    @Test
    void fiveClientsWithTwoOfTenClassesHoldThemWholeAndInOrder() {
        Labels labels = Drawn.uneven(2000, 10);
        List<int[]> split = new ClassesPerClient(2).split(labels, 5, Drawn.random(1));
        for (int client = 0; client < 5; client++) {
            int[] expected = new int[10];
            expected[2 * client] = labels.histogram()[2 * client];
            expected[2 * client + 1] = labels.histogram()[2 * client + 1];
            assertArrayEquals(expected, labels.histogram(split.get(client)));
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 7, 10", "3, 7, 10", "3, 4, 5", "10, 6, 10", "1, 25, 10", "20, 5, 100", "4, 9, 7"})
    void everyClientHasExactlySoManyClasses(int perClient, int clients, int classes) {
        Labels labels = Drawn.balanced(3000, classes);
        for (int[] pictures : new ClassesPerClient(perClient).split(labels, clients, Drawn.random(1))) {
            assertEquals(
                    perClient,
                    IntStream.of(labels.histogram(pictures))
                            .filter(count -> count > 0)
                            .count());
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 7, 10", "3, 7, 10", "3, 4, 5", "4, 9, 7", "5, 13, 6"})
    void countingYieldsWhatTheHeapOfTheSourceYields(int perClient, int clients, int classes) {
        Labels labels = Drawn.balanced(3000, classes);
        List<int[]> split = new ClassesPerClient(perClient).split(labels, clients, Drawn.random(1));
        int[] taken = new int[classes];
        for (int[] pictures : split) {
            boolean[] expected = new boolean[classes];
            for (int turn = 0; turn < perClient; turn++) {
                int fewest = 0;
                for (int label = 1; label < classes; label++) {
                    fewest = taken[label] < taken[fewest] ? label : fewest;
                }
                taken[fewest]++;
                expected[fewest] = true;
            }
            int[] counts = labels.histogram(pictures);
            boolean[] held = new boolean[classes];
            IntStream.range(0, classes).forEach(label -> held[label] = counts[label] > 0);
            assertArrayEquals(expected, held);
        }
    }

    @Test
    void moreClassesPerClientThanThereAreAreRefused() {
        Problems.expect("partition.perClient", "partition.fewClasses", () -> new ClassesPerClient(11)
                .split(Drawn.balanced(1000, 10), 5, Drawn.random(1)));
    }

    @Test
    void aClassTooSmallForItsClientsIsRefused() {
        int[] labels = new int[100];
        Arrays.fill(labels, 0, 3, 1);
        Problems.expect("partition.clients", "partition.smallClass", () -> new ClassesPerClient(2)
                .split(Labels.of(labels, 2), 4, Drawn.random(1)));
    }
}
