package org.fedlens.data.read.reid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fedlens.data.Problems;
import org.fedlens.data.ReIdSample;
import org.fedlens.data.ReIdSet;
import org.fedlens.data.Written;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReIdSourcesTest {
    @TempDir
    Path folder;

    @Test
    void marketNamesTellIdentityCameraJunkAndDistractors() throws IOException {
        touch("bounding_box_train/0002_c1s1_000451_03.jpg", "bounding_box_train/0007_c6s3_000451_03.jpg");
        touch("query/0001_c1s1_001051_00.jpg");
        touch("bounding_box_test/-1_c3s1_000051_04.jpg", "bounding_box_test/0000_c2s1_1_0.jpg");
        ReIdSet set = open();
        assertEquals("Market-1501", set.format());
        assertEquals(
                List.of(2, 7), set.train().stream().map(ReIdSample::identity).toList());
        assertArrayEquals(new int[] {1, 6}, ReIdSet.cameras(set.train()));
        assertEquals(ReIdSample.JUNK, set.gallery().get(0).identity());
        assertEquals(ReIdSample.DISTRACTOR, set.gallery().get(1).identity());
        assertEquals(0, ReIdSet.identities(set.gallery()));
        Path odd = folder.resolve("query/holiday.jpg");
        touch("query/holiday.jpg");
        Problems.expect(odd, "data.sighting", this::open);
    }

    @Test
    void dukeAndCuhkAreKnownByTheirNames() throws IOException {
        touch("duke/bounding_box_train/0001_c2_f0046182.jpg", "duke/query/0005_c2_f0046985.jpg");
        touch("duke/bounding_box_test/0005_c8_f0046985.jpg");
        assertEquals(
                "DukeMTMC-reID", ReIdSources.open(folder.resolve("duke"), 1).format());
        for (String part : List.of("bounding_box_train", "query", "bounding_box_test")) {
            touch("cuhk03-np/labeled/" + part + "/0003_c1_21.png");
        }
        assertEquals(
                "CUHK03-NP", ReIdSources.open(folder.resolve("cuhk03-np"), 1).format());
        for (String part : List.of("query", "bounding_box_test")) {
            touch("cuhk03-np/detected/" + part + "/0003_c1_21.png");
        }
        Path both = folder.resolve("cuhk03-np");
        Problems.expect(both, "data.reid.variants", () -> ReIdSources.open(both, 1));
    }

    @Test
    void camerasOfTwoDigitsAreReadWhole() throws IOException {
        touch("query/cam_12_0045_1.jpg", "gallery/0045/cam_1_0045_2.jpg", "gallery/0046/cam_a_46.jpg");
        ReIdSet set = open();
        assertEquals(12, set.query().get(0).camera());
        assertEquals(
                List.of(45, 46),
                set.gallery().stream().map(ReIdSample::identity).toList());
        assertArrayEquals(new int[] {1}, ReIdSet.cameras(set.gallery()));
        assertTrue(set.train().isEmpty());
    }

    @Test
    void msmtFollowsItsListsAndMovesIdentityZero() throws IOException {
        touch("train/0000/0000_000_01_0303morning_0008_0.jpg", "train/0000/0000_001_15_0303noon_0008_1.jpg");
        touch("test/0003/0003_000_05_0113noon_0100_1.jpg", "test/0003/0003_001_14_0113noon_0100_1.jpg");
        Files.writeString(folder.resolve("list_train.txt"), "0000/0000_000_01_0303morning_0008_0.jpg 0\n");
        Files.writeString(folder.resolve("list_val.txt"), "0000/0000_001_15_0303noon_0008_1.jpg 0\n");
        Files.writeString(folder.resolve("list_query.txt"), "0003/0003_000_05_0113noon_0100_1.jpg 3\n");
        Files.writeString(folder.resolve("list_gallery.txt"), "0003/0003_001_14_0113noon_0100_1.jpg 3\n");
        ReIdSet set = open();
        assertEquals("MSMT17", set.format());
        assertArrayEquals(new int[] {1, 15}, ReIdSet.cameras(set.train()));
        assertEquals(1, set.train().get(0).identity());
        assertEquals(4, set.query().get(0).identity());
        Files.writeString(folder.resolve("list_gallery.txt"), "0003/gone.jpg 3\n");
        Problems.expect(folder.resolve("list_gallery.txt"), "data.list.missing", this::open);
        Files.writeString(folder.resolve("list_gallery.txt"), "../query.txt 3\n");
        Problems.expect(folder.resolve("list_gallery.txt"), "data.list.missing", this::open);
    }

    @Test
    void twoCameraFoldersAreSplitByIdentity() throws IOException {
        for (int identity = 0; identity < 8; identity++) {
            touch("cam_a/00" + identity + "_45.bmp", "cam_b/00" + identity + "_90.bmp");
        }
        touch("cam_b/100_0.bmp");
        ReIdSet set = open();
        assertEquals(8, set.train().size());
        assertEquals(4, set.query().size());
        assertEquals(5, set.gallery().size());
        assertTrue(set.query().stream().allMatch(sighting -> sighting.camera() == 1));
        List<Integer> trained = set.train().stream().map(ReIdSample::identity).toList();
        assertTrue(set.query().stream().noneMatch(sighting -> trained.contains(sighting.identity())));
        assertEquals(set, open());
    }

    private void touch(String... names) throws IOException {
        for (String name : names) {
            Written.write(folder.resolve(name), new byte[0]);
        }
    }

    private ReIdSet open() {
        return ReIdSources.open(folder, 1);
    }
}
