package org.fedlens.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.junit.jupiter.api.Test;

/** Spread and rank of directions whose singular values are known. */
class CollapseTest {
    /**
     * So many pairs along each axis, one to either side and of any length: the middle is 0 and the singular values are
     * the roots of twice these numbers.
     */
    private static float[][] pairs(double[][] axes, int... counts) {
        List<float[]> rows = new ArrayList<>();
        UniformRandomProvider random = Streams.of(2, Purpose.NOISE);
        for (int axis = 0; axis < counts.length; axis++) {
            for (int pair = 0; pair < counts[axis]; pair++) {
                for (int side = -1; side <= 1; side += 2) {
                    float[] row = new float[axes[axis].length];
                    double length = side * (0.5 + random.nextDouble());
                    for (int i = 0; i < row.length; i++) {
                        row[i] = (float) (length * axes[axis][i]);
                    }
                    rows.add(row);
                }
            }
        }
        return rows.toArray(float[][]::new);
    }

    /** Orthogonal directions that lie along no axis: the first columns of a Householder reflection. */
    private static double[][] turned(int dimensions, int count) {
        double[] normal = new double[dimensions];
        double squares = 0;
        for (int i = 0; i < dimensions; i++) {
            normal[i] = 1 + i % 3;
            squares += normal[i] * normal[i];
        }
        double[][] axes = new double[count][dimensions];
        for (int axis = 0; axis < count; axis++) {
            for (int i = 0; i < dimensions; i++) {
                axes[axis][i] = (i == axis ? 1 : 0) - 2 * normal[axis] * normal[i] / squares;
            }
        }
        return axes;
    }

    private static double rank(double... singular) {
        double sum = 0;
        for (double value : singular) {
            sum += value;
        }
        double entropy = 0;
        for (double value : singular) {
            entropy -= value / sum * Math.log(value / sum);
        }
        return Math.exp(entropy);
    }

    @Test
    void theRankCountsSingularValuesByTheirSharesWhateverTheirDirections() {
        // More rows than dimensions, and fewer.
        for (int dimensions : new int[] {3, 5, 60}) {
            Collapse seen = Collapse.of(pairs(turned(dimensions, 3), 1, 4, 9));
            assertEquals(rank(1, 2, 3), seen.effectiveRank(), 1e-5, dimensions + " dimensions");
        }
        assertEquals(4, Collapse.of(pairs(turned(7, 4), 2, 2, 2, 2)).effectiveRank(), 1e-5);
        assertEquals(1, Collapse.of(pairs(turned(7, 1), 3)).effectiveRank(), 1e-5);
    }

    @Test
    void theMiddleIsTakenAway() {
        // Two directions at right angles differ along one line only.
        assertEquals(1, Collapse.of(new float[][] {{2, 0}, {0, 3}}).effectiveRank(), 1e-6);
        // Three of them lie in a plane around their middle, evenly.
        assertEquals(
                2, Collapse.of(new float[][] {{2, 0, 0}, {0, 3, 0}, {0, 0, 1}}).effectiveRank(), 1e-6);
    }

    @Test
    void theSpreadIsTheMeanDeviationOfTheDimensions() {
        double[][] plain = {{1, 0, 0}, {0, 1, 0}};
        Collapse seen = Collapse.of(pairs(plain, 1, 3));
        // Of eight numbers two, then six, are one; the third dimension does not move.
        assertEquals((Math.sqrt(2 / 8.0) + Math.sqrt(6 / 8.0)) / 3, seen.spread(), 1e-6);
        // Around a middle that is not 0: 0.5 for either dimension.
        assertEquals(0.5, Collapse.of(new float[][] {{2, 0}, {0, 3}}).spread(), 1e-6);
    }

    @Test
    void onePointHasNeitherSpreadNorRank() {
        assertEquals(new Collapse(0, 0), Collapse.of(new float[][] {{1, 2}, {2, 4}, {3, 6}}));
        assertEquals(new Collapse(0, 0), Collapse.of(new float[3][2]));
        assertEquals(new Collapse(0, 0), Collapse.of(new float[][] {{5, 1}}));
    }

    @Test
    void onlyTheFirstRowsCountInTheRankAndAllOfThemInTheSpread() {
        double[][] axes = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
        Collapse seen = Collapse.of(pairs(axes, 64, 64, 128));
        assertEquals(2, seen.effectiveRank(), 1e-6);
        assertEquals((0.5 + 0.5 + Math.sqrt(0.5)) / 3, seen.spread(), 1e-6);
        // 256 of them are all there.
        assertEquals(
                rank(8, Math.sqrt(63), 1), Collapse.of(pairs(axes, 64, 63, 1)).effectiveRank(), 1e-5);
    }
}
