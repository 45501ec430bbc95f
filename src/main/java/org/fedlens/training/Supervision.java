package org.fedlens.training;

import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.data.Normalization;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;

/** Where the targets of a client's training come from. */
public interface Supervision {
    /** The mini-batches of a visit. */
    Feed feed(ClientTask task, Normalization normalization);

    /** The labels of the data set. */
    record Labelled() implements Supervision {
        @Override
        public Feed feed(ClientTask task, Normalization normalization) {
            UniformRandomProvider random =
                    Streams.of(task.seed(), Purpose.SHUFFLE, task.broadcast().round(), task.client());
            boolean whole = task.algorithm().objective().wholeBatches();
            return new Batches(task.images(), normalization, task.batch(), whole, random);
        }
    }

    /** @throws org.fedlens.text.Problem if it cannot work as planned */
    default void check(Plan plan) {}
}
