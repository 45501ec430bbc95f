package org.fedlens.training;

import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.data.Normalization;
import org.fedlens.federated.MethodMemory;
import org.fedlens.federated.PersonalizationNote;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.training.batch.AugmentedScenes;
import org.fedlens.training.batch.BatchFeed;
import org.fedlens.training.batch.ShuffledBatches;

/** Where the targets of a client's training come from. */
public interface Supervision {
    /** The mini-batches of a visit. */
    BatchFeed feed(ClientTask task, Normalization normalization);

    /**
     * Called when a visit's training is over: what the client keeps for its next targets. Nothing of it travels.
     *
     * @param closing the visit with its trained network
     */
    default PersonalizationNote relabel(VisitContext closing) throws InterruptedException {
        return PersonalizationNote.NOTHING;
    }

    /** The short run that it needs before the first round. */
    default Optional<ProfilingRun> rehearsal() {
        return Optional.empty();
    }

    /**
     * Where clients make their own labels: the label of each of a client's images, which means nothing to other clients.
     *
     * @param kept what the client keeps
     */
    default Optional<int[]> ownLabels(MethodMemory kept, int images) {
        return Optional.empty();
    }

    /** What a client keeps of the advice that the short run gave. */
    default MethodMemory advised(int clusters) {
        return MethodMemory.NONE;
    }

    /** The labels of the data set. */
    record Labelled() implements Supervision {
        @Override
        public BatchFeed feed(ClientTask task, Normalization normalization) {
            UniformRandomProvider random =
                    Streams.of(task.seed(), Purpose.SHUFFLE, task.broadcast().round(), task.client());
            boolean whole = task.algorithm().objective().wholeBatches();
            Optional<AugmentedScenes> altered = AugmentedScenes.of(
                    task.alteration(),
                    task.images(),
                    task.seed(),
                    task.broadcast().round(),
                    task.client());
            return new ShuffledBatches(task.images(), normalization, task.batch(), whole, altered, random);
        }
    }

    /** @throws org.fedlens.text.Problem if it cannot work as planned */
    default void check(MethodRequirements plan) {}
}
