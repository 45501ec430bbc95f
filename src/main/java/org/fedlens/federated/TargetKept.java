package org.fedlens.federated;

import org.fedlens.weights.Part;
import org.fedlens.weights.Twins;
import org.fedlens.weights.Weights;

/**
 * The received model replaces the client's own, but the target stays (FedBYOL): its own since its first visit, when it
 * was a copy of what the client received. The authors' code lets target and encoder be one object in that visit, so
 * that the target does not follow but equals; here it is a copy from the start.
 */
public record TargetKept() implements Personalization {
    @Override
    public Weights start(Broadcast received, ClientState past) {
        Weights global = Twins.targetFromEncoder(received.global());
        return past.own()
                .map(own -> own.only(slot -> slot.part() == Part.TARGET).over(global))
                .orElse(global);
    }

    @Override
    public boolean keepsOwn() {
        return true;
    }
}
