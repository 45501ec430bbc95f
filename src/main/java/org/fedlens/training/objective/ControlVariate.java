package org.fedlens.training.objective;

import ai.djl.ndarray.NDArray;
import java.util.Set;
import org.fedlens.federated.MethodMemory;
import org.fedlens.federated.aggregation.ControlledAverage;
import org.fedlens.training.FinishedVisit;
import org.fedlens.training.FrozenInput;
import org.fedlens.training.Objective;
import org.fedlens.training.Step;
import org.fedlens.training.VisitMemory;
import org.fedlens.training.network.HeadSpec;
import org.fedlens.weights.Slot;
import org.fedlens.weights.Weights;

/**
 * The client's side of SCAFFOLD (Karimireddy et al. 2020), option II: every gradient is corrected by {@code c - c_k},
 * written as the linear term {@code <w, c - c_k>}; after K steps of size h
 * {@code c_k <- c_k - c + (w_r - w) / (K h)}, and the difference travels. Exact without momentum only. Weight decay is
 * part of the gradient. Goes with {@link ControlledAverage}.
 */
public record ControlVariate() implements Objective {
    private static final FrozenInput SERVERS = new FrozenInput.Sent(ControlledAverage.CONTROL);
    private static final FrozenInput OWN = new FrozenInput.Kept(ControlledAverage.CONTROL);

    @Override
    public NDArray loss(Step step) {
        return ProximalTerm.innerProduct(step.weights(), step.frozen(SERVERS))
                .sub(ProximalTerm.innerProduct(step.weights(), step.frozen(OWN)));
    }

    @Override
    public HeadSpec heads() {
        return HeadSpec.NONE;
    }

    @Override
    public Set<FrozenInput> needs() {
        return Set.of(SERVERS, OWN);
    }

    @Override
    public Set<String> sends() {
        return Set.of(ControlledAverage.CONTROL);
    }

    @Override
    public VisitMemory remember(FinishedVisit visit) {
        if (visit.steps() == 0) {
            return new VisitMemory(visit.kept(), MethodMemory.NONE);
        }
        Weights moved = visit.start().minus(visit.trained()).only(Slot::learned);
        Weights none = moved.scaled(0);
        Weights before = visit.kept().get(ControlledAverage.CONTROL).orElse(none);
        Weights servers = visit.sent().get(ControlledAverage.CONTROL).orElse(none);
        Weights after = before.minus(servers).plus(1 / (visit.steps() * visit.learningRate()), moved);
        return new VisitMemory(
                visit.kept().with(ControlledAverage.CONTROL, after),
                MethodMemory.NONE.with(ControlledAverage.CONTROL, after.minus(before)));
    }
}
