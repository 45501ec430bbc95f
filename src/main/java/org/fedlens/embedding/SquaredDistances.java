package org.fedlens.embedding;

import java.util.Arrays;

/**
 * Squared Euclidean distances from one point to all, in single precision. Points lie in blocks, each dimension by
 * dimension, so that the inner loop runs over points.
 */
final class SquaredDistances {
    private static final int BLOCK = 512;

    private final float[][] x;
    private final float[][] blocks;

    SquaredDistances(float[][] x) {
        this.x = x;
        int width = x[0].length;
        this.blocks = new float[(x.length + BLOCK - 1) / BLOCK][width * BLOCK];
        for (int i = 0; i < x.length; i++) {
            for (int d = 0; d < width; d++) {
                blocks[i / BLOCK][d * BLOCK + i % BLOCK] = x[i][d];
            }
        }
    }

    /** Numbers that {@link #of} writes: at least one a point. */
    int room() {
        return blocks.length * BLOCK;
    }

    /** Distances from point i to all. */
    void of(int i, float[] squares) {
        float[] sums = new float[BLOCK];
        for (int block = 0; block < blocks.length; block++) {
            Arrays.fill(sums, 0);
            float[] columns = blocks[block];
            for (int d = 0; d < x[i].length; d++) {
                float own = x[i][d];
                int column = d * BLOCK;
                for (int j = 0; j < BLOCK; j++) {
                    float off = own - columns[column + j];
                    sums[j] += off * off;
                }
            }
            System.arraycopy(sums, 0, squares, block * BLOCK, BLOCK);
        }
    }

    /** The k nearest of point i without itself, in ascending order of their index. */
    int[] nearest(int i, float[] squares, int k) {
        long[] keys = keys(i, squares);
        select(keys, k);
        int[] nearest = new int[k];
        for (int j = 0; j < k; j++) {
            nearest[j] = (int) keys[j];
        }
        Arrays.sort(nearest);
        return nearest;
    }

    /** All others of point i, nearest first; equals in the order of their index. */
    int[] ranked(int i, float[] squares) {
        long[] keys = keys(i, squares);
        Arrays.sort(keys);
        int[] ranked = new int[keys.length];
        for (int j = 0; j < keys.length; j++) {
            ranked[j] = (int) keys[j];
        }
        return ranked;
    }

    private long[] keys(int i, float[] squares) {
        long[] keys = new long[x.length - 1];
        for (int j = 0; j < x.length; j++) {
            if (j != i) {
                keys[j < i ? j : j - 1] = (long) Float.floatToIntBits(squares[j]) << 32 | j;
            }
        }
        return keys;
    }

    /** Brings the k smallest to the front, in any order (Hoare's selection). */
    private static void select(long[] keys, int k) {
        int low = 0;
        int high = keys.length - 1;
        while (low < high) {
            long pivot = keys[(low + high) >>> 1];
            int left = low;
            int right = high;
            while (left <= right) {
                while (keys[left] < pivot) {
                    left++;
                }
                while (keys[right] > pivot) {
                    right--;
                }
                if (left <= right) {
                    long moved = keys[left];
                    keys[left++] = keys[right];
                    keys[right--] = moved;
                }
            }
            if (k - 1 <= right) {
                high = right;
            } else if (k - 1 >= left) {
                low = left;
            } else {
                return;
            }
        }
    }
}
