package org.fedlens.data.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.fedlens.data.Drawn;
import org.fedlens.data.Labels;
import org.fedlens.data.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardsTest {
    @Test
    void aHundredClientsOfTwoShardsEachHoldTwoClassesWhereShardsDivideClasses() {
        Labels labels = Drawn.balanced(60_000, 10);
        for (int[] pictures : new Shards(2).split(labels, 100, Drawn.random(1))) {
            assertEquals(600, pictures.length);
            assertTrue(classes(labels, pictures) <= 2);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 40", "2, 25", "3, 30", "4, 20"})
    void aShardStraddlesOneBoundaryAtMostAndAllClientsAreOfOneSize(int perClient, int clients) {
        Labels labels = Drawn.uneven(6123, 10);
        int size = labels.count() / (clients * perClient);
        assertTrue(IntStream.of(labels.histogram()).allMatch(count -> count >= size), "the premise of SHARD-1");
        for (int[] pictures : new Shards(perClient).split(labels, clients, Drawn.random(2))) {
            assertEquals(perClient * size, pictures.length);
            assertTrue(classes(labels, pictures) <= 2 * perClient);
        }
    }

    @Test
    void aClientSeesOneMoreClassThanShardsAtMostWhereOneShardStraddles() {
        // Classes of 14000 and 7000 pictures in 20 shards of 1050: only the fourteenth shard holds both.
        int[] raw = new int[21_000];
        Arrays.fill(raw, 0, 7000, 1);
        Labels labels = Labels.of(raw, 3);
        int both = 0;
        for (int[] pictures : new Shards(1).split(labels, 20, Drawn.random(2))) {
            assertTrue(classes(labels, pictures) <= 2);
            both += classes(labels, pictures) == 2 ? 1 : 0;
        }
        assertEquals(1, both);
    }

    @Test
    void theRemainderDoesNotFallOnTheLastClassAlone() {
        Labels labels = Drawn.balanced(1990, 10);
        int[] left = labels.histogram();
        List<int[]> split = new Shards(10).split(labels, 100, Drawn.random(3));
        for (int[] pictures : split) {
            for (int picture : pictures) {
                left[labels.of(picture)]--;
            }
        }
        assertEquals(990, IntStream.of(left).sum());
        assertTrue(IntStream.of(left).allMatch(count -> count > 60 && count < 140));
    }

    @Test
    void moreShardsThanPicturesAreRefused() {
        Problems.expect("partition.perClient", "partition.manyShards", () -> new Shards(100)
                .split(Drawn.balanced(500, 10), 10, Drawn.random(1)));
    }

    private static long classes(Labels labels, int[] pictures) {
        return IntStream.of(labels.histogram(pictures))
                .filter(count -> count > 0)
                .count();
    }
}
