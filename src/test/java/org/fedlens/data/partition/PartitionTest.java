package org.fedlens.data.partition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.fedlens.data.Drawn;
import org.fedlens.data.Labels;
import org.junit.jupiter.api.Test;

class PartitionTest {
    private final Labels labels = Drawn.balanced(100, 4);
    private final Partition partition = Partition.of(new ClassesPerClient(1), labels, 4, 11);

    @Test
    void itCountsClientsPicturesAndClasses() {
        assertEquals(4, partition.clients());
        assertEquals(25, partition.size(2));
        assertArrayEquals(new int[] {0, 0, 25, 0}, partition.histogram(2, labels));
    }

    @Test
    void aCallerCannotChangeIt() {
        String before = partition.hash();
        Arrays.fill(partition.indices(0), 0);
        assertEquals(before, partition.hash());
    }
}
