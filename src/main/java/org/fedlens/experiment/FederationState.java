package org.fedlens.experiment;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.fedlens.federated.ClientState;
import org.fedlens.federated.ServerState;

/**
 * Everything that a run needs to go on: with the experiment it decides every later bit, since random numbers depend
 * on (seed, purpose, round, client) only.
 *
 * @param experiment as it stands now, live changes included
 * @param clients those that keep anything, by number
 * @param sky the simulated clock, and who is under way
 */
public record FederationState(Experiment experiment, ServerState server, Map<Integer, ClientState> clients, Sky sky) {
    public FederationState {
        clients = Collections.unmodifiableMap(new TreeMap<>(clients));
    }

    public ClientState client(int client) {
        return clients.getOrDefault(client, ClientState.fresh(client));
    }

    public int round() {
        return server.round();
    }

    FederationState with(Experiment changed) {
        return new FederationState(changed, server, clients, sky);
    }
}
