package org.fedlens.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.fedlens.metrics.Heterogeneity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Domains, mixtures, and files left out on purpose. */
class DomainsTest {
    @TempDir
    private Path folder;

    @Test
    void every_client_of_the_built_in_shapes_knows_one_domain() {
        DataSet shapes = new DataSources(folder).open("shapes-32", 0, 0, 1);
        int[] of = shapes.train().domains().orElseThrow().of();
        Partition dealt = new ByDomain().deal(shapes, 10, 3);
        int[] sizes = new int[4];
        int total = 0;
        for (int client = 0; client < 10; client++) {
            int domain = client % 4;
            assertTrue(Arrays.stream(dealt.indices(client)).allMatch(picture -> of[picture] == domain));
            sizes[domain] += dealt.size(client);
            total += dealt.size(client);
        }
        assertEquals(4000, total);
        assertEquals(1000, sizes[2]);
        assertEquals(dealt.hash(), new ByDomain().deal(shapes, 10, 3).hash());
        assertNotEquals(dealt.hash(), new ByDomain().deal(shapes, 10, 4).hash());
        Problems.expect("partition.clients", "partition.fewClients", () -> new ByDomain().deal(shapes, 3, 3));
        DataSet limited = new DataSources(folder).open("shapes-32", 400, 0, 1);
        assertEquals(400, limited.train().domains().orElseThrow().of().length);
    }

    @Test
    void data_without_domains_say_so() {
        DataSet digits = new DataSources(folder).open("digits-8x8", 0, 0, 1);
        Problems.expect("partition.scheme", "partition.noDomains", () -> new ByDomain().deal(digits, 4, 1));
    }

    @Test
    void folders_with_the_same_class_folders_are_domains() throws Exception {
        ClassFolders.write(folder.resolve("photo"));
        ClassFolders.write(folder.resolve("sketch"));
        DataSet data = new DataSources(folder).open(".", 0, 0, 1);
        assertEquals(List.of("a", "b"), data.classes());
        assertEquals(40, data.train().count() + data.test().count());
        assertEquals(
                List.of("photo", "sketch"), data.train().domains().orElseThrow().names());
        assertEquals(2, new ByDomain().deal(data, 2, 1).clients());
        Files.move(folder.resolve("sketch/b"), folder.resolve("sketch/c"));
        Problems.expect(
                folder.resolve("sketch"), "data.domains.differ", () -> new DataSources(folder).open(".", 0, 0, 1));
    }

    @Test
    void a_mixture_deals_its_share_evenly_and_the_rest_by_the_scheme() {
        Labels labels = Drawn.balanced(2000, 10);
        Partitioner shards = new Shards(1);
        double plain = spread(Partition.of(shards, labels, 10, 7), labels);
        double half = spread(Partition.mixed(shards, labels, 10, 0.5, 7), labels);
        double even = spread(Partition.mixed(shards, labels, 10, 1, 7), labels);
        assertTrue(plain > half && half > even, plain + " " + half + " " + even);
        Partition mixed = Partition.mixed(shards, labels, 10, 0.5, 7);
        assertEquals(2000, IntStream.range(0, 10).map(mixed::size).sum());
        for (int client = 0; client < 10; client++) {
            assertEquals(200, mixed.size(client), 1);
        }
        assertEquals(mixed.hash(), Partition.mixed(shards, labels, 10, 0.5, 7).hash());
    }

    private static double spread(Partition partition, Labels labels) {
        return Heterogeneity.of(partition.histograms(labels)).meanEarthMover();
    }

    @Test
    void a_damaged_file_ends_the_reading_unless_it_may_be_left_out() throws Exception {
        ClassFolders.write(folder);
        Path broken = Files.write(folder.resolve("a").resolve("broken.png"), new byte[] {1, 2, 3});
        Problems.expect(broken, "data.images.notPicture", () -> new DataSources(folder).open(".", 0, 0, 1));
        DataSet read = new DataSources(folder, new Reading(true, "")).open(".", 0, 0, 1);
        assertEquals(20, read.train().count() + read.test().count());
        assertEquals(1, read.notes().size());
        assertEquals("data.skipped", read.notes().get(0).key());
        assertTrue(read.notes().get(0).toString().contains("broken.png"));
    }

    @Test
    void a_class_of_damaged_files_only_is_not_left_out() throws Exception {
        ClassFolders.write(folder);
        Files.createDirectories(folder.resolve("c"));
        Files.write(folder.resolve("c").resolve("broken.png"), new byte[] {1, 2, 3});
        Problems.expect(
                folder.resolve("c"), "data.images.allDamaged", () -> new DataSources(folder, new Reading(true, ""))
                        .open(".", 0, 0, 1));
    }

    @Test
    void a_million_pixel_picture_is_refused_from_its_header() throws Exception {
        ClassFolders.write(folder);
        ByteBuffer png = ByteBuffer.allocate(33);
        png.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
        png.putInt(13).put("IHDR".getBytes(StandardCharsets.US_ASCII));
        png.putInt(1_000_000).putInt(1_000_000).put(new byte[] {8, 2, 0, 0, 0});
        CRC32 sum = new CRC32();
        sum.update(png.array(), 12, 17);
        png.putInt((int) sum.getValue());
        Path huge = Files.write(folder.resolve("b").resolve("huge.png"), png.array());
        Problems.expect(huge, "data.sides", () -> new DataSources(folder).open(".", 0, 0, 1));
    }
}
