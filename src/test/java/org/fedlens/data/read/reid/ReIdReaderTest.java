package org.fedlens.data.read.reid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fedlens.data.DataSet;
import org.fedlens.data.ImageShape;
import org.fedlens.data.Problems;
import org.fedlens.data.QueryGallery;
import org.fedlens.data.ReIdSites;
import org.fedlens.data.Written;
import org.fedlens.data.generate.SampleFolders;
import org.fedlens.data.generate.SyntheticPeople;
import org.fedlens.data.partition.Partition;
import org.fedlens.data.partition.SiteSplit;
import org.fedlens.data.partition.WholeClasses;
import org.fedlens.data.source.DataSources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReIdReaderTest {
    @TempDir
    Path folder;

    private DataSet people() {
        return new DataSources(folder).open("people", 0, 0, 1);
    }

    @Test
    void thePeopleThatComeWithTheProgramLiveAtFourPlaces() {
        DataSet people = people();
        ReIdSites sites = people.sites().orElseThrow();
        assertEquals(List.of("station", "campus", "market", "museum"), sites.names());
        assertEquals(36, people.classes().size());
        assertEquals(
                16 * 4 * 3 + 10 * 3 * 3 + 6 * 3 * 3 + 4 * 2 * 3, people.train().count());
        assertEquals(new ImageShape(3, 64, 32), people.shape());
        assertEquals(32, sites.searches().get(0).query().count());
        assertEquals(64, sites.searches().get(0).gallery().count());
        assertEquals(32, sites.searches().get(0).answerable());
    }

    @Test
    void writtenAndReadBackTheyAreTheSamePictures() {
        SampleFolders.people(folder.resolve("sites"), new SyntheticPeople(1, 64, 32), SampleFolders.SITES);
        DataSet read = new DataSources(folder).open("sites", 0, 0, 1);
        // Folders come in the order of their names, generated sites in the order of their size.
        assertEquals(
                List.of("campus", "market", "museum", "station"),
                read.sites().orElseThrow().names());
        byte[] written = new byte[read.shape().size()];
        byte[] generated = new byte[written.length];
        read.train().images().copy(0, written, 0);
        people().train().images().copy(16 * 4 * 3, generated, 0);
        assertArrayEquals(generated, written);
    }

    @Test
    void sidesCanBeChosen() {
        assertEquals(
                new ImageShape(3, 48, 24),
                new DataSources(folder).open("people", 0, 0, 1, 48, 0).shape());
        SampleFolders.people(folder.resolve("sites"), new SyntheticPeople(1, 64, 32), SampleFolders.SITES);
        assertEquals(
                new ImageShape(3, 32, 32),
                new DataSources(folder).open("sites/market", 0, 0, 1, 32, 32).shape());
    }

    @Test
    void clientsAreSitesOrCameras() {
        DataSet people = people();
        Partition bySite = Partition.of(new SiteSplit.BySite(), people, 4, 1);
        assertEquals(24, bySite.size(3));
        Partition byCamera = Partition.of(new SiteSplit.ByCamera(), people, 12, 1);
        assertEquals(48, byCamera.size(0));
        Problems.expect(
                "partition.clients", "partition.otherSites", () -> Partition.of(new SiteSplit.BySite(), people, 5, 1));
        DataSet digits = new DataSources(folder).open("digits-8x8", 100, 50, 1);
        Problems.expect(
                "partition.scheme", "partition.noSites", () -> Partition.of(new SiteSplit.BySite(), digits, 4, 1));
    }

    @Test
    void identitiesAreDealtWholeInFallingParts() {
        DataSet people = people();
        Partition dealt = Partition.of(new WholeClasses(0.5), people, 4, 1);
        int[] known = new int[4];
        for (int client = 0; client < 4; client++) {
            int[] histogram = dealt.histogram(client, people.train().labels());
            known[client] =
                    (int) Arrays.stream(histogram).filter(count -> count > 0).count();
            for (int person = 0; person < histogram.length; person++) {
                int own = histogram[person];
                assertTrue(own == 0 || own == people.train().labels().histogram()[person]);
            }
        }
        assertArrayEquals(new int[] {19, 10, 5, 2}, known);
    }

    @Test
    void whoHoldsPicturesOfTwoPlacesIsTestedOnBoth() {
        ReIdSites sites = people().sites().orElseThrow();
        int[] site = sites.site();
        int[] two = {
            0,
            IntStream.range(0, site.length)
                    .filter(i -> site[i] == 3)
                    .findFirst()
                    .orElseThrow()
        };
        QueryGallery both = sites.search(two);
        assertEquals(32 + 8, both.query().count());
        Set<Integer> station =
                Arrays.stream(sites.searches().get(0).query().cameras()).boxed().collect(Collectors.toSet());
        assertTrue(IntStream.of(both.query().cameras()).skip(32).noneMatch(station::contains));
        assertNotEquals(0, both.answerable());
    }

    @Test
    void aSearchWithoutAnyRightAnswerIsRefused() throws IOException {
        Path set = folder.resolve("set");
        for (String part : List.of("bounding_box_train", "query", "bounding_box_test")) {
            Written.picture(set.resolve(part).resolve("0001_c1s1_000001_00.png"), 8, 16, 1);
        }
        Problems.expect(set, "data.noAnswer", () -> new DataSources(folder).open("set", 0, 0, 1));
        Written.picture(set.resolve("query").resolve("0002_c1s1_000001_00.png"), 8, 16, 2);
        Written.picture(set.resolve("bounding_box_test").resolve("0002_c2s1_000001_00.png"), 8, 16, 2);
        DataSet read = new DataSources(folder).open("set", 0, 0, 1);
        assertEquals("data.unanswered", read.notes().get(0).key());
    }
}
