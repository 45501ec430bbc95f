package org.fedlens.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.text.Problem;
import org.fedlens.text.Words;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SPLIT-1 to SPLIT-6 of the specification: who is dealt which scenes, and what is erased from them. */
class ClassSplitTest {
    private static final int CLASSES = 5;
    private static final int SCENES = 223;
    private static final ClassPixels PIXELS = pixels();

    /** Every class in enough scenes, the first in the fewest; some scenes show nothing at all. */
    private static ClassPixels pixels() {
        UniformRandomProvider random = Drawn.random(3);
        int[][] counts = new int[SCENES][CLASSES];
        for (int scene = 3; scene < counts.length; scene++) {
            for (int label = 0; label < CLASSES; label++) {
                counts[scene][label] = random.nextInt(CLASSES) <= label + 1 ? 100 + random.nextInt(400) : 0;
            }
        }
        return new ClassPixels(counts);
    }

    private static List<ErasedClient> dealt(int keep) {
        return new ClassSplit(keep, 2, 100).deal(PIXELS, 7);
    }

    private static StreetScenes streets() {
        return new StreetScenes(3, 0, 66, 48, 64);
    }

    private static Scene seen(StreetScenes all, ErasedClient client, int index) {
        SegmentationSet set = new SegmentationSet("streets", "test", StreetScenes.CLASSES, all, all);
        return client.view(set).read(index);
    }

    private static List<ErasedClient> onStreets(StreetScenes all, int keep) {
        return new ClassSplit(keep, 2, 5).deal(ClassPixels.of(all, 11), 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @DisplayName("SPLIT-1 and SPLIT-4 every scene goes to exactly one client")
    void everySceneGoesToOneClient(int keep) {
        Set<Integer> dealt = new TreeSet<>();
        for (ErasedClient client : dealt(keep)) {
            IntStream.of(client.scenes()).forEach(scene -> assertTrue(dealt.add(scene)));
        }
        assertEquals(SCENES, dealt.size());
        assertEquals(
                SCENES,
                dealt(keep).stream().mapToInt(client -> client.scenes().length).sum());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @DisplayName("SPLIT-2 a client's masks show the classes it keeps and nothing else")
    void masksShowWhatIsKept(int keep) {
        StreetScenes all = streets();
        List<ErasedClient> clients = onStreets(all, keep);
        assertEquals(22, clients.size());
        for (int client = 0; client < clients.size(); client++) {
            ErasedClient own = clients.get(client);
            assertEquals(keep, own.kept().size());
            assertTrue(own.kept().contains(client / 2));
            for (byte label : seen(all, own, 0).mask()) {
                assertTrue(label == (byte) SegmentationSet.IGNORE || own.kept().contains(label & 0xFF));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @DisplayName("SPLIT-3 every scene shows a kept class, except those that are counted")
    void scenesThatShowNothingAreCounted(int keep) {
        int blind = 0;
        for (ErasedClient client : dealt(keep)) {
            long nothing = IntStream.of(client.scenes())
                    .filter(scene -> client.kept().stream().allMatch(label -> PIXELS.counts()[scene][label] == 0))
                    .count();
            assertEquals(nothing, client.blind());
            blind += client.blind();
        }
        long unavoidable = Arrays.stream(PIXELS.counts())
                .filter(shown -> Arrays.stream(shown).sum() == 0)
                .count();
        assertEquals(unavoidable, blind);
    }

    @Test
    @DisplayName("SPLIT-5 classes differ by at most the remainder of the quota,"
            + " clients of a class by less than their number")
    void sizesAreAsEvenAsTheyCanBe() {
        List<ErasedClient> clients = dealt(1);
        int[] sizes = new int[CLASSES];
        for (int client = 0; client < clients.size(); client++) {
            sizes[client / 2] += clients.get(client).scenes().length;
        }
        int most = Arrays.stream(sizes).max().orElseThrow();
        int least = Arrays.stream(sizes).min().orElseThrow();
        assertTrue(most - least <= SCENES % CLASSES, () -> Arrays.toString(sizes));
        for (int label = 0; label < CLASSES; label++) {
            assertEquals(sizes[label] / 2, clients.get(2 * label).scenes().length);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @DisplayName("SPLIT-6 erasing changes neither the image nor a kept pixel")
    void erasingHidesAndChangesNothing(int keep) {
        StreetScenes all = streets();
        for (ErasedClient client : onStreets(all, keep)) {
            for (int index = 0; index < client.scenes().length; index++) {
                Scene whole = all.read(client.scenes()[index]);
                Scene seen = seen(all, client, index);
                assertArrayEquals(whole.image(), seen.image());
                for (int i = 0; i < seen.mask().length; i++) {
                    int label = whole.mask()[i] & 0xFF;
                    assertEquals(client.kept().contains(label) ? label : SegmentationSet.IGNORE, seen.mask()[i] & 0xFF);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void theSeedDecidesAndTooManyClientsAreRefused(int keep) {
        int[] once = dealt(keep).get(3).scenes();
        assertArrayEquals(once, dealt(keep).get(3).scenes());
        assertFalse(Arrays.equals(
                once, new ClassSplit(keep, 2, 100).deal(PIXELS, 8).get(3).scenes()));
        Problems.expect(
                "partition.clients", "partition.fewScenes", () -> new ClassSplit(keep, 200, 100).deal(PIXELS, 7));
    }

    /** Four pictures of one pixel, each of one class or erased. */
    private static DataSet onePixelEach(int... classes) {
        byte[] mask = new byte[classes.length];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = (byte) classes[i];
        }
        PixelBlock plane = PixelBlock.of(new ImageShape(1, 1, 1), mask);
        LabelledImages images = new LabelledImages(
                PixelBlock.of(new ImageShape(1, 1, 1), new byte[] {0, 40, 80, 120}),
                Labels.of(new int[mask.length], 2),
                Optional.of(Masks.of(plane, 2)));
        return DataSet.of("pixels", List.of("road", "sky"), images, images);
    }

    @Test
    void aClientThatSeesNothingOfItsClassIsRefusedAndOneGlimpseIsEnough() {
        ErasedClasses split = new ErasedClasses(1, 1);
        int erased = SegmentationSet.IGNORE;
        Problem blind = Problems.expect(
                "partition.clients", "partition.blind", () -> split.deal(onePixelEach(erased, erased, 1, 1), 2, 1));
        assertEquals(
                "Client 01 shows no pixel of its own class, road.",
                Words.forTag("en").say(blind.reason()));
        assertEquals(2, split.deal(onePixelEach(0, erased, 1, 1), 2, 1).clients());
    }
}
