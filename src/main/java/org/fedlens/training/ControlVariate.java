package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import java.util.Set;
import org.fedlens.federated.ControlledAverage;
import org.fedlens.federated.Memory;
import org.fedlens.weights.Slot;
import org.fedlens.weights.Weights;

/**
 * The client's side of SCAFFOLD (Karimireddy et al. 2020), option II: every gradient is corrected by {@code c - c_k},
 * written as the linear term {@code <w, c - c_k>}; after K steps of size h
 * {@code c_k <- c_k - c + (w_r - w) / (K h)}, and the difference travels. Exact without momentum only. Weight decay is
 * part of the gradient. Goes with {@link ControlledAverage}.
 */
public record ControlVariate() implements Objective {
    private static final Need SERVERS = new Need.Sent(ControlledAverage.CONTROL);
    private static final Need OWN = new Need.Kept(ControlledAverage.CONTROL);

    @Override
    public NDArray loss(Step step) {
        return Proximal.innerProduct(step.weights(), step.frozen(SERVERS))
                .sub(Proximal.innerProduct(step.weights(), step.frozen(OWN)));
    }

    @Override
    public Heads heads() {
        return Heads.NONE;
    }

    @Override
    public Set<Need> needs() {
        return Set.of(SERVERS, OWN);
    }

    @Override
    public Set<String> sends() {
        return Set.of(ControlledAverage.CONTROL);
    }

    @Override
    public Remembered remember(Visit visit) {
        if (visit.steps() == 0) {
            return new Remembered(visit.kept(), Memory.NONE);
        }
        Weights moved = visit.start().minus(visit.trained()).only(Slot::learned);
        Weights none = moved.scaled(0);
        Weights before = visit.kept().get(ControlledAverage.CONTROL).orElse(none);
        Weights servers = visit.sent().get(ControlledAverage.CONTROL).orElse(none);
        Weights after = before.minus(servers).plus(1 / (visit.steps() * visit.learningRate()), moved);
        return new Remembered(
                visit.kept().with(ControlledAverage.CONTROL, after),
                Memory.NONE.with(ControlledAverage.CONTROL, after.minus(before)));
    }
}
