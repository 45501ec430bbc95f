package org.fedlens.report;

import org.fedlens.experiment.RunEvent;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;

/**
 * The changes of a round in the plane that shows most of them: principal components through the origin, which stands
 * for the model that was sent out. From lengths and cosines alone: with {@code G_ij = l_i l_j cos_ij = V L V'}, the
 * place of change i on axis a is {@code sqrt(L_a) V_ia}. The mean change points to the right, and the first client that
 * is off the axis lies above it.
 *
 * @param x along the first axis, one for each client of the event
 * @param y along the second
 * @param meanX the unweighted mean of the changes
 * @param share of the sum of squares that the plane shows, 0 to 1
 */
public record DriftPlane(double[] x, double[] y, double meanX, double meanY, double share) {
    public static DriftPlane of(RunEvent.Drifted drift) {
        int count = drift.clients().size();
        double[][] gram = new double[count][count];
        double trace = 0;
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                gram[i][j] = drift.lengths().get(i) * drift.lengths().get(j) * drift.cosine(i, j);
            }
            trace += gram[i][i];
        }
        if (!(trace > 0) || Double.isInfinite(trace)) {
            return new DriftPlane(new double[count], new double[count], 0, 0, 0);
        }
        EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(new Array2DRowRealMatrix(gram, false));
        double[] x = axis(eigen, 0, count);
        double[] y = axis(eigen, 1, count);
        if (sum(x) < 0) {
            flip(x);
        }
        for (double value : y) {
            if (Math.abs(value) > 1e-9 * Math.sqrt(trace)) {
                if (value < 0) {
                    flip(y);
                }
                break;
            }
        }
        double shown = Math.max(0, eigen.getEigenvalue(0)) + Math.max(0, eigen.getEigenvalue(1));
        return new DriftPlane(x, y, sum(x) / count, sum(y) / count, Math.min(1, shown / trace));
    }

    private static double[] axis(EigenDecompositionSymmetric eigen, int index, int count) {
        double[] places = new double[count];
        double root = Math.sqrt(Math.max(0, eigen.getEigenvalue(index)));
        for (int i = 0; i < count; i++) {
            places[i] = root * eigen.getEigenvector(index).getEntry(i);
        }
        return places;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    private static void flip(double[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = -values[i];
        }
    }
}
