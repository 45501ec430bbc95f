package org.fedlens.clustering;

import java.util.Arrays;

/**
 * All pairs of pictures, cut into squares of rows and columns. Inner products of a square are summed in float, in
 * pieces of {@value #PIECE} terms so that the error stays small and known; what might matter is computed again in
 * double.
 */
final class Squares {
    private static final int SIDE = 128;
    private static final int PIECE = 256;
    /** Parts into which the work is cut, whatever the number of workers. */
    private static final int PARTS = 8;

    private final float[][] features;
    private final Clusters clusters;
    private final int[] sizes;
    private final double penalty;
    private final double[] squares;
    private final double error;

    Squares(float[][] features, Clusters clusters, double penalty) {
        this.features = features;
        this.clusters = clusters;
        this.sizes = clusters.sizes();
        this.penalty = penalty;
        this.squares = new double[features.length];
        double longest = 0;
        for (int i = 0; i < features.length; i++) {
            for (float value : features[i]) {
                squares[i] += (double) value * value;
            }
            longest = Math.max(longest, squares[i]);
        }
        int width = features.length == 0 ? 0 : features[0].length;
        // Bound of a sum of n float products: n u |a| |b|, here with n terms of a piece and so many pieces, doubled for
        // 2ab.
        this.error = 2.2 * (PIECE + width / (double) PIECE + 4) * 0x1p-24 * longest;
    }

    int parts() {
        return Math.min(PARTS, blocks());
    }

    private int blocks() {
        return (features.length + SIDE - 1) / SIDE;
    }

    /** Offers all joins of one part that might be wanted. */
    void search(int part, Forest forest) {
        int blocks = blocks();
        int width = features[0].length;
        float[] columns = new float[PIECE * SIDE];
        float[] piece = new float[SIDE * SIDE];
        float[] products = new float[SIDE * SIDE];
        int square = 0;
        for (int right = 0; right < blocks; right++) {
            for (int left = 0; left <= right; left++) {
                if (square++ % parts() != part) {
                    continue;
                }
                Arrays.fill(products, 0);
                for (int from = 0; from < width; from += PIECE) {
                    int to = Math.min(width, from + PIECE);
                    pack(right, from, to, columns);
                    multiply(left, from, to, columns, piece);
                    for (int i = 0; i < piece.length; i++) {
                        products[i] += piece[i];
                    }
                }
                offer(left, right, products, forest);
            }
        }
    }

    /** Columns of a square, one term of all of them after the other. */
    private void pack(int block, int from, int to, float[] columns) {
        int count = Math.min(SIDE, features.length - block * SIDE);
        for (int j = 0; j < count; j++) {
            float[] row = features[block * SIDE + j];
            for (int k = from; k < to; k++) {
                columns[(k - from) * SIDE + j] = row[k];
            }
        }
    }

    private void multiply(int block, int from, int to, float[] columns, float[] into) {
        int count = Math.min(SIDE, features.length - block * SIDE);
        float[] sums = new float[SIDE];
        float[] others = new float[SIDE];
        for (int i = 0; i < count; i += 2) {
            float[] row = features[block * SIDE + i];
            // The last row of an odd number is its own neighbour.
            float[] next = features[block * SIDE + Math.min(i + 1, count - 1)];
            Arrays.fill(sums, 0);
            Arrays.fill(others, 0);
            int k = from;
            for (; k + 3 < to; k += 4) {
                four(sums, others, columns, (k - from) * SIDE, row, next, k);
            }
            for (; k < to; k++) {
                one(sums, others, columns, (k - from) * SIDE, row[k], next[k]);
            }
            System.arraycopy(sums, 0, into, i * SIDE, SIDE);
            System.arraycopy(others, 0, into, (i + 1) * SIDE, SIDE);
        }
    }

    /** Four terms of two rows and all columns: the loop that the compiler turns into vector instructions. */
    private static void four(float[] sums, float[] others, float[] columns, int at, float[] row, float[] next, int k) {
        float a = row[k];
        float b = row[k + 1];
        float c = row[k + 2];
        float d = row[k + 3];
        float e = next[k];
        float f = next[k + 1];
        float g = next[k + 2];
        float h = next[k + 3];
        for (int j = 0; j < SIDE; j++) {
            float p = columns[at + j];
            float q = columns[at + SIDE + j];
            float r = columns[at + 2 * SIDE + j];
            float s = columns[at + 3 * SIDE + j];
            sums[j] = Math.fma(a, p, Math.fma(b, q, Math.fma(c, r, Math.fma(d, s, sums[j]))));
            others[j] = Math.fma(e, p, Math.fma(f, q, Math.fma(g, r, Math.fma(h, s, others[j]))));
        }
    }

    private static void one(float[] sums, float[] others, float[] columns, int at, float a, float b) {
        for (int j = 0; j < SIDE; j++) {
            sums[j] = Math.fma(a, columns[at + j], sums[j]);
            others[j] = Math.fma(b, columns[at + j], others[j]);
        }
    }

    private void offer(int left, int right, float[] products, Forest forest) {
        int rows = Math.min(SIDE, features.length - left * SIDE);
        int columns = Math.min(SIDE, features.length - right * SIDE);
        for (int i = 0; i < rows; i++) {
            int first = left * SIDE + i;
            int label = clusters.of(first);
            int begin = left == right ? i + 1 : 0;
            for (int j = begin; j < columns; j++) {
                int second = right * SIDE + j;
                int other = clusters.of(second);
                if (label == other) {
                    continue;
                }
                double dear = penalty * (sizes[label] + sizes[other]);
                double near = squares[first] + squares[second] - 2.0 * products[i * SIDE + j] + dear;
                if (near - error <= forest.limit()) {
                    double cost = BottomUp.distance(features[first], features[second]) + dear;
                    if (cost <= forest.limit()) {
                        forest.offer(new Join(first, second, cost));
                    }
                }
            }
        }
    }
}
