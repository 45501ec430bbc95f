package org.fedlens.experiment.store;

import org.fedlens.experiment.settings.Experiment;
import org.fedlens.federated.ClientState;
import org.fedlens.federated.ServerState;

/**
 * Everything that a run needs to go on: with the experiment it decides every later bit, since random numbers depend
 * on (seed, purpose, round, client) only.
 *
 * @param experiment as it stands now, live changes included
 * @param clients what those keep that keep anything
 * @param sky the simulated clock, and who is under way
 */
public record FederationState(Experiment experiment, ServerState server, ClientStates clients, SimulatedClock sky) {

    public ClientState client(int client) {
        return clients.get(client);
    }

    public int round() {
        return server.round();
    }

    FederationState with(Experiment changed) {
        return new FederationState(changed, server, clients, sky);
    }
}
