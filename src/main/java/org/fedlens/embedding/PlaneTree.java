package org.fedlens.embedding;

import java.util.Arrays;

/**
 * A square divided into quarters again and again, each with the middle of its points, so that far points are counted
 * together (Barnes and Hut 1986). Nodes stand in the order in which a walk meets them, each with the place where the
 * walk goes on if it does not go inside: a walk needs no memory of its own. Room is kept from one building to the next.
 */
final class PlaneTree {
    /** Levels of quarters; points that still share a square are counted as one place. */
    private static final int DEPTH = 20;

    private long[] keys = new long[0];
    private double[] sortedX = new double[0];
    private double[] sortedY = new double[0];
    private double[] middleX = new double[16];
    private double[] middleY = new double[16];
    private double[] sides = new double[16];
    private int[] mass = new int[16];
    private int[] skip = new int[16];
    private int nodes;

    /** @param y {@code [2n]}, x and y of each point in turn */
    void build(double[] y) {
        int n = y.length / 2;
        if (keys.length != n) {
            keys = new long[n];
            sortedX = new double[n];
            sortedY = new double[n];
        }
        double lowX = Double.POSITIVE_INFINITY;
        double lowY = Double.POSITIVE_INFINITY;
        double highX = Double.NEGATIVE_INFINITY;
        double highY = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            lowX = Math.min(lowX, y[2 * i]);
            highX = Math.max(highX, y[2 * i]);
            lowY = Math.min(lowY, y[2 * i + 1]);
            highY = Math.max(highY, y[2 * i + 1]);
        }
        double side = Math.max(Math.max(highX - lowX, highY - lowY), 1e-12) * (1 + 1e-9);
        double scale = (1 << DEPTH) / side;
        for (int i = 0; i < n; i++) {
            long column = (long) ((y[2 * i] - lowX) * scale);
            long row = (long) ((y[2 * i + 1] - lowY) * scale);
            keys[i] = (spread(column) | spread(row) << 1) << 22 | i;
        }
        Arrays.sort(keys);
        for (int i = 0; i < n; i++) {
            int point = (int) (keys[i] & 0x3FFFFF);
            sortedX[i] = y[2 * point];
            sortedY[i] = y[2 * point + 1];
        }
        nodes = 0;
        add(0, n, DEPTH, side * side);
    }

    /** Twenty bits to every second of forty. */
    private static long spread(long bits) {
        long spread = bits;
        spread = (spread | spread << 16) & 0x0000FFFF0000FFFFL;
        spread = (spread | spread << 8) & 0x00FF00FF00FF00FFL;
        spread = (spread | spread << 4) & 0x0F0F0F0F0F0F0F0FL;
        spread = (spread | spread << 2) & 0x3333333333333333L;
        return (spread | spread << 1) & 0x5555555555555555L;
    }

    private void add(int from, int to, int level, double side) {
        int node = nodes++;
        grow(node);
        mass[node] = to - from;
        sides[node] = side;
        if (to - from == 1 || level == 0) {
            double sumX = 0;
            double sumY = 0;
            for (int i = from; i < to; i++) {
                sumX += sortedX[i];
                sumY += sortedY[i];
            }
            middleX[node] = sumX / (to - from);
            middleY[node] = sumY / (to - from);
            // A leaf is always near enough to be counted as one.
            sides[node] = 0;
        } else {
            divide(node, from, to, level, side);
        }
        skip[node] = nodes;
    }

    private void divide(int node, int from, int to, int level, double side) {
        int shift = 22 + 2 * (level - 1);
        double sumX = 0;
        double sumY = 0;
        int begin = from;
        while (begin < to) {
            long quarter = keys[begin] >>> shift;
            int end = begin + 1;
            while (end < to && keys[end] >>> shift == quarter) {
                end++;
            }
            int child = nodes;
            add(begin, end, level - 1, side / 4);
            sumX += middleX[child] * (end - begin);
            sumY += middleY[child] * (end - begin);
            begin = end;
        }
        middleX[node] = sumX / (to - from);
        middleY[node] = sumY / (to - from);
    }

    private void grow(int node) {
        if (node == mass.length) {
            int size = 2 * node;
            middleX = Arrays.copyOf(middleX, size);
            middleY = Arrays.copyOf(middleY, size);
            sides = Arrays.copyOf(sides, size);
            mass = Arrays.copyOf(mass, size);
            skip = Arrays.copyOf(skip, size);
        }
    }

    /**
     * Adds up what pushes a point away: {@code q = 1 / (1 + d^2)}, its force {@code q^2 (y_i - y_j)}.
     *
     * @param theta2 square of theta; a square of side s at distance d counts as one where {@code s < theta d}
     * @param into receives the force's x and y and the sum of q without the point itself, from {@code at}
     */
    void push(double x, double y, double theta2, double[] into, int at) {
        double forceX = 0;
        double forceY = 0;
        double sum = 0;
        int node = 0;
        while (node < nodes) {
            double offX = x - middleX[node];
            double offY = y - middleY[node];
            double square = offX * offX + offY * offY;
            if (sides[node] <= theta2 * square || sides[node] == 0) {
                double q = 1 / (1 + square);
                double weight = mass[node] * q;
                sum += weight;
                weight *= q;
                forceX += weight * offX;
                forceY += weight * offY;
                node = skip[node];
            } else {
                node++;
            }
        }
        into[at] = forceX;
        into[at + 1] = forceY;
        // The point itself is a leaf at distance 0 and weighs 1.
        into[at + 2] = sum - 1;
    }
}
