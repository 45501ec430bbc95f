package org.fedlens.training.local;

import ai.djl.ndarray.NDManager;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.fedlens.training.ClientTask;
import org.fedlens.training.FrozenInput;
import org.fedlens.training.network.Network;
import org.fedlens.training.tensor.Tensors;
import org.fedlens.weights.NetworkPart;
import org.fedlens.weights.Slot;
import org.fedlens.weights.WeightLayout;
import org.fedlens.weights.Weights;

/** The models and vectors that objectives look at during one visit, in native memory and without gradients. */
final class FrozenInputs {
    private final Map<FrozenInput, Tensors> tensors = new HashMap<>();

    private FrozenInputs() {}

    /** For objectives that need nothing. */
    static FrozenInputs none() {
        return new FrozenInputs();
    }

    static FrozenInputs load(ClientTask task, Weights start, Network network, NDManager manager) {
        FrozenInputs frozen = new FrozenInputs();
        for (FrozenInput need : task.algorithm().objective().needs()) {
            frozen.find(need, task, start, network.layout())
                    .map(weights -> weights.only(slot -> slot.part() != NetworkPart.TARGET))
                    .ifPresent(weights -> frozen.tensors.put(need, Tensors.load(weights, manager, false)));
        }
        return frozen;
    }

    private Optional<Weights> find(FrozenInput need, ClientTask task, Weights start, WeightLayout layout) {
        Weights zeros = Weights.fill(layout.only(Slot::learned), i -> 0);
        if (need instanceof FrozenInput.Received) {
            return Optional.of(start);
        } else if (need instanceof FrozenInput.Previous) {
            return task.past().own();
        } else if (need instanceof FrozenInput.Kept kept) {
            return Optional.of(task.past().memory().get(kept.name()).orElse(zeros));
        }
        String name = ((FrozenInput.Sent) need).name();
        return Optional.of(task.broadcast().memory().get(name).orElse(zeros));
    }

    Optional<Tensors> get(FrozenInput need) {
        return Optional.ofNullable(tensors.get(need));
    }
}
