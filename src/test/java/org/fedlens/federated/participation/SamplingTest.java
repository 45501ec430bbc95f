package org.fedlens.federated.participation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SamplingTest {
    private static final int POPULATION = 20;
    private static final Sampling.Pool ALL = new Sampling.Pool(
            IntStream.range(0, POPULATION).boxed().toList(),
            IntStream.range(0, POPULATION).map(k -> k < 10 ? 10 : 90).boxed().toList());

    static List<Sampling> samplings() {
        return List.of(
                new Sampling.Fraction(),
                new Sampling.Number(6),
                new Sampling.BySize(),
                new Sampling.Poisson(0),
                new Sampling.Poisson(2.5),
                new Sampling.PowerOfChoice(8));
    }

    private static List<Integer> draw(Sampling sampling, int round) {
        return sampling.draw(ALL, sampling.count(POPULATION, 0.3), Streams.of(3, Purpose.SAMPLING, round));
    }

    @ParameterizedTest
    @MethodSource("samplings")
    void drawsDistinctClientsInOrderAndTheSameFromTheSameStream(Sampling sampling) {
        for (int round = 1; round < 50; round++) {
            List<Integer> drawn = draw(sampling, round);
            assertEquals(drawn.stream().sorted().distinct().toList(), drawn);
            assertEquals(drawn, draw(sampling, round));
            assertTrue(new HashSet<>(ALL.clients()).containsAll(drawn));
        }
    }

    /** How many of 4000 rounds times six places went to the ten clients with nine times the images. */
    private static double shareOfLarge(Sampling sampling) {
        long large = 0;
        long all = 0;
        for (int round = 0; round < 4000; round++) {
            List<Integer> drawn = draw(sampling, round);
            large += drawn.stream().filter(client -> client >= 10).count();
            all += drawn.size();
        }
        return (double) large / all;
    }

    @Test
    void evenDrawsPreferNobody() {
        for (Sampling even : List.of(new Sampling.Fraction(), new Sampling.Number(6), new Sampling.Poisson(0))) {
            assertEquals(0.5, shareOfLarge(even), 0.015, even.toString());
            assertEquals(OptionalDouble.of(0.3), even.rate(POPULATION, 0.3));
        }
    }

    @Test
    void drawsBySizePreferWhoHasMore() {
        double seen = shareOfLarge(new Sampling.BySize());
        assertTrue(seen > 0.8 && seen < 0.95, () -> "share " + seen);
        assertTrue(new Sampling.BySize().rate(POPULATION, 0.3).isEmpty());
    }

    @Test
    void coinsGiveTheExpectedNumberAndSometimesNobody() {
        double mean = IntStream.range(0, 4000)
                .map(round -> draw(new Sampling.Poisson(0), round).size())
                .average()
                .orElseThrow();
        assertEquals(6, mean, 0.15);
        Sampling.Poisson coin = new Sampling.Poisson(0);
        boolean nobody = IntStream.range(0, 200)
                .anyMatch(round -> coin.draw(ALL, 1, Streams.of(1, Purpose.SAMPLING, round))
                        .isEmpty());
        assertTrue(nobody);
    }

    @Test
    void theExpectedNumberOfCoinsNeedNotBeWhole() {
        Sampling.Poisson coin = new Sampling.Poisson(2.5);
        assertEquals(2.5 / POPULATION, coin.rate(POPULATION, 0.9).orElseThrow());
        double mean = IntStream.range(0, 4000)
                .map(round -> draw(coin, round).size())
                .average()
                .orElseThrow();
        assertEquals(2.5, mean, 0.1);
        double more = IntStream.range(0, 4000)
                .map(round -> coin.draw(ALL, 6, Streams.of(3, Purpose.SAMPLING, round))
                        .size())
                .average()
                .orElseThrow();
        assertEquals(2.5 * 6 / coin.count(POPULATION, 0.9), more, 0.15);
        assertEquals(1, new Sampling.Poisson(0.25).count(POPULATION, 0.9));
        assertEquals(1, new Sampling.Poisson(100).rate(POPULATION, 0.9).orElseThrow());
    }

    @Test
    void withoutAnExpectedNumberCoinsFallByTheRoundedShare() {
        Sampling.Poisson coin = new Sampling.Poisson(0);
        assertEquals(3, coin.count(POPULATION, 0.13));
        assertEquals(3.0 / POPULATION, coin.rate(POPULATION, 0.13).orElseThrow());
    }

    @Test
    void theHighestLossesAreChosen() {
        assertEquals(List.of(2, 9), Sampling.highest(List.of(2, 5, 9), List.of(3.0, 1.0, 2.0), 2));
        assertEquals(List.of(2, 5), Sampling.highest(List.of(2, 5, 9), List.of(1.0, 1.0, 1.0), 2));
    }

    @Test
    void howManyTakePart() {
        assertEquals(3, new Sampling.Fraction().count(10, 0.25), "halves are rounded up");
        assertEquals(1, new Sampling.Fraction().count(10, 0.01), "at least one");
        assertEquals(6, new Sampling.Number(6).count(10, 0.01));
        assertEquals(4, new Sampling.Number(6).count(4, 0.01));
        assertEquals(OptionalDouble.of(0.6), new Sampling.Number(6).rate(10, 0.01));
    }

    @Test
    void whoeverIsThereIsDrawnWhereAsManyAreWanted() {
        Sampling.Pool some = new Sampling.Pool(List.of(2, 5), ALL.samples());
        assertEquals(List.of(2, 5), new Sampling.Fraction().draw(some, 2, Streams.of(3, Purpose.SAMPLING)));
        assertEquals(List.of(2, 5), new Sampling.Fraction().draw(some, 9, Streams.of(3, Purpose.SAMPLING)));
        // Nothing was drawn for it: the stream stands where it stood.
        var stream = Streams.of(3, Purpose.SAMPLING);
        new Sampling.Fraction().draw(some, 2, stream);
        assertEquals(Streams.of(3, Purpose.SAMPLING).nextLong(), stream.nextLong());
    }

    @Test
    void powerOfChoiceDrawsItsCandidatesAndAsksForTheirLosses() {
        Sampling choice = new Sampling.PowerOfChoice(8);
        assertEquals(8, choice.draw(ALL, 3, Streams.of(3, Purpose.SAMPLING)).size());
        assertEquals(12, choice.draw(ALL, 12, Streams.of(3, Purpose.SAMPLING)).size());
        assertTrue(choice.asksLosses());
        assertTrue(choice.rate(POPULATION, 0.3).isEmpty());
        assertTrue(samplings().stream().filter(Sampling::asksLosses).count() == 1);
    }
}
