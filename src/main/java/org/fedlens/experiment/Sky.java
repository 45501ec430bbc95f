package org.fedlens.experiment;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fedlens.federated.clock.Flight;
import org.fedlens.federated.clock.Window;
import org.fedlens.weights.Weights;

/**
 * The simulated clock, and clients that are still under way between two aggregations.
 *
 * @param now simulated seconds since the run began
 * @param bases the models with which they were sent out, by round
 */
public record Sky(double now, List<Flight> flying, Map<Integer, Weights> bases) {
    /** The run begins. */
    public static final Sky CLEAR = new Sky(0, List.of(), Map.of());

    public Sky {
        flying = List.copyOf(flying);
        bases = Collections.unmodifiableMap(new TreeMap<>(bases));
    }

    /**
     * After an aggregation; only models that somebody still trains from are kept.
     *
     * @param round just played
     * @param sent the model that was sent out in it
     */
    Sky after(Window window, int round, Weights sent) {
        Map<Integer, Weights> kept = new TreeMap<>();
        for (Flight flight : window.flying()) {
            kept.put(flight.round(), flight.round() == round ? sent : bases.get(flight.round()));
        }
        return new Sky(window.closed(), window.flying(), kept);
    }
}
