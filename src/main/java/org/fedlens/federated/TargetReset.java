package org.fedlens.federated;

import org.fedlens.weights.Twins;
import org.fedlens.weights.Weights;

/** The received model replaces the client's own, and the target begins each round as a copy of it (FedMoCo). */
public record TargetReset() implements Personalization {
    @Override
    public Weights start(Broadcast received, ClientState past) {
        return Twins.targetFromEncoder(received.global());
    }

    @Override
    public boolean keepsOwn() {
        return false;
    }
}
