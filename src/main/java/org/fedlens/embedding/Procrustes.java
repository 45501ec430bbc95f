package org.fedlens.embedding;

/**
 * Turns, mirrors and shifts a layout in the plane so that it lies on another as well as it can (least squares over all
 * points); its size stays. Layouts know no directions, so this is what keeps a picture from jumping between rounds.
 */
public final class Procrustes {
    private Procrustes() {}

    /**
     * @param y layout to move, {@code [2n]}
     * @param onto layout of the same points
     * @return the moved layout
     */
    public static double[] aligned(double[] y, double[] onto) {
        if (y.length != onto.length) {
            throw new IllegalArgumentException(y.length / 2 + " points against " + onto.length / 2);
        }
        double[] from = middle(y);
        double[] to = middle(onto);
        double xx = 0;
        double xy = 0;
        double yx = 0;
        double yy = 0;
        for (int i = 0; i < y.length; i += 2) {
            double ax = y[i] - from[0];
            double ay = y[i + 1] - from[1];
            double bx = onto[i] - to[0];
            double by = onto[i + 1] - to[1];
            xx += ax * bx;
            xy += ax * by;
            yx += ay * bx;
            yy += ay * by;
        }
        // The best turn agrees by hypot(xx + yy, xy - yx), the best turn of the mirrored by hypot(xx - yy, xy + yx).
        boolean mirrored = Math.hypot(xx - yy, xy + yx) > Math.hypot(xx + yy, xy - yx);
        double angle = mirrored ? Math.atan2(xy + yx, xx - yy) : Math.atan2(xy - yx, xx + yy);
        double cosine = Math.cos(angle);
        double sine = Math.sin(angle);
        double[] aligned = new double[y.length];
        for (int i = 0; i < y.length; i += 2) {
            double ax = y[i] - from[0];
            double ay = (y[i + 1] - from[1]) * (mirrored ? -1 : 1);
            aligned[i] = to[0] + cosine * ax - sine * ay;
            aligned[i + 1] = to[1] + sine * ax + cosine * ay;
        }
        return aligned;
    }

    private static double[] middle(double[] y) {
        double[] middle = new double[2];
        for (int i = 0; i < y.length; i++) {
            middle[i & 1] += y[i] / (y.length / 2.0);
        }
        return middle;
    }
}
