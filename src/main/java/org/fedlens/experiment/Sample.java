package org.fedlens.experiment;

import org.fedlens.weights.Weights;

/** Points of which a run keeps where a model puts them: the same ones in every round, drawn from the seed. */
interface Sample {
    /** How many; none where clients hold nothing. */
    int count();

    /** What the points are, for looking at. */
    EmbeddedImages shown();

    /** Where a model puts them, and what it takes them for. */
    Embeddings of(int round, Weights model) throws InterruptedException;
}
