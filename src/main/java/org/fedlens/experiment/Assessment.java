package org.fedlens.experiment;

import java.util.List;

/** What a federation is worth after a round. */
interface Assessment {
    List<Measure> of(FederationState state) throws InterruptedException;
}
