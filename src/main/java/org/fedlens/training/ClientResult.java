package org.fedlens.training;

import java.util.Map;
import org.fedlens.federated.ClientState;
import org.fedlens.federated.ClientUpdate;

/**
 * What a visit leaves behind.
 *
 * @param update what travels to the server
 * @param next what the client keeps, once the round is confirmed
 * @param loss mean over the visit's steps, NaN for a visit without steps
 * @param drift distance of the trained weights from those it started from
 * @param processed images that its steps looked at, each time counted
 * @param figures what else is worth telling, by the names they have in metrics.csv: how its own model did in its exam,
 *     where that was wanted, and what the method has to tell
 */
public record ClientResult(
        ClientUpdate update,
        ClientState next,
        double loss,
        double drift,
        long processed,
        Map<String, Double> figures) {}
