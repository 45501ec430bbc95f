package org.fedlens.federated.clock;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one aggregation takes in: decided by durations alone, before anybody trains.
 *
 * @param begun simulated second at which the aggregation before it was done
 * @param closed simulated second at which this one is
 * @param arrived updates that count, ascending by client; each client at most once
 * @param missed updates that are lost, too late or too stale
 * @param flying clients still under way when it closes
 * @param sent how often the model was sent out
 */
public record AggregationWindow(
        double begun,
        double closed,
        List<InFlightUpdate> arrived,
        List<InFlightUpdate> missed,
        List<InFlightUpdate> flying,
        int sent) {
    public AggregationWindow {
        arrived = arrived.stream()
                .sorted(Comparator.comparingInt(InFlightUpdate::client))
                .toList();
        missed = List.copyOf(missed);
        flying = flying.stream().sorted(InFlightUpdate.LANDING).toList();
    }

    /** The clients whose visits ended in it, ascending. */
    public List<Integer> cohort() {
        return Stream.concat(arrived.stream(), missed.stream())
                .map(InFlightUpdate::client)
                .sorted()
                .distinct()
                .toList();
    }
}
