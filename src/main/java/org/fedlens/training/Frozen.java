package org.fedlens.training;

import ai.djl.ndarray.NDManager;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.fedlens.weights.Layout;
import org.fedlens.weights.Part;
import org.fedlens.weights.Slot;
import org.fedlens.weights.Weights;

/** The models and vectors that objectives look at during one visit, in native memory and without gradients. */
final class Frozen {
    private final Map<Need, Tensors> tensors = new HashMap<>();

    private Frozen() {}

    /** For objectives that need nothing. */
    static Frozen none() {
        return new Frozen();
    }

    static Frozen load(ClientTask task, Weights start, Network network, NDManager manager) {
        Frozen frozen = new Frozen();
        for (Need need : task.algorithm().objective().needs()) {
            frozen.find(need, task, start, network.layout())
                    .map(weights -> weights.only(slot -> slot.part() != Part.TARGET))
                    .ifPresent(weights -> frozen.tensors.put(need, Tensors.load(weights, manager, false)));
        }
        return frozen;
    }

    private Optional<Weights> find(Need need, ClientTask task, Weights start, Layout layout) {
        Weights zeros = Weights.fill(layout.only(Slot::learned), i -> 0);
        if (need instanceof Need.Received) {
            return Optional.of(start);
        } else if (need instanceof Need.Previous) {
            return task.past().own();
        } else if (need instanceof Need.Kept kept) {
            return Optional.of(task.past().memory().get(kept.name()).orElse(zeros));
        }
        String name = ((Need.Sent) need).name();
        return Optional.of(task.broadcast().memory().get(name).orElse(zeros));
    }

    Optional<Tensors> get(Need need) {
        return Optional.ofNullable(tensors.get(need));
    }
}
