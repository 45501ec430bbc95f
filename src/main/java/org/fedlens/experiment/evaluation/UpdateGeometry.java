package org.fedlens.experiment.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fedlens.experiment.event.RunEvent;
import org.fedlens.weights.ChangeSketch;

/** Collects how the updates of a round lie to each other, of at most fifty clients. */
final class UpdateGeometry {
    private static final int MOST = 50;
    private static final double STEPS = 1000;

    private final List<Integer> clients = new ArrayList<>();
    private final List<Double> lengths = new ArrayList<>();
    private final List<ChangeSketch> sketches = new ArrayList<>();

    /** @param length distance from what the client received */
    void add(int client, double length, ChangeSketch change) {
        if (clients.size() < MOST) {
            clients.add(client);
            lengths.add((double) (float) length);
            sketches.add(change);
        }
    }

    /** What there is to tell; nothing of fewer than two. */
    Optional<RunEvent.Drifted> told(int round) {
        if (clients.size() < 2) {
            return Optional.empty();
        }
        List<Double> cosines = new ArrayList<>();
        for (int i = 0; i < clients.size(); i++) {
            for (int j = 0; j < i; j++) {
                cosines.add(Math.rint(sketches.get(i).cosine(sketches.get(j)) * STEPS) / STEPS);
            }
        }
        return Optional.of(new RunEvent.Drifted(round, clients, lengths, cosines));
    }
}
