package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/** Cosines between rows and the losses made of them; every row is brought to length 1 first. */
public final class Similarity {
    private static final float SMALLEST = 1e-24f;
    private static final float NEVER = -1e9f;

    private Similarity() {}

    /** Rows of length 1, {@code [N, D]}. */
    static NDArray unit(NDArray rows) {
        return rows.div(Scalars.atLeast(rows.square().sum(new int[] {1}, true), SMALLEST)
                .sqrt());
    }

    /** Cosine of each row of one with the same row of the other, {@code [N]}. */
    static NDArray cosine(NDArray a, NDArray b) {
        return unit(a).mul(unit(b)).sum(new int[] {1});
    }

    /**
     * NT-Xent (Chen et al. 2020): over the 2B rows of both, {@code -log(e^{cos(i, i') / T} / sum over j != i of
     * e^{cos(i, j) / T})} with i' the row that belongs to i, averaged. The largest exponent is taken out first, so no
     * temperature overflows.
     *
     * @param first {@code [B, D]}
     * @param second {@code [B, D]}, row by row the partners
     */
    static NDArray ntXent(NDArray first, NDArray second, double temperature) {
        long batch = first.getShape().get(0);
        NDArray all = unit(first.concat(second, 0));
        NDArray self = Scalars.times(all.getManager().eye((int) (2 * batch)), NEVER);
        NDArray logits = Scalars.over(all.matMul(all.transpose()), temperature).add(self);
        NDArray rows = all.getManager().arange(0, (int) (2 * batch), 1, DataType.INT64);
        NDArray partners = rows.add(batch).mod(2 * batch).expandDims(1);
        return logits.logSoftmax(1).gather(partners, 1).mean().neg();
    }

    /**
     * InfoNCE against a queue (He et al. 2020): cross-entropy of {@code [q k, q Q] / T} with the first entry right.
     *
     * @param queries {@code [B, D]}
     * @param keys {@code [B, D]}
     * @param queue {@code [D, K]}, columns of length 1
     */
    static NDArray infoNce(NDArray queries, NDArray keys, NDArray queue, double temperature) {
        NDArray q = unit(queries);
        NDArray right = q.mul(unit(keys)).sum(new int[] {1}, true);
        NDArray logits = Scalars.over(right.concat(q.matMul(queue), 1), temperature);
        return logits.logSoftmax(1).get(":, 0").mean().neg();
    }

    /** {@code mean of 2 - 2 cos(p, t)}, 0 to 4 (Grill et al. 2020, one direction). */
    static NDArray distance(NDArray predicted, NDArray target) {
        return Scalars.times(cosine(predicted, target), -2).add(2f).mean();
    }

    /**
     * Contrast with prototypes (Li et al. 2021): {@code -log(e^{q c_s / phi_s} / sum over all j of e^{q c_j / phi_j})},
     * averaged; every prototype stands in the sum once.
     *
     * @param queries {@code [B, D]}
     * @param prototypes {@code [k, D]}, rows of length 1
     * @param concentrations phi, {@code [k]}
     * @param assigned int64 {@code [B]}, the prototype s of each query
     */
    static NDArray prototypes(NDArray queries, NDArray prototypes, NDArray concentrations, NDArray assigned) {
        NDArray logits = unit(queries).matMul(prototypes.transpose()).div(concentrations.reshape(new Shape(1, -1)));
        return logits.logSoftmax(1).gather(assigned.expandDims(1), 1).mean().neg();
    }

    /** Which way the divergence between relations is taken. */
    public enum Direction {
        /** {@code (KL(M | S_a) + KL(M | S_b)) / 2}, as the authors' code; unbounded. */
        FROM_MEAN,
        /** {@code (KL(S_a | M) + KL(S_b | M)) / 2}, as the paper: Jensen-Shannon, at most ln 2. */
        TO_MEAN
    }

    /**
     * How differently two views relate to reference images (FedX): each row of {@code S_a = softmax(cos(a, r) / T)}
     * says which references the image is like; both views are compared with their mean
     * {@code M = (softmax(cos(a, r) / t) + softmax(cos(b, r) / t)) / 2}.
     *
     * @param a {@code [B, D]}
     * @param b {@code [B, D]}
     * @param reference {@code [R, D]}
     * @param target t, the temperature of the mean
     * @param detached true if the mean is taken as given, without gradients
     */
    static NDArray relations(
            NDArray a,
            NDArray b,
            NDArray reference,
            double temperature,
            double target,
            Direction direction,
            boolean detached) {
        NDArray columns = unit(reference).transpose();
        NDList cosines = new NDList(unit(a).matMul(columns), unit(b).matMul(columns));
        NDArray both = Scalars.over(cosines.get(0), target)
                .softmax(1)
                .add(Scalars.over(cosines.get(1), target).softmax(1));
        NDArray mean = Scalars.times(both, 0.5);
        NDArray given = detached ? mean.stopGradient() : mean;
        NDArray logMean = Scalars.atLeast(given, 1e-30).log();
        NDArray sum = null;
        for (NDArray cosine : cosines) {
            NDArray logs = Scalars.over(cosine, temperature).logSoftmax(1);
            NDArray divergence = direction == Direction.FROM_MEAN
                    ? given.mul(logMean.sub(logs))
                    : logs.exp().mul(logs.sub(logMean));
            sum = sum == null ? divergence : sum.add(divergence);
        }
        return Scalars.times(sum.sum(new int[] {1}).mean(), 0.5);
    }
}
