package org.fedlens.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.junit.jupiter.api.Test;

class FewLabelsTest {
    @Test
    void every_class_keeps_its_share() {
        int[] given =
                IntStream.range(0, 1000).map(i -> i < 700 ? 0 : i < 995 ? 1 : 2).toArray();
        Labels labels = Labels.of(given, 3);
        int[] chosen = FewLabels.STRATIFIED.choose(labels, 0.1, Streams.of(1, Purpose.FEW_LABELS));
        assertArrayEquals(new int[] {70, 30, 1}, labels.subset(chosen).histogram());
        assertArrayEquals(Arrays.stream(chosen).distinct().sorted().toArray(), chosen);
        int[] other = FewLabels.STRATIFIED.choose(labels, 0.1, Streams.of(2, Purpose.FEW_LABELS));
        assertEquals(false, Arrays.equals(chosen, other));
    }

    @Test
    void the_first_are_the_first() {
        Labels labels = Labels.of(new int[] {1, 1, 0, 0, 0, 0, 0, 0, 0, 0}, 2);
        assertArrayEquals(new int[] {0, 1}, FewLabels.FIRST.choose(labels, 0.2, Streams.of(1, Purpose.FEW_LABELS)));
        assertArrayEquals(new int[] {0}, FewLabels.FIRST.choose(labels, 0.01, Streams.of(1, Purpose.FEW_LABELS)));
    }
}
