package org.fedlens.training;

import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.data.Normalization;
import org.fedlens.federated.Memory;
import org.fedlens.federated.Noted;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;

/** Where the targets of a client's training come from. */
public interface Supervision {
    /** The mini-batches of a visit. */
    Feed feed(ClientTask task, Normalization normalization);

    /**
     * Called when a visit's training is over: what the client keeps for its next targets. Nothing of it travels.
     *
     * @param closing the visit with its trained network
     */
    default Noted relabel(Opening closing) throws InterruptedException {
        return Noted.NOTHING;
    }

    /** The short run that it needs before the first round. */
    default Optional<Rehearsal> rehearsal() {
        return Optional.empty();
    }

    /**
     * Where clients make their own labels: the label of each of a client's images, which means nothing to other
     * clients.
     *
     * @param kept what the client keeps
     */
    default Optional<int[]> ownLabels(Memory kept, int images) {
        return Optional.empty();
    }

    /** What a client keeps of the advice that the short run gave. */
    default Memory advised(int clusters) {
        return Memory.NONE;
    }

    /** The labels of the data set. */
    record Labelled() implements Supervision {
        @Override
        public Feed feed(ClientTask task, Normalization normalization) {
            UniformRandomProvider random =
                    Streams.of(task.seed(), Purpose.SHUFFLE, task.broadcast().round(), task.client());
            boolean whole = task.algorithm().objective().wholeBatches();
            return new Batches(task.images(), normalization, task.batch(), whole, Altered.of(task), random);
        }
    }

    /** @throws org.fedlens.text.Problem if it cannot work as planned */
    default void check(Plan plan) {}
}
