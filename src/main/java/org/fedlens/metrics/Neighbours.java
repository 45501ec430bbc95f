package org.fedlens.metrics;

import java.util.Arrays;

/**
 * Classifies by the nearest labelled vectors, the monitor of learning without labels (Wu et al. 2018, as FedU's code
 * does it): all vectors are brought to length 1, the k of the bank with the largest cosine vote for their class with
 * weight {@code e^{cosine / T}}, the class with the largest sum wins; between equal sums the lower class. A bank with
 * fewer than k vectors votes as a whole. Of two neighbours at the same distance the earlier one counts.
 *
 * <p>Cosines are sums in single precision in a fixed order, so any split of the queries gives the same figures. One
 * object serves any number of threads.
 */
public final class Neighbours {
    private static final int BLOCK = 512;

    private final int width;
    private final int count;
    private final int classes;
    private final int[] labels;
    /** The bank, block by block, each block column by column: the inner loop runs over neighbours. */
    private final float[][] blocks;

    private final int k;
    private final double temperature;

    /**
     * @param bank {@code [n][D]}, n at least 1
     * @param labels class of each vector
     * @param k neighbours that vote
     * @param temperature T, above 0
     */
    public Neighbours(float[][] bank, int[] labels, int classes, int k, double temperature) {
        if (bank.length == 0 || bank.length != labels.length || k < 1 || !(temperature > 0)) {
            throw new IllegalArgumentException("Neighbours need vectors with labels, k and T above 0");
        }
        this.count = bank.length;
        this.width = bank[0].length;
        this.classes = classes;
        this.labels = labels.clone();
        this.k = Math.min(k, count);
        this.temperature = temperature;
        this.blocks = new float[(count + BLOCK - 1) / BLOCK][width * BLOCK];
        for (int i = 0; i < count; i++) {
            float[] unit = unit(bank[i]);
            for (int d = 0; d < width; d++) {
                blocks[i / BLOCK][d * BLOCK + i % BLOCK] = unit[d];
            }
        }
    }

    /** The vote of every class for one vector of D numbers. */
    public double[] scores(float[] query) {
        float[] cosines = cosines(query);
        double[] scores = new double[classes];
        for (long key : largest(cosines, k)) {
            int at = index(key);
            scores[labels[at]] += Math.exp(cosines[at] / temperature);
        }
        return scores;
    }

    /** The class of one vector. */
    public int classify(float[] query) {
        double[] scores = scores(query);
        int best = 0;
        for (int c = 1; c < classes; c++) {
            best = scores[c] > scores[best] ? c : best;
        }
        return best;
    }

    /** The nearest of the bank, nearest first. @param most how many at most */
    public int[] nearest(float[] query, int most) {
        long[] keys = largest(cosines(query), Math.min(most, count));
        Arrays.sort(keys);
        int[] nearest = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            nearest[i] = index(keys[keys.length - 1 - i]);
        }
        return nearest;
    }

    private float[] cosines(float[] query) {
        if (query.length != width) {
            throw new IllegalArgumentException(query.length + " numbers instead of " + width);
        }
        float[] unit = unit(query);
        float[] cosines = new float[blocks.length * BLOCK];
        float[] sums = new float[BLOCK];
        for (int block = 0; block < blocks.length; block++) {
            Arrays.fill(sums, 0);
            float[] columns = blocks[block];
            for (int d = 0; d < width; d++) {
                float factor = unit[d];
                int column = d * BLOCK;
                for (int i = 0; i < BLOCK; i++) {
                    sums[i] += factor * columns[column + i];
                }
            }
            System.arraycopy(sums, 0, cosines, block * BLOCK, BLOCK);
        }
        return cosines;
    }

    /** Keys of the largest, in no order: a heap whose root is the least of those kept. */
    private long[] largest(float[] cosines, int most) {
        long[] heap = new long[most];
        for (int i = 0; i < most; i++) {
            heap[i] = key(cosines[i], i);
        }
        Arrays.sort(heap);
        for (int i = most; i < count; i++) {
            long key = key(cosines[i], i);
            if (key > heap[0]) {
                sink(heap, key);
            }
        }
        return heap;
    }

    private static void sink(long[] heap, long key) {
        int at = 0;
        for (int child = 1; child < heap.length; child = 2 * at + 1) {
            if (child + 1 < heap.length && heap[child + 1] < heap[child]) {
                child++;
            }
            if (heap[child] >= key) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = key;
    }

    /** Sorts as the cosine does, and among equals the earlier is the greater. */
    private static long key(float cosine, int index) {
        int bits = Float.floatToIntBits(cosine);
        int ordered = bits >= 0 ? bits : bits ^ 0x7FFFFFFF;
        return (long) ordered << 32 | Integer.MAX_VALUE - index;
    }

    private static int index(long key) {
        return Integer.MAX_VALUE - (int) (key & 0xFFFFFFFFL);
    }

    private static float[] unit(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        float scale = (float) (1 / Math.max(Math.sqrt(squares), 1e-12));
        float[] unit = new float[vector.length];
        for (int d = 0; d < unit.length; d++) {
            unit[d] = vector[d] * scale;
        }
        return unit;
    }
}
