package org.fedlens.federated.robust;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fedlens.federated.Aggregation;
import org.fedlens.federated.Aggregator;
import org.fedlens.federated.ClientUpdate;
import org.fedlens.federated.MethodMemory;
import org.fedlens.federated.RoundContext;
import org.fedlens.federated.ServerState;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.weights.NetworkPart;
import org.fedlens.weights.Slot;
import org.fedlens.weights.SlotKind;
import org.fedlens.weights.WeightLayout;
import org.fedlens.weights.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Robust rules and the attacks they are tried on, worked out by hand on one learned number and one statistic. */
class RobustRulesTest {
    private static final WeightLayout LAYOUT = new WeightLayout(List.of(
            new Slot("w", NetworkPart.BACKBONE, SlotKind.TRAINED, List.of(1)),
            new Slot("mean", NetworkPart.BACKBONE, SlotKind.RUNNING, List.of(1))));
    private static final double[] SIX = {0, 1, 2, 3, 10, 12};

    private static Weights numbers(double learned, double statistic) {
        return Weights.fill(LAYOUT, i -> i == 0 ? learned : statistic);
    }

    /** Uploads with these learned numbers, each with a tenth of it as its statistic. */
    private static List<Weights> uploads(double... learned) {
        return Arrays.stream(learned)
                .mapToObj(value -> numbers(value, value / 10))
                .toList();
    }

    private static ServerState merged(Aggregator rule, double start, double... learned) {
        ServerState before = new ServerState(0, numbers(start, 0), MethodMemory.NONE);
        Aggregation fold = rule.open(RoundContext.of(
                before, IntStream.range(0, learned.length).boxed().toList(), 20));
        for (Weights upload : uploads(learned)) {
            fold.add(new ClientUpdate(0, 7, 1, 1, upload, MethodMemory.NONE));
        }
        ServerState after = fold.close();
        assertEquals(1, after.round());
        return after;
    }

    private static double learned(Aggregator rule, double... learned) {
        return merged(rule, -5, learned).global().at(0);
    }

    @Test
    void krumCountsTheSquaredDistancesToAllButTheMaliciousAndTwo() {
        // Six uploads, one of them malicious: the 6 - 1 - 2 = 3 nearest others.
        assertArrayEquals(new double[] {14, 6, 6, 14, 117, 185}, RobustArithmetic.krumScores(uploads(SIX), 1), 1e-9);
        assertArrayEquals(new double[] {5, 2, 2, 5, 53, 85}, RobustArithmetic.krumScores(uploads(SIX), 2), 1e-9);
        assertArrayEquals(new double[6], RobustArithmetic.krumScores(uploads(SIX), 4), 1e-9);
    }

    @Test
    void statisticsDoNotCountInDistances() {
        List<Weights> uploads = List.of(numbers(0, 50), numbers(1, -50), numbers(3, 0));
        assertArrayEquals(new double[] {1, 1, 4}, RobustArithmetic.krumScores(uploads, 0), 1e-9);
    }

    @Test
    void krumTakesTheUploadWithTheLowestScoreAndOfEqualOnesTheEarlier() {
        ServerState after = merged(new Krum(1, 1), -5, SIX);
        assertEquals(numbers(1, 0.1), after.global());
        assertEquals(1.5, learned(new Krum(1, 2), SIX), 1e-6);
        assertEquals((1 + 2 + 0 + 3) / 4.0, learned(new Krum(1, 4), SIX), 1e-6);
    }

    @Test
    void bulyanTrimsTheBestOfKrum() {
        // Of seven, five stay: without 10 and 12. Of those the lowest and the highest are cut.
        assertEquals((1 + 2 + 2.5) / 3, learned(new Bulyan(1), 0, 1, 2, 2.5, 3, 10, 12), 1e-6);
        assertEquals((1 + 2) / 2.0, learned(new Bulyan(0), 1, 2, 1.5), 1e-6);
    }

    @Test
    void medianAndTrimmedMean() {
        assertEquals(2, learned(new CoordinateMedian(), 100, 2, -90));
        assertEquals(2.5, learned(new CoordinateMedian(), 100, 2, 3, -90));
        assertEquals(4, learned(new TrimmedMean(1), 100, 2, 6, -90));
        assertEquals(5, learned(new TrimmedMean(0), 10, 2, 3), 1e-6);
        assertEquals(3, learned(new TrimmedMean(2), 10, 2, 3, 90, -7));
        assertEquals(
                0.2, merged(new CoordinateMedian(), -5, 100, 2, -90).global().at(1), 1e-6);
    }

    @Test
    void theMiddleOfAListOfNumbers() {
        assertEquals(2, RobustArithmetic.median(new double[] {9, 2, 1}));
        assertEquals(2.5, RobustArithmetic.median(new double[] {9, 2, 1, 3}));
        double[] given = {3, 1};
        RobustArithmetic.median(given);
        assertArrayEquals(new double[] {3, 1}, given);
        assertEquals(5, RobustArithmetic.norm(numbers(5, 90)), 1e-6);
    }

