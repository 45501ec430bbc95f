package org.fedlens.report;

/**
 * The points of one curve, in ascending x. Arrays are copied on the way in and handed out as they are: read only.
 *
 * @param x rounds, bytes or seconds
 * @param y values, NaN where there is none
 */
public record CurvePoints(double[] x, double[] y) {
    public static final CurvePoints NONE = new CurvePoints(new double[0], new double[0]);

    public CurvePoints {
        if (x.length != y.length) {
            throw new IllegalArgumentException(x.length + " x for " + y.length + " y");
        }
        x = x.clone();
        y = y.clone();
    }

    public int size() {
        return x.length;
    }

    public boolean isEmpty() {
        return x.length == 0;
    }

    public double lastX() {
        return x[x.length - 1];
    }

    public double lastY() {
        return y[y.length - 1];
    }

    /** Index of the point nearest to a place on the axis, -1 if there is none. */
    public int nearest(double at) {
        int best = -1;
        for (int i = 0; i < x.length; i++) {
            if (best < 0 || Math.abs(x[i] - at) < Math.abs(x[best] - at)) {
                best = i;
            }
        }
        return best;
    }

    /** The value of the last point not beyond {@code at}, NaN if there is none. */
    public double valueAt(double at) {
        double value = Double.NaN;
        for (int i = 0; i < x.length && x[i] <= at; i++) {
            value = y[i];
        }
        return value;
    }
}
