package org.fedlens.federated;

/** One round's merging: updates are added in cohort order, whoever finished first, then the fold is closed. */
public interface Fold {
    void add(ClientUpdate update);

    /** The server's next state. With no update at all the weights stay as they are. */
    ServerState close();
}
