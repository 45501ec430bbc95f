package org.fedlens.federated.personalization;

import org.fedlens.federated.Broadcast;
import org.fedlens.federated.ClientState;
import org.fedlens.federated.Personalization;
import org.fedlens.weights.TargetNetworkSlots;
import org.fedlens.weights.Weights;

/** The received model replaces the client's own, and the target begins each round as a copy of it (FedMoCo). */
public record TargetReset() implements Personalization {
    @Override
    public Weights start(Broadcast received, ClientState past) {
        return TargetNetworkSlots.targetFromEncoder(received.global());
    }

    @Override
    public boolean keepsOwn() {
        return false;
    }
}
