package org.fedlens.experiment.evaluation;

import org.fedlens.experiment.store.EmbeddedImages;
import org.fedlens.experiment.store.Embeddings;
import org.fedlens.experiment.store.FederationState;

/** Points of which a run keeps where a model puts them: the same ones in every round, drawn from the seed. */
interface EmbeddingSample {
    /** How many; none where clients hold nothing. */
    int count();

    /** What the points are, for looking at. */
    EmbeddedImages shown();

    /** Where the server's model puts them, and what it takes them for. */
    Embeddings of(FederationState state) throws InterruptedException;
}
