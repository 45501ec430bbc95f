package org.fedlens.experiment.run;

import org.fedlens.federated.Broadcast;
import org.fedlens.federated.ClientState;
import org.fedlens.federated.ClientUpdate;
import org.fedlens.federated.Upload;
import org.fedlens.federated.clock.AggregationSchedule;
import org.fedlens.training.ClientResult;
import org.fedlens.weights.ChangeSketch;

/**
 * What one client's visit brought.
 *
 * @param received what the client had been sent when it set out
 * @param result of its training
 * @param upload what left the client
 * @param change where its weights went, from what it received
 * @param bytes that travelled up
 * @param raw bytes that would have without compression and secrecy
 */
record Arrival(Broadcast received, ClientResult result, Upload upload, ChangeSketch change, long bytes, long raw) {
    int client() {
        return result.next().client();
    }

    /** What the client keeps until its next visit. */
    ClientState next() {
        ClientState next = result.next();
        return new ClientState(next.client(), next.lastRound(), next.own(), upload.kept());
    }

    /** Aggregations since the client was sent its model. */
    int stale(Broadcast now) {
        return now.round() - received.round();
    }

    /** The update as a rule shall see it that merges it into the model sent out now. */
    ClientUpdate upToDate(AggregationSchedule pacing, Broadcast now) {
        return pacing.upToDate(upload.update(), received.global(), now.global(), stale(now));
    }
}
