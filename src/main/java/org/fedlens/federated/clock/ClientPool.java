package org.fedlens.federated.clock;

import java.util.List;
import java.util.Set;

/** What a pacing needs to know of the clients in one round. */
public interface ClientPool {
    /**
     * Draws clients that are there and have nothing to do.
     *
     * @param busy clients that cannot be drawn
     * @throws InterruptedException if the run was stopped while clients were asked
     */
    List<Integer> draw(Set<Integer> busy, int count) throws InterruptedException;

    /** How a visit of this client would go if it were sent the model now. */
    ClientTiming trip(int client);
}
