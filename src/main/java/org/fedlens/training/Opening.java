package org.fedlens.training;

import java.util.function.Consumer;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.federated.Memory;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.weights.Part;

/**
 * A visit, or an epoch of it, that is about to begin, as objectives with a memory see it.
 *
 * @param task what the client was asked to do
 * @param epoch epochs finished in this visit
 * @param notes to write to
 * @param survey looks at all images of the client
 */
public record Opening(ClientTask task, int epoch, Notes notes, Survey survey) {
    /** What the client had kept. */
    public Memory kept() {
        return task.past().memory();
    }

    /** Round being played, from 1. */
    public int round() {
        return task.broadcast().round();
    }

    /** Images of the client. */
    public int images() {
        return task.images().count();
    }

    /** A stream of this visit and epoch. */
    public UniformRandomProvider random(Purpose purpose) {
        return Streams.of(task.seed(), purpose, round(), task.client(), epoch);
    }

    /**
     * All the client's own images: features in their order, without augmentation and in evaluation mode, or step by
     * step.
     */
    public interface Survey {
        /**
         * @param who the online network, its target, or the model as it was received, before anything was mixed into it
         * @return {@code [n][D]}
         */
        float[][] features(Who who, Part part) throws InterruptedException;

        /** Shows every batch of the coming epoch before anything is trained; arrays live until {@code look} returns. */
        void steps(Consumer<Step> look) throws InterruptedException;
    }
}
