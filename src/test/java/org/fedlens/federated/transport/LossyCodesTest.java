package org.fedlens.federated.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.weights.NetworkPart;
import org.fedlens.weights.Slot;
import org.fedlens.weights.SlotKind;
import org.fedlens.weights.WeightLayout;
import org.fedlens.weights.Weights;
import org.junit.jupiter.api.Test;

/** What each code makes of a change, and the bytes it takes, worked out by hand. */
class LossyCodesTest {
    private static final WeightLayout TWO = new WeightLayout(List.of(
            new Slot("a", NetworkPart.BACKBONE, SlotKind.TRAINED, List.of(4)),
            new Slot("b", NetworkPart.HEAD, SlotKind.TRAINED, List.of(2))));
    private static final Weights CHANGE = weights(1, -3, 2, 0.5, 10, -8);

    private static Weights weights(double... values) {
        return Weights.fill(TWO, i -> values[i]);
    }

    private static Compression.Packed pack(Compression code) {
        return code.pack(CHANGE, Streams.of(2, Purpose.ROUNDING));
    }

    @Test
    void theLargestTravelTensorByTensorOrAllTogether() {
        Compression.Packed each = pack(new Compression.TopK(0.5, Compression.Scope.TENSOR, true));
        assertEquals(weights(0, -3, 2, 0, 10, 0), each.unpacked());
        // A bitmap and two values against two pairs; one pair against a bitmap and one value.
        assertEquals(1 + 4 * 2 + 1 + 4, each.bytes());
        Compression.Packed all = pack(new Compression.TopK(0.5, Compression.Scope.GLOBAL, false));
        assertEquals(weights(0, -3, 0, 0, 10, -8), all.unpacked());
        assertEquals(1 + 4 * 3, all.bytes());
        assertTrue(new Compression.TopK(0.5, Compression.Scope.GLOBAL, true).feedsBack());
        assertFalse(new Compression.TopK(0.5, Compression.Scope.GLOBAL, false).feedsBack());
    }

    @Test
    void oneNumberAtLeastTravelsAndOfEqualOnesTheFirst() {
        double[] values = {2, -2, 1};
        Codecs.Wire wire = new Codecs.Wire();
        Codecs.largest(values, 0.0001, wire);
        assertArrayEquals(new double[] {2, 0, 0}, values);
        assertEquals(1 + 4, wire.bytes());
        // Few of many travel as pairs of index and value.
        double[] many = IntStream.range(0, 1000).mapToDouble(i -> i).toArray();
        Codecs.Wire pairs = new Codecs.Wire();
        Codecs.largest(many, 0.0105, pairs);
        assertEquals(8 * 11, pairs.bytes());
        assertEquals(11, IntStream.range(0, 1000).filter(i -> many[i] != 0).count());
        assertEquals(989, many[989]);
        assertEquals(0, many[988]);
        assertEquals(3, Codecs.kept(10, 0.21));
    }

    @Test
    void eightBitsSpanTheLargestNumberOrTheWholeRange() {
        Codecs.Grid symmetric = Codecs.Grid.symmetric(new double[] {1, -254, 3});
        assertEquals(new Codecs.Grid(2, 0, -127, 127), symmetric);
        Codecs.Grid asymmetric = Codecs.Grid.asymmetric(new double[] {3, -10, 41});
        assertEquals(51 / 255.0, asymmetric.scale(), 1e-12);
        assertEquals(50, asymmetric.zero());
        assertEquals(0, asymmetric.least());
        assertEquals(255, asymmetric.most());
        // The range holds 0 though all numbers lie on one side of it.
        assertEquals(0, Codecs.Grid.asymmetric(new double[] {5, 51}).zero());
        assertEquals(255, Codecs.Grid.asymmetric(new double[] {-5, -51}).zero());
        assertEquals(new Codecs.Grid(0, 0, 0, 255), Codecs.Grid.asymmetric(new double[2]));
    }

    @Test
    void aCodeIsRoundedShiftedAndCutToTheGrid() {
        Codecs.Grid grid = new Codecs.Grid(2, 10, 0, 255);
        assertEquals(13, grid.code(6.9, Compression.Rounding.HALF_EVEN, 0));
        assertEquals(0, grid.code(-999, Compression.Rounding.HALF_EVEN, 0));
        assertEquals(255, grid.code(999, Compression.Rounding.HALF_EVEN, 0));
        assertEquals(6, grid.value(13));
        assertEquals(-4, grid.value(8));
        assertEquals(10, new Codecs.Grid(0, 10, 0, 255).code(5, Compression.Rounding.HALF_EVEN, 0));
    }

    @Test
    void halfwayCasesAreRoundedAsIsChosen() {
        assertEquals(2, Compression.Rounding.HALF_EVEN.round(2.5, 0.4));
        assertEquals(4, Compression.Rounding.HALF_EVEN.round(3.5, 0.4));
        assertEquals(3, Compression.Rounding.HALF_UP.round(2.5, -0.4));
        assertEquals(-2, Compression.Rounding.HALF_UP.round(-2.5, -0.4));
        assertEquals(3, Compression.Rounding.STOCHASTIC.round(2.3, 0.3));
        assertEquals(2, Compression.Rounding.STOCHASTIC.round(2.3, 0.1));
        assertEquals(2, Compression.Rounding.STOCHASTIC.round(2.7, -0.3));
    }

