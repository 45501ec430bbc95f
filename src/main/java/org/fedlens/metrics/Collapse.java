package org.fedlens.metrics;

import java.util.Arrays;

/**
 * Whether embeddings have fallen together. Rows are brought to length 1 first.
 *
 * @param spread mean over dimensions of the population's standard deviation: about {@code 1 / sqrt(D)} where directions
 *     are even, 0 where all are one
 * @param effectiveRank {@code exp(-sum p_i ln p_i)} with p the singular values of the centred rows divided by their sum
 *     (Roy and Vetterli 2007): how many dimensions are really used; 0 where all rows are one
 */
public record Collapse(double spread, double effectiveRank) {
    /** Rows beyond these are left out of the rank, which costs their cube. */
    private static final int MOST = 256;

    private static final int SWEEPS = 30;
    private static final double NEGLIGIBLE = 1e-12;

    /** @param rows {@code [n][D]} with at least one row */
    public static Collapse of(float[][] rows) {
        double[][] units = Arrays.stream(rows).map(Collapse::unit).toArray(double[][]::new);
        double spread = spread(units);
        return new Collapse(spread, spread == 0 ? 0 : rank(Arrays.copyOf(units, Math.min(MOST, units.length))));
    }

    private static double[] unit(float[] row) {
        double squares = 0;
        for (float value : row) {
            squares += (double) value * value;
        }
        double length = Math.sqrt(squares);
        double[] unit = new double[row.length];
        for (int i = 0; i < row.length; i++) {
            unit[i] = length == 0 ? 0 : row[i] / length;
        }
        return unit;
    }

    private static double spread(double[][] units) {
        double[] means = means(units);
        double sum = 0;
        for (int column = 0; column < means.length; column++) {
            double squares = 0;
            for (double[] unit : units) {
                squares += (unit[column] - means[column]) * (unit[column] - means[column]);
            }
            sum += Math.sqrt(squares / units.length);
        }
        // Rows that agree to the last digits of float32 are one row.
        return sum / means.length < NEGLIGIBLE ? 0 : sum / means.length;
    }

    private static double[] means(double[][] units) {
        double[] means = new double[units[0].length];
        for (double[] unit : units) {
            for (int i = 0; i < means.length; i++) {
                means[i] += unit[i] / units.length;
            }
        }
        return means;
    }

    private static double rank(double[][] units) {
        double[] means = means(units);
        double[][] centred = new double[units.length][];
        for (int row = 0; row < units.length; row++) {
            double[] unit = units[row];
            centred[row] = new double[unit.length];
            for (int i = 0; i < unit.length; i++) {
                centred[row][i] = unit[i] - means[i];
            }
        }
        double[] values = eigenvalues(products(centred));
        double sum = Arrays.stream(values).map(Collapse::root).sum();
        double entropy = 0;
        for (double value : values) {
            double share = root(value) / sum;
            entropy -= share > NEGLIGIBLE ? share * Math.log(share) : 0;
        }
        return Math.exp(entropy);
    }

    private static double root(double eigenvalue) {
        return Math.sqrt(Math.max(0, eigenvalue));
    }

    /** Of rows or of columns, whichever are fewer: both have the same eigenvalues but for zeros. */
    private static double[][] products(double[][] rows) {
        int dimensions = rows[0].length;
        double[][] vectors = rows;
        if (dimensions < rows.length) {
            vectors = new double[dimensions][rows.length];
            for (int row = 0; row < rows.length; row++) {
                for (int i = 0; i < dimensions; i++) {
                    vectors[i][row] = rows[row][i];
                }
            }
        }
        double[][] products = new double[vectors.length][vectors.length];
        for (int i = 0; i < vectors.length; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = 0; k < vectors[i].length; k++) {
                    sum += vectors[i][k] * vectors[j][k];
                }
                products[i][j] = sum;
                products[j][i] = sum;
            }
        }
        return products;
    }

    /** Of a symmetric matrix, by Jacobi's rotations; the matrix is used up. */
    private static double[] eigenvalues(double[][] a) {
        int n = a.length;
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            double off = 0;
            double all = 0;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    all += a[i][j] * a[i][j];
                    off += i == j ? 0 : a[i][j] * a[i][j];
                }
            }
            if (off <= NEGLIGIBLE * all) {
                break;
            }
            for (int p = 0; p < n - 1; p++) {
                for (int q = p + 1; q < n; q++) {
                    rotate(a, p, q);
                }
            }
        }
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = a[i][i];
        }
        return values;
    }

    private static void rotate(double[][] a, int p, int q) {
        if (a[p][q] == 0) {
            return;
        }
        double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double c = 1 / Math.sqrt(t * t + 1);
        double s = t * c;
        double[] rowP = a[p];
        double[] rowQ = a[q];
        for (int k = 0; k < a.length; k++) {
            double first = rowP[k];
            double second = rowQ[k];
            rowP[k] = c * first - s * second;
            rowQ[k] = s * first + c * second;
        }
        for (double[] row : a) {
            double first = row[p];
            double second = row[q];
            row[p] = c * first - s * second;
            row[q] = s * first + c * second;
        }
    }
}
