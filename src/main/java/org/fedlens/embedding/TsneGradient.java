package org.fedlens.embedding;

import org.fedlens.parallel.ParallelFor;

/**
 * What moves the points of a layout: the gradient of {@code KL(P || Q)}. The attracting half runs over the neighbours,
 * the repelling half over all pairs (theta 0) or over squares of a {@link QuadTree}.
 */
final class TsneGradient {
    private final Affinities affinities;
    private final double theta;
    private final ParallelFor lanes;
    private final QuadTree tree = new QuadTree();
    private final double[] pulled;
    private final double[] pushed;

    TsneGradient(Affinities affinities, double theta, ParallelFor lanes) {
        this.affinities = affinities;
        this.theta = theta;
        this.lanes = lanes;
        this.pulled = new double[2 * affinities.count()];
        this.pushed = new double[3 * affinities.count()];
    }

    /**
     * @param y {@code [2n]}
     * @param exaggeration factor of P
     * @param gradient receives {@code [2n]}
     */
    void gradient(double[] y, double exaggeration, double[] gradient) throws InterruptedException {
        double sum = run(y);
        for (int i = 0; i < affinities.count(); i++) {
            for (int axis = 0; axis < 2; axis++) {
                gradient[2 * i + axis] = 4 * (exaggeration * pulled[2 * i + axis] - pushed[3 * i + axis] / sum);
            }
        }
    }

    /** {@code KL(P || Q)} of a layout; the sum over all pairs is that of the tree where theta is above 0. */
    double divergence(double[] y) throws InterruptedException {
        double sum = run(y);
        double divergence = 0;
        for (int i = 0; i < affinities.count(); i++) {
            for (int slot = affinities.start(i); slot < affinities.start(i + 1); slot++) {
                double p = affinities.shares()[slot];
                int j = affinities.others()[slot];
                double offX = y[2 * i] - y[2 * j];
                double offY = y[2 * i + 1] - y[2 * j + 1];
                double q = 1 / (1 + offX * offX + offY * offY) / sum;
                divergence += p <= 0 ? 0 : p * Math.log(p / q);
            }
        }
        return divergence;
    }

    /** Fills both halves. @return the sum of {@code 1 / (1 + d^2)} over all ordered pairs */
    private double run(double[] y) throws InterruptedException {
        if (theta > 0) {
            tree.build(y);
        }
        lanes.ranges(affinities.count(), (from, to) -> {
            for (int i = from; i < to; i++) {
                pull(y, i);
                if (theta > 0) {
                    tree.push(y[2 * i], y[2 * i + 1], theta * theta, pushed, 3 * i);
                } else {
                    push(y, i);
                }
            }
        });
        double sum = 0;
        for (int i = 0; i < affinities.count(); i++) {
            sum += pushed[3 * i + 2];
        }
        return Math.max(sum, 1e-300);
    }

    private void pull(double[] y, int i) {
        double x = y[2 * i];
        double height = y[2 * i + 1];
        double forceX = 0;
        double forceY = 0;
        int[] others = affinities.others();
        double[] shares = affinities.shares();
        for (int slot = affinities.start(i); slot < affinities.start(i + 1); slot++) {
            int j = 2 * others[slot];
            double offX = x - y[j];
            double offY = height - y[j + 1];
            double weight = shares[slot] / (1 + offX * offX + offY * offY);
            forceX += weight * offX;
            forceY += weight * offY;
        }
        pulled[2 * i] = forceX;
        pulled[2 * i + 1] = forceY;
    }

    private void push(double[] y, int i) {
        double x = y[2 * i];
        double height = y[2 * i + 1];
        double forceX = 0;
        double forceY = 0;
        double sum = 0;
        for (int j = 0; j < y.length; j += 2) {
            double offX = x - y[j];
            double offY = height - y[j + 1];
            double q = 1 / (1 + offX * offX + offY * offY);
            sum += q;
            forceX += q * q * offX;
            forceY += q * q * offY;
        }
        pushed[3 * i] = forceX;
        pushed[3 * i + 1] = forceY;
        pushed[3 * i + 2] = sum - 1;
    }
}
