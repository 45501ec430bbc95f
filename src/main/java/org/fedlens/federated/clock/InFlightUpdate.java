package org.fedlens.federated.clock;

import java.util.Comparator;

/**
 * A client under way with a model.
 *
 * @param round for which the model was sent out
 * @param begun simulated second at which the server sent it
 * @param arrives simulated second at which its update is there
 * @param steps optimizer steps it makes
 * @param lost its update never arrives
 * @param down seconds until the model has arrived
 * @param up seconds from the last step until the update has
 */
public record InFlightUpdate(
        int client, int round, double begun, double arrives, int steps, boolean lost, double down, double up) {
    /** Who lands first; at the same moment the client with the lower number. */
    public static final Comparator<InFlightUpdate> LANDING =
            Comparator.comparingDouble(InFlightUpdate::arrives).thenComparingInt(InFlightUpdate::client);

    static InFlightUpdate of(int client, int round, double now, ClientTiming trip) {
        return new InFlightUpdate(
                client, round, now, now + trip.seconds(), trip.steps(), trip.lost(), trip.down(), trip.up());
    }
}
