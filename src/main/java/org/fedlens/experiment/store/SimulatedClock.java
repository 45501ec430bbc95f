package org.fedlens.experiment.store;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fedlens.federated.clock.AggregationWindow;
import org.fedlens.federated.clock.InFlightUpdate;
import org.fedlens.weights.Weights;

/**
 * The simulated clock, and clients that are still under way between two aggregations.
 *
 * @param now simulated seconds since the run began
 * @param bases the models with which they were sent out, by round
 */
public record SimulatedClock(double now, List<InFlightUpdate> flying, Map<Integer, Weights> bases) {
    /** The run begins. */
    public static final SimulatedClock CLEAR = new SimulatedClock(0, List.of(), Map.of());

    public SimulatedClock {
        flying = List.copyOf(flying);
        bases = java.util.Collections.unmodifiableMap(new TreeMap<>(bases));
    }

    /**
     * After an aggregation; only models that somebody still trains from are kept.
     *
     * @param round just played
     * @param sent the model that was sent out in it
     */
    SimulatedClock after(AggregationWindow window, int round, Weights sent) {
        Map<Integer, Weights> kept = new TreeMap<>();
        for (InFlightUpdate flight : window.flying()) {
            kept.put(flight.round(), flight.round() == round ? sent : bases.get(flight.round()));
        }
        return new SimulatedClock(window.closed(), window.flying(), kept);
    }
}
