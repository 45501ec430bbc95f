package org.fedlens.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightsTest {
    private static final Slot KERNEL = new Slot("conv.weight", Part.BACKBONE, Kind.TRAINED, List.of(2, 3));
    private static final Slot MEAN = new Slot("bn.running_mean", Part.BACKBONE, Kind.RUNNING, List.of(2));
    private static final Slot HEAD = new Slot("fc.weight", Part.HEAD, Kind.TRAINED, List.of(1, 2));
    private static final Layout LAYOUT = new Layout(List.of(KERNEL, MEAN, HEAD));

    private static Weights counting(double from) {
        return Weights.fill(LAYOUT, i -> from + i);
    }

    @Test
    void arraysGivenInOrTakenOutDoNotReachTheNumbers() {
        float[] given = new float[LAYOUT.size()];
        Weights weights = Weights.of(LAYOUT, given);
        given[0] = 5;
        assertEquals(0, weights.at(0));
        assertThrows(ReadOnlyBufferException.class, () -> weights.slot(0).put(0, 1));
        assertThrows(ReadOnlyBufferException.class, () -> weights.all().put(0, 1));
    }

    @Test
    void aPartTakenOutAndLaidBackChangesNothing() {
        Weights whole = counting(1);
        Weights head = whole.only(slot -> slot.part() == Part.HEAD);
        assertEquals(List.of(HEAD), head.layout().slots());
        assertEquals(9, head.at(0));
        assertEquals(whole, head.over(whole));
        assertEquals(whole, Weights.NONE.over(whole));
    }

    @Test
    void laidOverOthersOnlyTheirOwnSlotsCount() {
        Weights merged = counting(100).only(slot -> slot.part() == Part.HEAD).over(counting(0));
        assertEquals(108, merged.at(8));
        assertEquals(7, merged.at(7));
    }

    @Test
    void distanceLeavesRunningStatisticsOut() {
        int head = LAYOUT.offset(2);
        Weights moved = Weights.fill(LAYOUT, i -> i == 0 ? 3 : i == head ? head + 4 : i);
        assertEquals(5, counting(0).distance(moved), 1e-6);
        Weights runningMoved = Weights.fill(LAYOUT, i -> LAYOUT.offset(1) <= i && i < LAYOUT.offset(2) ? 99 : i);
        assertEquals(0, counting(0).distance(runningMoved));
    }

    @Test
    void aDifferenceAddedBackIsTheSecondWithinOneUnitInTheLastPlace() {
        Weights first = Weights.fill(LAYOUT, i -> Math.sin(i));
        Weights second = Weights.fill(LAYOUT, i -> Math.cos(i));
        Weights back = first.plus(1, second.minus(first));
        for (int i = 0; i < LAYOUT.size(); i++) {
            assertEquals(second.at(i), back.at(i), Math.ulp(1f));
        }
    }

    @Test
    void anotherLayoutIsRefused() {
        Weights other = Weights.fill(new Layout(List.of(KERNEL)), i -> 0);
        assertThrows(IllegalArgumentException.class, () -> counting(0).plus(1, other));
        assertThrows(IllegalArgumentException.class, () -> new WeightedSum(LAYOUT).add(1, other));
        assertThrows(IllegalArgumentException.class, () -> new Layout(List.of(KERNEL, KERNEL)));
    }

    @Test
    void aMeanOfEqualWeightsIsThoseWeightsBitForBit() {
        Weights weights = Weights.fill(LAYOUT, i -> Math.sin(i) / 3);
        WeightedSum sum = new WeightedSum(LAYOUT);
        for (int client = 1; client < 50; client++) {
            sum.add(client * 17, weights);
        }
        assertEquals(weights, sum.mean());
    }

    @Test
    void aFileGivesBackTheSameBits(@TempDir Path folder) throws IOException {
        Weights weights = Weights.fill(LAYOUT, i -> 1 / (i + 3.0));
        WeightsFile.write(weights, folder.resolve("w"));
        assertEquals(weights, WeightsFile.read(folder.resolve("w")));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 9, 40, 70, 100, 120, 130})
    void aDamagedFileIsRefused(int at, @TempDir Path folder) throws IOException {
        Path file = folder.resolve("w");
        WeightsFile.write(counting(0), file);
        byte[] bytes = Files.readAllBytes(file);
        bytes[Math.min(at, bytes.length - 1)] ^= 0x55;
        Files.write(file, bytes);
        assertThrows(IOException.class, () -> WeightsFile.read(file));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 0.7, 0.99})
    void aFileCutOffIsRefused(double share, @TempDir Path folder) throws IOException {
        Path file = folder.resolve("w");
        WeightsFile.write(counting(0), file);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, (int) (share * bytes.length)));
        assertThrows(IOException.class, () -> WeightsFile.read(file));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void notANumberIsNoticed(double odd) {
        assertFalse(Weights.fill(LAYOUT, i -> i == 3 ? odd : 0).finite());
    }

    @Test
    void theLargestNumbersAreNumbers() {
        assertTrue(Weights.fill(LAYOUT, i -> i % 2 == 0 ? Float.MAX_VALUE : -Float.MAX_VALUE)
                .finite());
        assertTrue(Weights.fill(LAYOUT, i -> -Float.MIN_VALUE).finite());
    }

    @Test
    void slotsAreWrittenInTheirPlaces() {
        Weights written = Weights.written(LAYOUT, (buffer, slot) -> {
            while (buffer.hasRemaining()) {
                buffer.put(slot);
            }
        });
        for (int slot = 0; slot < LAYOUT.slots().size(); slot++) {
            assertEquals(LAYOUT.slots().get(slot).size(), written.slot(slot).remaining());
            assertEquals(slot, written.slot(slot).get(0));
        }
    }

    @Test
    void weightsDifferWhereTheirNumbersDo() {
        assertNotEquals(counting(0), counting(1));
    }

    @Test
    void aFileOfManyBlocksGivesBackTheSameBits(@TempDir Path folder) throws IOException {
        // Two blocks of 2^14 numbers and some; the last number stands alone in the third.
        Layout large = new Layout(List.of(new Slot("w", Part.HEAD, Kind.TRAINED, List.of((1 << 15) + 1))));
        Weights weights = Weights.fill(large, i -> Math.sin(i));
        WeightsFile.write(weights, folder.resolve("w"));
        assertEquals(weights, WeightsFile.read(folder.resolve("w")));
        WeightsFile.write(Weights.NONE, folder.resolve("none"));
        assertEquals(Weights.NONE, WeightsFile.read(folder.resolve("none")));
        // Bytes behind the end are nobody's business: a file says itself how long it is.
        assertEquals(8 + 4 + 2 + 1 + 2 + 4 + 2 + 7 + 4 + 4 + 4L * large.size() + 8, Files.size(folder.resolve("w")));
    }

    @Test
    void aSlotOfManyAxesIsReadAndOneOfTooManyIsRefused(@TempDir Path folder) throws IOException {
        for (int axes : new int[] {8, 9}) {
            Layout layout = new Layout(List.of(new Slot("w", Part.HEAD, Kind.TRAINED, Collections.nCopies(axes, 1))));
            WeightsFile.write(Weights.fill(layout, i -> 5), folder.resolve("w"));
            if (axes == 8) {
                assertEquals(5, WeightsFile.read(folder.resolve("w")).at(0));
            } else {
                assertThrows(IOException.class, () -> WeightsFile.read(folder.resolve("w")));
            }
        }
    }

    @Test
    void aHeaderThatPromisesTooMuchIsRefusedBeforeAnythingIsAllocated(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("w");
        for (int count : new int[] {-1, 100_001, Integer.MAX_VALUE}) {
            ByteBuffer bytes = ByteBuffer.allocate(12);
            bytes.putLong(0x4645444C454E5357L).putInt(count);
            Files.write(file, bytes.array());
            IOException thrown = assertThrows(IOException.class, () -> WeightsFile.read(file));
            assertTrue(thrown.getMessage().contains("not a weights file"), thrown.getMessage());
        }
        Layout large = new Layout(List.of(new Slot("w", Part.HEAD, Kind.TRAINED, List.of(1000))));
        WeightsFile.write(Weights.fill(large, i -> i), file);
        byte[] bytes = Files.readAllBytes(file);
        // The axis of the only slot: a thousand numbers become a milliard.
        ByteBuffer.wrap(bytes).putInt(8 + 4 + 2 + 1 + 2 + 4 + 2 + 7 + 4, 1_000_000_000);
        Files.write(file, bytes);
        IOException thrown = assertThrows(IOException.class, () -> WeightsFile.read(file));
        assertTrue(thrown.getMessage().contains("not a weights file"), thrown.getMessage());
    }

    @Test
    void aSumDividesByItsFactorsAndScaledChangesCountAsOne() {
        WeightedSum sum = new WeightedSum(LAYOUT);
        assertThrows(IllegalStateException.class, sum::mean);
        sum.add(3, counting(0));
        sum.addChange(1, 0.5, counting(10), counting(2));
        assertEquals(4, sum.total());
        assertEquals(3 * 5 + 0.5 * 8, sum.at(5), 1e-12);
        assertEquals((3 * 5 + 4) / 4.0, sum.mean().at(5), 1e-6);
        assertEquals(4, sum.at(0), 1e-12);
        sum.addChange(2, 3, counting(1), counting(0));
        assertEquals(6, sum.total());
        assertEquals(4 + 2 * 3, sum.at(0), 1e-12);
        Weights other = Weights.fill(new Layout(List.of(KERNEL)), i -> 0);
        assertThrows(IllegalArgumentException.class, () -> sum.addChange(1, 1, other, counting(0)));
        assertThrows(IllegalArgumentException.class, () -> sum.addChange(1, 1, counting(0), other));
        WeightedSum less = new WeightedSum(LAYOUT);
        less.add(0, counting(1));
        assertThrows(IllegalStateException.class, less::mean);
    }

    @Test
    void arithmeticIsDoneNumberByNumber() {
        assertEquals(7 + 0.5 * 3, counting(5).plus(0.5, counting(1)).at(2));
        assertEquals(-2 * 7, counting(5).scaled(-2).at(2));
        assertEquals(4, counting(5).minus(counting(1)).at(2));
        assertEquals(4L * LAYOUT.size(), counting(0).bytes());
        assertEquals("Weights of 3 slots, 10 numbers", counting(0).toString());
        assertEquals(counting(0).hashCode(), counting(0).hashCode());
        assertNotEquals(counting(0).hashCode(), counting(1).hashCode());
        assertNotEquals(LAYOUT.hashCode(), new Layout(List.of(KERNEL)).hashCode());
        assertNotEquals(counting(0), Weights.fill(new Layout(List.of(KERNEL)), i -> i));
        assertNotEquals(LAYOUT, new Layout(List.of(KERNEL)));
    }

    @Test
    void aDistanceCountsEveryNumberOfSlotsOfAnyLength() {
        for (int size = 1; size < 10; size++) {
            int last = size;
            Layout one = new Layout(List.of(
                    new Slot("mean", Part.HEAD, Kind.RUNNING, List.of(1)),
                    new Slot("w", Part.HEAD, Kind.TRAINED, List.of(size))));
            Weights zero = Weights.fill(one, i -> 0);
            for (int moved = 1; moved <= size; moved++) {
                int which = moved;
                assertEquals(3, zero.distance(Weights.fill(one, i -> i == which ? -3 : 0)));
            }
            Weights all = Weights.fill(one, i -> i == 0 ? 9 : i);
            double squares = 0;
            for (int i = 1; i <= last; i++) {
                squares += i * i;
            }
            assertEquals(Math.sqrt(squares), zero.distance(all), 1e-12);
        }
    }

    @Test
    void aDistanceIsThatOfDifferencesAndOfOneLayout() {
        Weights ones = Weights.fill(LAYOUT, i -> 1);
        assertEquals(0, ones.distance(ones));
        assertEquals(Math.sqrt(8 * 4), ones.distance(ones.scaled(3)), 1e-12);
        Weights other = Weights.fill(new Layout(List.of(KERNEL, MEAN)), i -> 1);
        assertThrows(IllegalArgumentException.class, () -> ones.distance(other));
        assertEquals(ones, ones.over(counting(0)));
    }

    @Test
    void whatIsBelowMustHaveTheSlots() {
        Weights head = counting(0).only(slot -> slot.part() == Part.HEAD);
        Slot other = new Slot("fc.weight", Part.HEAD, Kind.TRAINED, List.of(2, 1));
        Weights below = Weights.fill(new Layout(List.of(KERNEL, other)), i -> 0);
        assertThrows(IllegalArgumentException.class, () -> head.over(below));
        assertThrows(IllegalArgumentException.class, () -> head.over(counting(0).only(slot -> slot == KERNEL)));
        assertThrows(IllegalArgumentException.class, () -> Weights.of(LAYOUT, new float[3]));
        assertThrows(IllegalArgumentException.class, () -> new Slot(" ", Part.HEAD, Kind.TRAINED, List.of(1)));
        assertThrows(IllegalArgumentException.class, () -> new Slot("w", Part.HEAD, Kind.TRAINED, List.of()));
        assertThrows(IllegalArgumentException.class, () -> new Slot("w", Part.HEAD, Kind.TRAINED, List.of(2, 0)));
    }

    @Test
    void aTargetStandsBehindItsModelAndIsCopiedEitherWay() {
        Slot projector = new Slot("mlp", Part.PROJECTOR, Kind.TRAINED, List.of(1));
        Layout layout = new Layout(Twins.withTarget(List.of(KERNEL, MEAN, projector, HEAD)));
        assertEquals(
                List.of(
                        "conv.weight",
                        "bn.running_mean",
                        "mlp",
                        "fc.weight",
                        "target.conv.weight",
                        "target.bn.running_mean",
                        "target.mlp"),
                layout.slots().stream().map(Slot::path).toList());
        Slot twin = layout.slots().get(5);
        assertEquals(new Slot("target.bn.running_mean", Part.TARGET, Kind.RUNNING, List.of(2)), twin);
        assertFalse(layout.slots().get(4).learned() || MEAN.learned());
        Weights model = Weights.fill(layout, i -> i);
        Weights followed = Twins.targetFromEncoder(model);
        Weights led = Twins.encoderFromTarget(model);
        for (int i = 0; i < layout.size(); i++) {
            // Nine numbers of the encoder, two of the classifier, nine of the target.
            assertEquals(i < 11 ? i : i - 11, followed.at(i), "followed " + i);
            assertEquals(i < 9 ? i + 11 : i, led.at(i), "led " + i);
        }
    }
}
