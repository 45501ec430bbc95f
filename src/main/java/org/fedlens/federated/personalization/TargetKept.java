package org.fedlens.federated.personalization;

import org.fedlens.federated.Broadcast;
import org.fedlens.federated.ClientState;
import org.fedlens.federated.Personalization;
import org.fedlens.weights.NetworkPart;
import org.fedlens.weights.TargetNetworkSlots;
import org.fedlens.weights.Weights;

/**
 * The received model replaces the client's own, but the target stays (FedBYOL): its own since its first visit, when it was
 * a copy of what the client received. The authors' code lets target and encoder be one object in that visit, so that the
 * target does not follow but equals; here it is a copy from the start.
 */
public record TargetKept() implements Personalization {
    @Override
    public Weights start(Broadcast received, ClientState past) {
        Weights global = TargetNetworkSlots.targetFromEncoder(received.global());
        return past.own()
                .map(own -> own.only(slot -> slot.part() == NetworkPart.TARGET).over(global))
                .orElse(global);
    }

    @Override
    public boolean keepsOwn() {
        return true;
    }
}