    @Test
    void theGeometricMedianGoesStepByStepToTheMiddleOne() {
        // From the mean 13 / 3: weights 3 / 13, 3 / 10 and 3 / 23 of 0, 1 and 12.
        double weights = 3 / 13.0 + 3 / 10.0 + 3 / 23.0;
        assertEquals((3 / 10.0 + 12 * 3 / 23.0) / weights, learned(new GeometricMedian(1), 0, 1, 12), 1e-5);
        assertEquals(1, learned(new GeometricMedian(100), 0, 1, 12), 1e-3);
        assertEquals(7, learned(new GeometricMedian(5), 7, 7, 7), 1e-6);
    }

    @Test
    void changesAreClippedToTheMedianOfTheirNorms() {
        // Changes from 1: 1, -2, 9 with median 2.
        ServerState after = merged(new NormClipping(), 1, 2, -1, 10);
        assertEquals(1 + (1 - 2 + 2) / 3.0, after.global().at(0), 1e-6);
        assertEquals((0.2 - 0.1 + 1) / 3, after.global().at(1), 1e-6);
        assertEquals(4.0, merged(new NormClipping(), 1, 4, 4).global().at(0), 1e-6);
    }

    static Stream<Arguments> needs() {
        return Stream.of(
                Arguments.of(new Krum(1, 1), 5),
                Arguments.of(new Krum(1, 9), 9),
                Arguments.of(new Krum(2, 1), 7),
                Arguments.of(new Bulyan(1), 7),
                Arguments.of(new Bulyan(2), 11),
                Arguments.of(new TrimmedMean(2), 5),
                Arguments.of(new CoordinateMedian(), 1),
                Arguments.of(new GeometricMedian(2), 1),
                Arguments.of(new NormClipping(), 1));
    }

    @ParameterizedTest
    @MethodSource("needs")
    void tooFewUploadsChangeNothingAndJustEnoughDo(Aggregator rule, int needed) {
        assertEquals(needed, rule.atLeast());
        double[] enough =
                IntStream.range(0, needed).mapToDouble(i -> 1 + 0.1 * i).toArray();
        assertEquals(
                numbers(-5, 0),
                merged(rule, -5, Arrays.copyOf(enough, needed - 1)).global());
        assertTrue(learned(rule, enough) >= 1);
    }

    private static Weights forged(Attack attack, int which, double... honest) {
        return attack.forge(uploads(honest), which, numbers(1, 0), Streams.of(3, Purpose.ATTACK));
    }

    @Test
    void forgedChangesAreTurnedRoundBlownUpOrJustOutside() {
        // The change of the second is 3 from 1, and statistics go as they are.
        assertEquals(numbers(1 - 2 * 3, 0.4), forged(new Attack.SignFlip(3, 2), 1, 9, 4));
        assertEquals(numbers(1 + 10 * 3, 0.4), forged(new Attack.Scaled(3, 10), 1, 9, 4));
        // Mean 6, deviation 2.
        Weights little = forged(new Attack.Little(2, 1.5), 1, 8, 4);
        assertEquals(6 - 1.5 * 2, little.at(0), 1e-6);
        assertEquals(0.4, little.at(1), 1e-6);
        assertEquals(numbers(4, 0.4), forged(new Attack.LabelFlip(2), 1, 9, 4));
        assertEquals(numbers(9, 0.9), forged(new Attack.None(), 0, 9, 4));
    }

    @Test
    void noiseHasTheDeviationThatWasAskedForAroundWhatWasReceived() {
        WeightLayout many =
                new WeightLayout(List.of(new Slot("w", NetworkPart.HEAD, SlotKind.TRAINED, List.of(40_000))));
        Weights received = Weights.fill(many, i -> 3);
        Weights honest = Weights.fill(many, i -> 50);
        Weights sent = new Attack.Gaussian(1, 2).forge(List.of(honest), 0, received, Streams.of(3, Purpose.ATTACK));
        double mean =
                IntStream.range(0, many.size()).mapToDouble(sent::at).average().orElseThrow();
        double squares = IntStream.range(0, many.size())
                .mapToDouble(i -> (sent.at(i) - 3.0) * (sent.at(i) - 3.0))
                .average()
                .orElseThrow();
        assertEquals(3, mean, 0.05);
        assertEquals(2, Math.sqrt(squares), 0.04);
    }

    @Test
    void onlyOneAttackTurnsLabels() {
        assertTrue(new Attack.LabelFlip(2).flipsLabels());
        assertEquals(
                List.of(false, false, false),
                Stream.of(new Attack.None(), new Attack.SignFlip(3, 1), new Attack.Little(2, 1))
                        .map(Attack::flipsLabels)
                        .toList());
        assertEquals(0, new Attack.None().attackers());
    }
}
