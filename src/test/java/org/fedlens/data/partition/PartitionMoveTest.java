package org.fedlens.data.partition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fedlens.data.ImageShape;
import org.fedlens.data.LabelledImages;
import org.fedlens.data.Labels;
import org.fedlens.data.PixelBlock;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartitionMoveTest {
    private static final Labels LABELS = Labels.of(new int[] {0, 0, 0, 0, 1, 1, 2, 2}, 3);
    private static final LabelledImages IMAGES =
            new LabelledImages(PixelBlock.of(new ImageShape(1, 1, 1), new byte[8]), LABELS);
    private static final Partition START = Partition.of(List.of(new int[] {0, 1, 2, 3, 4}, new int[] {5, 6, 7}));

    @Test
    void a_move_is_read_as_it_was_written() {
        String written = "0>1:0*0.5 1>0:2 3>7:5*0.125";
        assertEquals(written, PartitionMove.write(PartitionMove.read(written)));
        assertEquals(List.of(), PartitionMove.read("  "));
        assertEquals(
                new PartitionMove(3, 7, 5, 1), PartitionMove.read("3>7:5*1.0").get(0));
    }

    @Test
    void what_is_no_move_is_named() {
        for (String wrong : new String[] {"1>1:0", "1-2:0", "0>1:0*0", "0>1:0*1.5", "0>1", "a"}) {
            Problem problem = assertThrows(Problem.class, () -> PartitionMove.read("0>1:0 " + wrong));
            assertEquals("partition.moves", problem.where());
            assertEquals(List.of(wrong), problem.reason().values());
        }
    }

    @Test
    void a_share_goes_and_nothing_is_lost() {
        Partition half = START.moved(PartitionMove.read("0>1:0*0.5"), IMAGES);
        assertArrayEquals(new int[] {2, 3, 4}, half.indices(0));
        assertArrayEquals(new int[] {5, 6, 7, 0, 1}, half.indices(1));
        Partition all = START.moved(PartitionMove.read("0>1:0 1>0:2"), IMAGES);
        assertArrayEquals(new int[] {0, 1, 2}, all.histogram(0, LABELS));
        assertArrayEquals(new int[] {4, 1, 0}, all.histogram(1, LABELS));
    }

    @Test
    void a_share_of_nothing_moves_nothing() {
        assertEquals(
                START.hash(), START.moved(PartitionMove.read("0>1:2"), IMAGES).hash());
    }

    @Test
    void clients_that_are_not_there_and_clients_left_empty_are_problems() {
        assertEquals(
                "partition.moves.outside",
                assertThrows(Problem.class, () -> START.moved(PartitionMove.read("0>2:0"), IMAGES))
                        .reason()
                        .key());
        Partition one = Partition.of(List.of(new int[] {0}, new int[] {4}));
        assertEquals(
                Text.of("partition.moves.empty", "0>1:0", "01"),
                assertThrows(Problem.class, () -> one.moved(PartitionMove.read("0>1:0"), IMAGES))
                        .reason());
    }

    @Test
    void an_imported_map_deals_what_its_file_says(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("map.json"), PartitionMap.json(START, 8));
        Partitioner map = new ImportedMap("map.json").at(folder);
        Partition dealt = Partition.of(map.split(LABELS, 2, Streams.of(1, Purpose.PARTITION)));
        assertEquals(START.hash(), dealt.hash());
        Problem problem = assertThrows(Problem.class, () -> map.split(LABELS, 3, Streams.of(1, Purpose.PARTITION)));
        assertEquals("partition.clients", problem.where());
    }
}
