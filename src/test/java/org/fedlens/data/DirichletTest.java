package org.fedlens.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.fedlens.text.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirichletTest {
    private static final Labels TEN_CLASSES = Drawn.balanced(10_000, 10);

    @Test
    void aHugeAlphaGivesEveryClientNearlyTheSameHistogram() {
        int clients = 10;
        for (int[] pictures : new Dirichlet(1e6, 10).split(TEN_CLASSES, clients, Drawn.random(1))) {
            for (int count : TEN_CLASSES.histogram(pictures)) {
                assertEquals(100, count, 5);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aTinyAlphaLeavesAClientWithTwoClassesAtMost(long seed) {
        double share = 0;
        List<int[]> split = new Dirichlet(0.01, 1).split(TEN_CLASSES, 10, Drawn.random(seed));
        for (int[] pictures : split) {
            int[] counts = TEN_CLASSES.histogram(pictures);
            Arrays.sort(counts);
            assertTrue(pictures.length < 50 || counts[9] + counts[8] >= 0.8 * pictures.length);
            share += (counts[9] + counts[8]) / (double) pictures.length / split.size();
        }
        // The mean over clients: one of a few single pictures may hold more classes, whatever alpha is.
        assertTrue(share >= 0.95, "mean share of the two largest classes: " + share);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.1, 0.5, 1, 10})
    void noClientExceedsItsEvenShareByMoreThanOneClass(double alpha) {
        Labels labels = Drawn.uneven(20_000, 10);
        int clients = 8;
        int largest = Arrays.stream(labels.histogram()).max().orElseThrow();
        for (int[] pictures : new Dirichlet(alpha, 1).split(labels, clients, Drawn.random(2))) {
            assertTrue(pictures.length <= labels.count() / (double) clients + largest);
        }
    }

    @Test
    void theClientsTogetherHoldEveryClassWhole() {
        Labels labels = Drawn.uneven(7001, 10);
        int[] sum = new int[10];
        for (int[] pictures : new Dirichlet(0.3, 10).split(labels, 12, Drawn.random(4))) {
            int[] counts = labels.histogram(pictures);
            Arrays.setAll(sum, label -> sum[label] + counts[label]);
        }
        assertArrayEquals(labels.histogram(), sum);
    }

    @Test
    void aMeanShareFollowsTheDistribution() {
        // Without the guard's help (two clients, one class) the first client's share is Beta(alpha, alpha): mean 1/2,
        // variance 1 / (4 (2 alpha + 1)).
        Labels oneClass = Drawn.balanced(10_000, 1);
        double alpha = 2;
        int draws = 4000;
        double sum = 0;
        double squares = 0;
        var random = Drawn.random(9);
        Dirichlet dirichlet = new Dirichlet(alpha, 1);
        for (int draw = 0; draw < draws; draw++) {
            double share = dirichlet.split(oneClass, 2, random).get(0).length / 10_000.0;
            sum += share;
            squares += share * share;
        }
        double mean = sum / draws;
        assertEquals(0.5, mean, 0.02);
        assertEquals(1 / (4 * (2 * alpha + 1)), squares / draws - mean * mean, 0.004);
    }

    @Test
    void aMinimumThatCannotBeReachedIsRefusedAtOnce() {
        Problem problem = Problems.expect("partition.minimum", "partition.minimumTooHigh", () -> new Dirichlet(0.5, 101)
                .split(Drawn.balanced(1000, 10), 10, Drawn.random(1)));
        assertEquals(List.of(100), problem.remedy().values());
    }

    @Test
    void anAlphaThatNeverReachesTheMinimumIsRefusedSoon() {
        Labels labels = Drawn.balanced(60_000, 10);
        assertTimeout(
                Duration.ofSeconds(20),
                () -> Problems.expect("partition.alpha", "partition.alphaTooLow", () -> new Dirichlet(0.01, 10)
                        .split(labels, 100, Drawn.random(1))));
    }

    @Test
    void aHundredClientsOfSixtyThousandPicturesAreDealtSoon() {
        Labels labels = Drawn.balanced(60_000, 10);
        assertTimeout(
                Duration.ofSeconds(5),
                () -> assertEquals(
                        100,
                        new Dirichlet(0.5, 10)
                                .split(labels, 100, Drawn.random(1))
                                .size()));
    }

    @Test
    void whoHoldsItsEvenShareOrMoreGetsNothingOfTheClassesToCome() {
        // Classes divide the even share, so that at a small alpha clients often hold exactly as much.
        int even = 0;
        for (int clients : new int[] {2, 4}) {
            Labels labels = Drawn.balanced(80, 8);
            for (int seed = 0; seed < 300; seed++) {
                List<int[]> split =
                        new Dirichlet(seed % 2 == 0 ? 0.02 : 0.5, 1).split(labels, clients, Drawn.random(seed));
                for (int[] pictures : split) {
                    int[] counts = labels.histogram(pictures);
                    int held = 0;
                    for (int count : counts) {
                        assertTrue(held < 80 / clients || count == 0, Arrays.toString(counts));
                        held += count;
                        even += held == 80 / clients ? 1 : 0;
                    }
                }
            }
        }
        assertTrue(even > 100, "seldom exactly the even share: " + even);
    }

    @Test
    void aClassWithoutPicturesDoesNoHarm() {
        int[] gap = new int[1000];
        Arrays.setAll(gap, index -> index % 3 == 2 ? 4 : index % 3);
        Labels labels = Labels.of(gap, 5);
        List<int[]> split = new Dirichlet(0.5, 5).split(labels, 4, Drawn.random(1));
        assertEquals(1000, split.stream().mapToInt(pictures -> pictures.length).sum());
    }

    @Test
    void settingsOutsideTheirRangeAreRefused() {
        Problems.expect("partition.alpha", "setting.outside", () -> new Dirichlet(0.001, 10));
        Problems.expect("partition.alpha", "setting.outside", () -> new Dirichlet(Double.NaN, 10));
        Problems.expect("partition.minimum", "setting.outside", () -> new Dirichlet(0.5, 0));
        Problems.expect("partition.perClient", "setting.outside", () -> new ClassesPerClient(0));
        Problems.expect("partition.perClient", "setting.outside", () -> new Shards(101));
        assertThrows(Problem.class, () -> new Shards(0));
    }
}