    @Test
    void stochasticRoundingIsRightOnAverageAndTheOthersLookAtNoChance() {
        Codecs.Grid grid = new Codecs.Grid(1, 0, -127, 127);
        var random = Streams.of(5, Purpose.ROUNDING);
        double mean = IntStream.range(0, 20_000)
                .map(i -> grid.code(2.3, Compression.Rounding.STOCHASTIC, random))
                .average()
                .orElseThrow();
        assertEquals(2.3, mean, 0.02);
        assertEquals(2, grid.code(2.3, Compression.Rounding.HALF_UP, random));
    }

    @Test
    void int8TakesAByteANumberAndAScaleATensor() {
        Compression.Packed symmetric = pack(new Compression.Int8(true, Compression.Rounding.HALF_EVEN));
        assertEquals(4 + 4 + 2 + 4, symmetric.bytes());
        assertEquals(-3, symmetric.unpacked().at(1), 1e-6);
        assertEquals(3 / 127.0 * 42, symmetric.unpacked().at(0), 1e-6);
        assertEquals(-10 / 127.0 * 102, symmetric.unpacked().at(5), 1e-6);
        Compression.Packed asymmetric = pack(new Compression.Int8(false, Compression.Rounding.HALF_EVEN));
        assertEquals(4 + 8 + 2 + 8, asymmetric.bytes());
        // The range from -3 to 2 with 0 at code 153: 1 is the 51st step of 5 / 255.
        assertEquals(1, asymmetric.unpacked().at(0), 1e-6);
        assertEquals(0.5, asymmetric.unpacked().at(3), 5 / 510.0 + 1e-6);
    }

    @Test
    void qsgdDrawsOneOfTwoNeighbouringLevels() {
        // Norm 5: 3 lies at 2.4 of 4 levels, -4 at 3.2.
        double[] low = {3, -4, 0};
        Codecs.levels(low, 4, new double[] {0.41, 0.21, 0});
        assertArrayEquals(new double[] {5 * 2 / 4.0, -5 * 3 / 4.0, 0}, low, 1e-12);
        double[] high = {3, -4, 0};
        Codecs.levels(high, 4, new double[] {0.39, 0.19, 0});
        assertArrayEquals(new double[] {5 * 3 / 4.0, -5 * 4 / 4.0, 0}, high, 1e-12);
        double[] exact = {3, -4};
        Codecs.levels(exact, 5, new double[2]);
        assertArrayEquals(new double[] {3, -4}, exact, 1e-12);
        double[] nothing = new double[2];
        Codecs.levels(nothing, 4, new double[] {0.5, 0});
        assertArrayEquals(new double[2], nothing);
    }

    @Test
    void qsgdCountsASignAndTheLevelsBits() {
        // 16 levels and nothing: 17 states in 5 bits, and a sign. 24 bits and a norm; 12 bits and a norm.
        Compression.Packed packed = pack(new Compression.Qsgd(16));
        assertEquals(3 + 4 + 2 + 4, packed.bytes());
        assertEquals(1 + 4 + 1 + 4, pack(new Compression.Qsgd(1)).bytes());
        for (int i = 0; i < 6; i++) {
            double norm = i < 4 ? Math.sqrt(14.25) : Math.sqrt(164);
            double level = packed.unpacked().at(i) / norm * 16;
            assertEquals(Math.rint(level), level, 1e-5);
            assertEquals(CHANGE.at(i) / norm * 16, level, 1);
        }
        double[] drawn = Codecs.uniform(1000, Streams.of(1, Purpose.ROUNDING), -0.5);
        assertEquals(1000, drawn.length);
        assertTrue(IntStream.range(0, 1000).allMatch(i -> drawn[i] >= -0.5 && drawn[i] < 0.5));
        assertEquals(
                0, IntStream.range(0, 1000).mapToDouble(i -> drawn[i]).average().orElseThrow(), 0.05);
    }

    @Test
    void signsAreSentWithTheMeanSizeOfTheTensor() {
        Compression.Packed packed = pack(new Compression.Sign());
        assertEquals(weights(1.625, -1.625, 1.625, 1.625, 9, -9), packed.unpacked());
        assertEquals(1 + 4 + 1 + 4, packed.bytes());
        assertTrue(new Compression.Sign().feedsBack());
        WeightLayout nine = new WeightLayout(List.of(new Slot("a", NetworkPart.HEAD, SlotKind.TRAINED, List.of(9))));
        Weights zeros = Weights.fill(nine, i -> i == 3 ? 0 : i == 4 ? -9 : 9);
        Compression.Packed longer = new Compression.Sign().pack(zeros, Streams.of(2, Purpose.ROUNDING));
        assertEquals(2 + 4, longer.bytes());
        assertEquals(8, longer.unpacked().at(3), "no sign is plus");
    }

    @Test
    void withoutACodeEverythingTravelsAsItIs() {
        assertEquals(new Compression.Packed(CHANGE, 24), pack(new Compression.None()));
        assertTrue(new Compression.None().idle());
        assertFalse(new Compression.Half().idle());
        assertFalse(new Compression.Half().feedsBack());
        assertFalse(new Compression.Int8(true, Compression.Rounding.HALF_UP).feedsBack());
        assertFalse(new Compression.RandomK(0.5, false).feedsBack());
        assertTrue(new Compression.RandomK(0.5, true).feedsBack());
    }
}
