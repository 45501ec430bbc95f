package org.fedlens.experiment;

import java.util.List;

/** One way of saying what the model of a round is worth. */
interface Judge {
    /** @throws InterruptedException if the run was stopped */
    List<Measure> of(FederationState state) throws InterruptedException;
}
