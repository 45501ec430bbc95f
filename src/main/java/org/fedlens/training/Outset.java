package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;

/** What all steps of one visit have in common. */
final class Outset {
    private final Network network;
    private final Frozen frozen;
    private final boolean[] ownClasses;
    private final UniformRandomProvider random;
    private final Map<String, NDArray> found = new HashMap<>();

    private Outset(Network network, Frozen frozen, ClientTask task) {
        this.network = network;
        this.frozen = frozen;
        this.ownClasses = task.images().present();
        this.random =
                Streams.of(task.seed(), Purpose.OBJECTIVE, task.broadcast().round(), task.client());
    }

    /** Lets the objective find out what it needs; the result lives as long as the manager. */
    static Outset of(Network network, Frozen frozen, ClientTask task, Feed feed, NDManager manager, Pace pace)
            throws InterruptedException {
        Outset outset = new Outset(network, frozen, task);
        Opening opening = new Opening() {
            @Override
            public int round() {
                return task.broadcast().round();
            }

            @Override
            public int classes() {
                return network.classes();
            }

            @Override
            public void survey(Need who, Look look) throws InterruptedException {
                Tensors model = frozen.get(who).orElseThrow();
                for (int at = 0; at < feed.batches(); at++) {
                    pace.pass();
                    try (NDScope scope = new NDScope()) {
                        scope.suppressNotUsedWarning();
                        Pass pass = network.pass(feed.images(at, manager), model, false);
                        look.at(pass.embedding(), pass.logits(), feed.labels(at, manager));
                    }
                }
            }
        };
        task.algorithm().objective().before(opening).forEach((name, found) -> {
            Shape shape = new Shape(
                    found.shape().stream().mapToLong(Integer::longValue).toArray());
            outset.found.put(name, manager.create(found.values(), shape));
        });
        return outset;
    }

    Network network() {
        return network;
    }

    Frozen frozen() {
        return frozen;
    }

    boolean[] ownClasses() {
        return ownClasses.clone();
    }

    UniformRandomProvider random() {
        return random;
    }

    Optional<NDArray> found(String name) {
        return Optional.ofNullable(found.get(name));
    }
}
