package org.fedlens.experiment.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fedlens.experiment.event.MetricValue;
import org.fedlens.experiment.event.RunEvent;
import org.fedlens.experiment.settings.SystemSettings;
import org.fedlens.experiment.store.FederationState;
import org.fedlens.federated.Broadcast;
import org.fedlens.federated.ClientState;
import org.fedlens.training.ClientResult;

/** What adds up over the arrivals of a round, in cohort order. */
final class RoundSums {
    private final Broadcast broadcast;
    private final Map<Integer, ClientState> states = new TreeMap<>();
    private final List<MetricValue> own = new ArrayList<>();
    private int arrived;
    private long bytes;
    private long raw;
    private double losses;
    private long samples;
    private long stale;
    private long processed;

    /** @param broadcast what was sent out in this round */
    RoundSums(Broadcast broadcast) {
        this.broadcast = broadcast;
    }

    void add(Arrival arrival) {
        ClientResult result = arrival.result();
        states.put(arrival.client(), arrival.next());
        arrived++;
        bytes += arrival.bytes();
        raw += arrival.raw();
        if (result.update().steps() > 0) {
            losses += result.loss() * result.update().samples();
            samples += result.update().samples();
        }
        processed += result.processed();
        stale += arrival.stale(broadcast);
        int client = result.update().client();
        result.figures().forEach((metric, value) -> own.add(new MetricValue(client, metric, value)));
    }

    /** Mean training loss, weighted by images; NaN if nobody made a step. */
    private double loss() {
        return samples == 0 ? Double.NaN : losses / samples;
    }

    /** What those who arrived keep until their next visit. */
    Map<Integer, ClientState> states() {
        return states;
    }

    /** What each client told of itself. */
    List<MetricValue> own() {
        return own;
    }

    /**
     * @param down bytes sent to clients
     * @param seconds the round took
     */
    RunEvent.RoundClosed closed(long down, double seconds) {
        return new RunEvent.RoundClosed(broadcast.round(), arrived, down, bytes, loss(), seconds);
    }

    /**
     * The figures of training and merging.
     *
     * @param next the state after the round
     * @param down bytes sent to clients
     * @param figures what the rule and the stages around it have to tell
     */
    List<MetricValue> measures(FederationState next, long down, Map<String, Double> figures) {
        SystemSettings system = next.experiment().system();
        List<MetricValue> measures = new ArrayList<>();
        measures.add(MetricValue.global("bytes-down", down));
        measures.add(MetricValue.global("bytes-up", bytes));
        measures.add(MetricValue.global("bytes-up-raw", raw));
        measures.add(MetricValue.global("clients", arrived));
        measures.add(MetricValue.global("samples-processed", processed));
        if (arrived > 0) {
            measures.add(MetricValue.global("train-loss", loss()));
        }
        if (system.devices().tick()) {
            measures.add(MetricValue.global("simulated-seconds", next.sky().now()));
        }
        if (system.pacing().overlaps() && arrived > 0) {
            measures.add(MetricValue.global("staleness", (double) stale / arrived));
        }
        new TreeMap<>(figures).forEach((name, value) -> measures.add(MetricValue.global(name, value)));
        return measures;
    }
}
