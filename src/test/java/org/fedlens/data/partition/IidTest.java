package org.fedlens.data.partition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.fedlens.data.Drawn;
import org.fedlens.data.Labels;
import org.junit.jupiter.api.Test;

class IidTest {
    @Test
    void sizesDifferByOneAtMostAndTheLargerOnesComeFirst() {
        int[] sizes = new Iid()
                .split(Drawn.balanced(103, 10), 4, Drawn.random(1)).stream()
                        .mapToInt(pictures -> pictures.length)
                        .toArray();
        assertArrayEquals(new int[] {26, 26, 26, 25}, sizes);
    }

    @Test
    void everyClientSeesEveryClassAboutAsOften() {
        Labels labels = Drawn.balanced(10_000, 10);
        for (int[] pictures : new Iid().split(labels, 5, Drawn.random(1))) {
            for (int count : labels.histogram(pictures)) {
                // Hypergeometric: mean 200, deviation 12.6.
                assertEquals(200, count, 60);
            }
        }
    }
}
