package org.fedlens.training;

import java.util.Map;
import java.util.Optional;
import org.fedlens.federated.ClientState;
import org.fedlens.federated.ClientUpdate;
import org.fedlens.metrics.Tally;

/**
 * What a visit leaves behind.
 *
 * @param update what travels to the server
 * @param next what the client keeps, once the round is confirmed
 * @param loss mean over the visit's steps, NaN for a visit without steps
 * @param drift distance of the trained weights from those it started from
 * @param figures what else is worth telling, by the names they have in metrics.csv
 * @param own how its own model did on the test images, where that was wanted
 */
public record ClientResult(
        ClientUpdate update,
        ClientState next,
        double loss,
        double drift,
        Map<String, Double> figures,
        Optional<Tally> own) {}
