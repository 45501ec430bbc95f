package org.fedlens.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ReadOnlyBufferException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
        Files.write(file, Arrays.copyOf(bytes, (int) (share * bytes.length)));
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
}
