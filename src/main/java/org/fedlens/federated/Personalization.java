package org.fedlens.federated;

import org.fedlens.weights.Weights;

/** With which model a client starts its visit, given what it received and what it kept. */
public interface Personalization {
    Weights start(Weights global, ClientState past);

    /** True if the client must keep its own model between visits. */
    boolean keepsOwn();

    /** The received model replaces the client's own: every client starts each round from the same point. */
    record Replace() implements Personalization {
        @Override
        public Weights start(Weights global, ClientState past) {
            return global;
        }

        @Override
        public boolean keepsOwn() {
            return false;
        }
    }

    /** What does not travel stays: the client lays its own private slots over the received model. */
    record KeepPrivate(Traffic traffic) implements Personalization {
        @Override
        public Weights start(Weights global, ClientState past) {
            return past.own()
                    .map(own -> own.only(slot -> !traffic.carries(slot)).over(global))
                    .orElse(global);
        }

        @Override
        public boolean keepsOwn() {
            return true;
        }
    }

    /** The client goes on with its own model and takes the server's only on its first visit. */
    record Keep() implements Personalization {
        @Override
        public Weights start(Weights global, ClientState past) {
            return past.own().orElse(global);
        }

        @Override
        public boolean keepsOwn() {
            return true;
        }
    }
}
