package org.fedlens.experiment.inversion;

/** By what two gradients are compared while images are sought that would give the one that was seen. */
public enum GradientMatching {
    /** One minus the cosine (Geiping et al. 2020): the length of the gradient does not matter. */
    COSINE {
        @Override
        double[] slope(double[] now, double[] seen) {
            double dot = 0;
            double nn = 1e-30;
            double ss = 1e-30;
            for (int i = 0; i < now.length; i++) {
                dot += now[i] * seen[i];
                nn += now[i] * now[i];
                ss += seen[i] * seen[i];
            }
            double[] slope = new double[now.length];
            double both = Math.sqrt(nn * ss);
            for (int i = 0; i < now.length; i++) {
                slope[i] = -(seen[i] - dot / nn * now[i]) / both;
            }
            return slope;
        }
    },
    /** The squared distance (Zhu et al. 2019), in units of the seen gradient's squared length. */
    EUCLID {
        @Override
        double[] slope(double[] now, double[] seen) {
            double ss = 1e-30;
            for (double value : seen) {
                ss += value * value;
            }
            double[] slope = new double[now.length];
            for (int i = 0; i < now.length; i++) {
                slope[i] = 2 * (now[i] - seen[i]) / ss;
            }
            return slope;
        }
    },
    /**
     * Nothing is sought: {@code dL/dW_j = dL/db_j x} for every hidden unit j (Phong et al. 2018), so one division gives
     * the image, exactly for a batch of one, and a mixture of the images for more.
     */
    EXACT {
        @Override
        double[] slope(double[] now, double[] seen) {
            return new double[now.length];
        }
    };

    /** The comparison, differentiated by the gradient of the images that are tried. */
    abstract double[] slope(double[] now, double[] seen);
}
