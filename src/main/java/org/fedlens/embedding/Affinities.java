package org.fedlens.embedding;

import java.util.Arrays;

/**
 * How much two points belong together: {@code p_j|i ~ e^{-beta_i |x_i - x_j|^2}} over the neighbours j of i, with
 * beta_i such that the entropy of the row is {@code ln(perplexity)}; then {@code P = (p_j|i + p_i|j) / 2n}, which sums
 * to 1 (van der Maaten and Hinton 2008). Rows are sparse: a neighbour that is missing has no share.
 */
final class Affinities {
    private static final int TRIES = 100;
    private static final double NEAR = 1e-5;

    private final int[] start;
    private final int[] other;
    private final double[] share;
    private final double[] beta;

    private Affinities(int[] start, int[] other, double[] share, double[] beta) {
        this.start = start;
        this.other = other;
        this.share = share;
        this.beta = beta;
    }

    /**
     * @param x {@code [n][D]}
     * @param perplexity about how many neighbours count, below the number of neighbours
     * @param neighbours nearest ones that get a share, at most n - 1
     */
    static Affinities of(float[][] x, double perplexity, int neighbours, Lanes lanes) throws InterruptedException {
        int n = x.length;
        int k = Math.min(neighbours, n - 1);
        int[][] near = new int[n][];
        double[][] rows = new double[n][];
        double[] beta = new double[n];
        Distances distances = new Distances(x);
        lanes.ranges(n, (from, to) -> {
            float[] squares = new float[distances.room()];
            for (int i = from; i < to; i++) {
                distances.of(i, squares);
                near[i] = distances.nearest(i, squares, k);
                rows[i] = new double[k];
                for (int j = 0; j < k; j++) {
                    rows[i][j] = squares[near[i][j]];
                }
                beta[i] = calibrate(rows[i], Math.log(perplexity));
            }
        });
        return symmetric(near, rows, beta);
    }

    /** Affinities that are known as a whole. @param p {@code [n * n]}, symmetric, sum 1 */
    static Affinities of(double[] p, int n) {
        int[] start = new int[n + 1];
        int[] other = new int[n * n];
        for (int i = 0; i < n; i++) {
            start[i + 1] = (i + 1) * n;
            for (int j = 0; j < n; j++) {
                other[i * n + j] = j;
            }
        }
        return new Affinities(start, other, p.clone(), new double[n]);
    }

    /** Turns squared distances into shares of one row. @return beta */
    private static double calibrate(double[] row, double entropy) {
        double nearest = Arrays.stream(row).min().orElse(0);
        double[] squares = row.clone();
        double beta = 1;
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        for (int i = 0; i < TRIES; i++) {
            double sum = 0;
            double weighted = 0;
            for (int j = 0; j < row.length; j++) {
                // Shifted by the nearest, which cancels out and keeps the sum above zero.
                row[j] = Math.exp(-beta * (squares[j] - nearest));
                sum += row[j];
                weighted += row[j] * (squares[j] - nearest);
            }
            double off = Math.log(sum) + beta * weighted / sum - entropy;
            for (int j = 0; j < row.length; j++) {
                row[j] /= sum;
            }
            if (Math.abs(off) <= NEAR) {
                break;
            }
            if (off > 0) {
                low = beta;
                beta = Double.isInfinite(high) ? beta * 2 : (beta + high) / 2;
            } else {
                high = beta;
                beta = (beta + low) / 2;
            }
        }
        return beta;
    }

    private static Affinities symmetric(int[][] near, double[][] rows, double[] beta) {
        int n = near.length;
        int[] count = new int[n + 1];
        for (int i = 0; i < n; i++) {
            for (int j : near[i]) {
                count[i]++;
                count[j]++;
            }
        }
        int[] at = new int[n + 1];
        for (int i = 0; i < n; i++) {
            at[i + 1] = at[i] + count[i];
        }
        long[] keyed = new long[at[n]];
        int[] fill = at.clone();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < near[i].length; j++) {
                // The slot of the share: its row and place, so that sorting by neighbour keeps them together.
                keyed[fill[i]++] = (long) near[i][j] << 32 | j * 2L;
                keyed[fill[near[i][j]]++] = (long) i << 32 | j * 2L + 1;
            }
        }
        int[] start = new int[n + 1];
        int[] other = new int[at[n]];
        double[] share = new double[at[n]];
        int size = 0;
        for (int i = 0; i < n; i++) {
            Arrays.sort(keyed, at[i], at[i + 1]);
            for (int slot = at[i]; slot < at[i + 1]; slot++) {
                int j = (int) (keyed[slot] >> 32);
                int place = (int) (keyed[slot] & 0xFFFFFFFFL) >> 1;
                double half = ((keyed[slot] & 1) == 0 ? rows[i][place] : rows[j][place]) / (2.0 * n);
                if (size > start[i] && other[size - 1] == j) {
                    share[size - 1] += half;
                } else {
                    other[size] = j;
                    share[size++] = half;
                }
            }
            start[i + 1] = size;
        }
        return new Affinities(start, Arrays.copyOf(other, size), Arrays.copyOf(share, size), beta);
    }

    int count() {
        return start.length - 1;
    }

    double[] beta() {
        return beta.clone();
    }

    /** Where the row of a point begins; the row after it begins where it ends. */
    int start(int i) {
        return start[i];
    }

    int[] others() {
        return other;
    }

    double[] shares() {
        return share;
    }

    /** P as a whole, {@code [n * n]}. */
    double[] dense() {
        int n = count();
        double[] p = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int slot = start[i]; slot < start[i + 1]; slot++) {
                p[i * n + other[slot]] = share[slot];
            }
        }
        return p;
    }
}
