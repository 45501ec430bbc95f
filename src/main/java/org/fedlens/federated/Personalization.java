package org.fedlens.federated;

import java.util.Map;
import org.fedlens.weights.Weights;

/** With which model a client starts its visit, given what it received and what it kept. */
public interface Personalization {
    Weights start(Broadcast received, ClientState past);

    /** What a client offers to the server of what it trained; the slots that travel are taken from it. */
    default Weights offer(Weights trained) {
        return trained;
    }

    /** What the client notes after a visit for its next one. */
    default PersonalizationNote note(Weights start, Weights trained, ClientState past) {
        return PersonalizationNote.NOTHING;
    }

    /** What is worth telling of how a client would begin its next visit, by the names they have in metrics.csv. */
    default Map<String, Double> figures(Broadcast received, ClientState past) {
        return Map.of();
    }

    /** True if the client must keep its own model between visits. */
    boolean keepsOwn();

    /** The received model replaces the client's own: every client starts each round from the same point. */
    record Replace() implements Personalization {
        @Override
        public Weights start(Broadcast received, ClientState past) {
            return received.global();
        }

        @Override
        public boolean keepsOwn() {
            return false;
        }
    }

    /** What does not travel stays: the client lays its own private slots over the received model. */
    record KeepPrivate(Traffic traffic) implements Personalization {
        @Override
        public Weights start(Broadcast received, ClientState past) {
            return past.own()
                    .map(own -> received.global().only(traffic::carries).over(own))
                    .orElse(received.global());
        }

        @Override
        public boolean keepsOwn() {
            return true;
        }
    }

    /** The client goes on with its own model and takes the server's only on its first visit. */
    record Keep() implements Personalization {
        @Override
        public Weights start(Broadcast received, ClientState past) {
            return past.own().orElse(received.global());
        }

        @Override
        public boolean keepsOwn() {
            return true;
        }
    }
}
