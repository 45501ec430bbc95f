package org.fedlens.training.objective;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.Set;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.fedlens.random.Purpose;
import org.fedlens.settings.Setting;
import org.fedlens.settings.SliderScale;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;
import org.fedlens.training.MethodRequirements;
import org.fedlens.training.NetworkRole;
import org.fedlens.training.Objective;
import org.fedlens.training.ObjectiveBuffers;
import org.fedlens.training.Step;
import org.fedlens.training.VisitContext;
import org.fedlens.training.batch.AugmentedView;
import org.fedlens.training.network.HeadSpec;
import org.fedlens.weights.NetworkPart;

/**
 * MoCo (He et al. 2020): the query of one view shall be nearest to the key that a following encoder makes of the other
 * view, among a queue of keys of earlier batches; InfoNCE, as a sum of both directions where symmetric. Before the
 * losses the key encoder moves, {@code k <- m k + (1 - m) q}; afterwards the batch's keys take the oldest places of the
 * queue. Version 1 has one dense layer as projector, version 2 two and stronger augmentation.
 *
 * <p>Between visits a client keeps its queue. FedSSL's code means to as well, but resets every client's queue to the
 * server's random one in each round; both are offered. The shuffling that keeps batch statistics from leaking has no
 * effect where a batch is normalised as a whole, as here.
 *
 * @param temperature T: 0.07 in version 1, 0.2 in version 2
 * @param ema m
 * @param queue places for keys, a multiple of the keys of one batch
 * @param queueReset true if each round begins with random keys
 * @param symmetric true if both views are queries, so that a batch gives twice as many keys
 * @param projectorHidden width inside the projector; 0 for a single dense layer (version 1)
 * @param projectorSize width of the embedding, D
 */
public record Moco(
        @Setting(standard = "0.2", min = 0.01, max = 2, scale = SliderScale.LOG, live = true) double temperature,
        @Setting(standard = "0.99", min = 0, max = 1, live = true) double ema,
        @Setting(standard = "4096", min = 2, max = 65536, scale = SliderScale.LOG) int queue,
        @Setting(standard = "false") boolean queueReset,
        @Setting(standard = "true") boolean symmetric,
        @Setting(standard = "256", min = 0, max = 8192) int projectorHidden,
        @Setting(standard = "128", min = 1, max = 8192, scale = SliderScale.LOG) int projectorSize)
        implements Objective {
    public static final String QUEUE = "queue";
    public static final String PLACE = "queue-place";

    @Override
    public void beforeEpoch(VisitContext opening) {
        if (!opening.notes().has(QUEUE) || queueReset && opening.epoch() == 0) {
            opening.notes().put(QUEUE, fresh(opening.random(Purpose.QUEUE)), new Shape(projectorSize, queue));
            opening.notes().put(PLACE, new float[1], new Shape(1));
        }
    }

    /** Random columns of length 1. */
    private float[] fresh(UniformRandomProvider random) {
        ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
        float[] values = new float[projectorSize * queue];
        for (int column = 0; column < queue; column++) {
            double squares = 0;
            for (int row = 0; row < projectorSize; row++) {
                double value = normal.sample();
                values[row * queue + column] = (float) value;
                squares += value * value;
            }
            for (int row = 0; row < projectorSize; row++) {
                values[row * queue + column] /= (float) Math.sqrt(squares);
            }
        }
        return values;
    }

    @Override
    public void beforeStep(Step step) {
        step.follow(ema);
    }

    @Override
    public NDArray loss(Step step) {
        NDArray loss = direction(step, AugmentedView.FIRST, AugmentedView.SECOND);
        return symmetric ? loss.add(direction(step, AugmentedView.SECOND, AugmentedView.FIRST)) : loss;
    }

    private NDArray direction(Step step, AugmentedView query, AugmentedView key) {
        NDArray q = step.of(NetworkRole.ONLINE, query, NetworkPart.PROJECTOR);
        NDArray k = step.of(NetworkRole.TARGET, key, NetworkPart.PROJECTOR);
        return Similarity.infoNce(q, k, step.notes().get(QUEUE), temperature);
    }

    @Override
    public void afterStep(Step step) {
        NDArray keys = step.of(NetworkRole.TARGET, AugmentedView.SECOND, NetworkPart.PROJECTOR);
        if (symmetric) {
            // The keys of the first view come first, as in the published code.
            keys = step.of(NetworkRole.TARGET, AugmentedView.FIRST, NetworkPart.PROJECTOR)
                    .concat(keys, 0);
        }
        enqueue(step.notes(), Similarity.unit(keys));
    }

    /** @param keys {@code [n, D]} of length 1, with n a divisor of the queue */
    static void enqueue(ObjectiveBuffers notes, NDArray keys) {
        NDArray places = notes.get(QUEUE);
        long size = places.getShape().get(1);
        long at = (long) notes.get(PLACE).getFloat();
        long count = keys.getShape().get(0);
        places.set(new NDIndex(":, {}:{}", at, at + count), keys.transpose());
        notes.put(PLACE, new float[] {(at + count) % size}, new Shape(1));
    }

    @Override
    public Set<String> keeps() {
        return queueReset ? Set.of() : Set.of(QUEUE, PLACE);
    }

    @Override
    public HeadSpec heads() {
        HeadSpec.Mlp projector = projectorHidden == 0
                ? new HeadSpec.Mlp(1, 0, projectorSize, HeadSpec.Norms.NONE)
                : HeadSpec.Mlp.of(projectorHidden, projectorSize, HeadSpec.Norms.HIDDEN);
        return HeadSpec.projecting(projector).withTarget();
    }

    @Override
    public Set<AugmentedView> views() {
        return AugmentedView.PAIR;
    }

    @Override
    public void check(MethodRequirements plan) {
        int keys = symmetric ? 2 * plan.batch() : plan.batch();
        if (queue % keys != 0) {
            throw new Problem(
                    "algorithm.queue",
                    Text.of("moco.queueUneven", queue, keys, plan.batch()),
                    Text.of("moco.chooseQueue", Math.max(1, Math.round((double) queue / keys)) * keys));
        }
    }
}
