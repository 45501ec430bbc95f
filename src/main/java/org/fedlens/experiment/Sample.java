package org.fedlens.experiment;

/** Points of which a run keeps where a model puts them: the same ones in every round, drawn from the seed. */
interface Sample {
    /** How many; none where clients hold nothing. */
    int count();

    /** What the points are, for looking at. */
    EmbeddedImages shown();

    /** Where the server's model puts them, and what it takes them for. */
    Embeddings of(FederationState state) throws InterruptedException;
}
