package org.fedlens.embedding;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;

/**
 * Principal components: the directions in which centred points vary most. Found by multiplying a few directions with
 * the covariance again and again, with a small exact problem at the end (subspace iteration), since two of many are
 * wanted. Each component points so that its largest entry is above zero, which keeps pictures from flipping between
 * runs.
 */
public final class Pca {
    private static final int SPARE = 6;
    private static final int TURNS = 60;

    private Pca() {}

    /**
     * Points in the plane of the first two components.
     *
     * @param x {@code [n][D]}; with D = 1 the second coordinate is 0
     * @return x and y of each point in turn, middle at 0
     */
    public static double[] plane(float[][] x) {
        double[][] centred = centred(x);
        double[][] axes = components(centred, Math.min(2, x[0].length));
        double[] y = new double[2 * x.length];
        for (int i = 0; i < x.length; i++) {
            for (int c = 0; c < axes.length; c++) {
                y[2 * i + c] = dot(centred[i], axes[c]);
            }
        }
        return y;
    }

    /** The first components, each of length 1, of points whose mean is 0. */
    static double[][] components(double[][] centred, int wanted) {
        int width = centred[0].length;
        int size = Math.min(width, wanted + SPARE);
        UniformRandomProvider random = Streams.of(0, Purpose.EMBEDDING, width);
        double[][] axes = new double[size][width];
        for (double[] axis : axes) {
            Arrays.setAll(axis, d -> random.nextDouble() - 0.5);
        }
        orthonormal(axes);
        for (int turn = 0; turn < TURNS; turn++) {
            axes = turned(centred, axes);
            orthonormal(axes);
        }
        return ritz(axes, turned(centred, axes), wanted);
    }

    private static double[][] turned(double[][] centred, double[][] axes) {
        double[][] turned = new double[axes.length][axes[0].length];
        for (double[] point : centred) {
            for (int c = 0; c < axes.length; c++) {
                double along = dot(point, axes[c]);
                double[] sum = turned[c];
                for (int d = 0; d < sum.length; d++) {
                    sum[d] += along * point[d];
                }
            }
        }
        return turned;
    }

    /** The exact eigenvectors within the space of the axes. */
    private static double[][] ritz(double[][] axes, double[][] turned, int wanted) {
        double[][] small = new double[axes.length][axes.length];
        for (int a = 0; a < axes.length; a++) {
            for (int b = 0; b <= a; b++) {
                small[a][b] = dot(axes[a], turned[b]);
                small[b][a] = small[a][b];
            }
        }
        EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(new Array2DRowRealMatrix(small, false));
        double[][] components = new double[wanted][axes[0].length];
        for (int c = 0; c < wanted; c++) {
            double[] weights = eigen.getEigenvector(c).toArray();
            for (int a = 0; a < axes.length; a++) {
                for (int d = 0; d < axes[a].length; d++) {
                    components[c][d] += weights[a] * axes[a][d];
                }
            }
            upright(components[c]);
        }
        return components;
    }

    private static void upright(double[] component) {
        double largest = 0;
        for (double entry : component) {
            largest = Math.abs(entry) > Math.abs(largest) + 1e-12 ? entry : largest;
        }
        if (largest < 0) {
            Arrays.setAll(component, d -> -component[d]);
        }
    }

    private static void orthonormal(double[][] axes) {
        for (int a = 0; a < axes.length; a++) {
            for (int twice = 0; twice < 2; twice++) {
                for (int b = 0; b < a; b++) {
                    double along = dot(axes[a], axes[b]);
                    for (int d = 0; d < axes[a].length; d++) {
                        axes[a][d] -= along * axes[b][d];
                    }
                }
            }
            double length = Math.sqrt(dot(axes[a], axes[a]));
            for (int d = 0; d < axes[a].length; d++) {
                // Points that vary in fewer directions leave nothing to divide by.
                axes[a][d] = length < 1e-150 ? 0 : axes[a][d] / length;
            }
        }
    }

    private static double[][] centred(float[][] x) {
        int width = x[0].length;
        double[] mean = new double[width];
        for (float[] point : x) {
            for (int d = 0; d < width; d++) {
                mean[d] += point[d] / (double) x.length;
            }
        }
        double[][] centred = new double[x.length][width];
        for (int i = 0; i < x.length; i++) {
            for (int d = 0; d < width; d++) {
                centred[i][d] = x[i][d] - mean[d];
            }
        }
        return centred;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += a[d] * b[d];
        }
        return sum;
    }
}
