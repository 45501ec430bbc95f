package org.fedlens.experiment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fedlens.text.Text;

/**
 * What happens in a run, in the order in which it happens. The store writes these to disk, the terminal and the
 * window listen; an old run is opened by replaying them. Rounds count from 1; round 0 is the untrained model. Clients
 * count from 0.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RunEvent.Started.class, name = "Started"),
    @JsonSubTypes.Type(value = RunEvent.RoundOpened.class, name = "RoundOpened"),
    @JsonSubTypes.Type(value = RunEvent.ClientStarted.class, name = "ClientStarted"),
    @JsonSubTypes.Type(value = RunEvent.ClientProgress.class, name = "ClientProgress"),
    @JsonSubTypes.Type(value = RunEvent.ClientDone.class, name = "ClientDone"),
    @JsonSubTypes.Type(value = RunEvent.ClientDropped.class, name = "ClientDropped"),
    @JsonSubTypes.Type(value = RunEvent.RoundClosed.class, name = "RoundClosed"),
    @JsonSubTypes.Type(value = RunEvent.Clocked.class, name = "Clocked"),
    @JsonSubTypes.Type(value = RunEvent.Drifted.class, name = "Drifted"),
    @JsonSubTypes.Type(value = RunEvent.Evaluated.class, name = "Evaluated"),
    @JsonSubTypes.Type(value = RunEvent.Embedded.class, name = "Embedded"),
    @JsonSubTypes.Type(value = RunEvent.Changed.class, name = "Changed"),
    @JsonSubTypes.Type(value = RunEvent.Saved.class, name = "Saved"),
    @JsonSubTypes.Type(value = RunEvent.Paused.class, name = "Paused"),
    @JsonSubTypes.Type(value = RunEvent.Resumed.class, name = "Resumed"),
    @JsonSubTypes.Type(value = RunEvent.Ended.class, name = "Ended")
})
public sealed interface RunEvent {

    /**
     * The run begins, or goes on after a restart.
     *
     * @param run name of the run's folder
     * @param round last round already finished: 0 for a new run
     * @param rounds rounds planned
     * @param classes class names
     * @param clients images per class for each client
     * @param parameters numbers in one model, buffers included
     * @param device where it computes, for example {@code cpu}
     */
    record Started(
            String run,
            int round,
            int rounds,
            List<String> classes,
            List<List<Integer>> clients,
            long parameters,
            String device)
            implements RunEvent {
        public Started {
            classes = List.copyOf(classes);
            clients = List.copyOf(clients);
        }
    }

    /** The server has drawn its cohort and sends the model out. */
    record RoundOpened(int round, List<Integer> cohort, double learningRate) implements RunEvent {
        public RoundOpened {
            cohort = List.copyOf(cohort);
        }
    }

    record ClientStarted(int round, int client) implements RunEvent {}

    /** @param share of the local work done, 0 to 1; shown live, not stored */
    record ClientProgress(int round, int client, double share) implements RunEvent {}

    /**
     * A client has finished and its update has reached the server.
     *
     * @param samples images it holds
     * @param steps optimizer steps it made
     * @param loss mean training loss over its steps
     * @param accuracy of its own model on the whole test set, or NaN where it was not evaluated
     * @param drift distance of its weights from those it received
     * @param bytes sent up
     * @param seconds it took, measured
     */
    record ClientDone(
            int round,
            int client,
            int samples,
            int steps,
            double loss,
            double accuracy,
            double drift,
            long bytes,
            double seconds)
            implements RunEvent {}

    /** A client was drawn but sends nothing this round. */
    record ClientDropped(int round, int client) implements RunEvent {}

    /**
     * The server has merged what arrived.
     *
     * @param received updates in this average; 0 means the round was skipped and the weights stay
     * @param bytesDown sent to clients in this round
     * @param bytesUp received from clients in this round
     * @param loss mean training loss of the clients that arrived, weighted by their images; NaN if none did
     * @param seconds the round took, without pauses
     */
    record RoundClosed(int round, int received, long bytesDown, long bytesUp, double loss, double seconds)
            implements RunEvent {}

    /**
     * What the simulated clock says of a round; only where clients have devices. Nothing in it depends on the host.
     *
     * @param begun simulated second at which the round before was closed
     * @param closed simulated second at which this one was
     * @param spans visits that ended in it, those that count first, ascending by client
     */
    record Clocked(int round, double begun, double closed, List<Span> spans) implements RunEvent {
        public Clocked {
            spans = List.copyOf(spans);
        }
    }

    /**
     * One visit on the simulated clock.
     *
     * @param round for which the client was sent the model; an earlier one if it is stale
     * @param begun simulated second at which it was sent
     * @param ended simulated second at which the update arrived, or would have
     * @param down seconds of it until the model had arrived; 0 in runs of older versions
     * @param up seconds of it from the last step on; 0 in runs of older versions
     */
    record Span(int client, int round, double begun, double ended, Fate fate, double down, double up) {}

    /** What became of a visit. */
    enum Fate {
        /** Its update is in the average. */
        COUNTED,
        /** It came after the deadline, after enough others, or too stale. */
        LATE,
        /** It never came. */
        LOST
    }

    /**
     * How the changes that clients trained in a round lie to each other, before anything was done to them on the way.
     * Told by the simulation; under secure aggregation no server could know it.
     *
     * @param clients at most fifty, ascending
     * @param lengths of their changes
     * @param cosines between them, row by row below the diagonal, to three places; see
     *     {@link org.fedlens.weights.Sketch}
     */
    record Drifted(int round, List<Integer> clients, List<Double> lengths, List<Double> cosines) implements RunEvent {
        public Drifted {
            clients = List.copyOf(clients);
            lengths = List.copyOf(lengths);
            cosines = List.copyOf(cosines);
        }

        /** The cosine between the i-th and the j-th of them. */
        public double cosine(int i, int j) {
            int low = Math.min(i, j);
            int high = Math.max(i, j);
            return low == high ? 1 : cosines.get(high * (high - 1) / 2 + low);
        }
    }

    /** The figures of one round, as they also stand in metrics.csv. */
    record Evaluated(int round, List<Measure> measures) implements RunEvent {
        public Evaluated {
            measures = List.copyOf(measures);
        }

        /** Names of the figures by which a run may be known; the first that was measured counts. */
        public static final List<String> HEADLINES = List.of("accuracy", "miou", "map", "knn-accuracy");

        /** The figure by which this run is known, or NaN. */
        public double headline() {
            return headlineMetric().map(this::global).orElse(Double.NaN);
        }

        /** Its name. */
        public Optional<String> headlineMetric() {
            return HEADLINES.stream()
                    .filter(metric -> !Double.isNaN(global(metric)))
                    .findFirst();
        }

        /** True if all images get nearly the same embedding from the global model, so that it tells nothing apart. */
        public boolean collapsed() {
            return global("collapsed") > 0;
        }

        /** The value for the whole federation under this name, or NaN. */
        public double global(String metric) {
            return measures.stream()
                    .filter(m -> m.client() < 0 && m.metric().equals(metric))
                    .mapToDouble(Measure::value)
                    .findFirst()
                    .orElse(Double.NaN);
        }
    }

    /**
     * The embeddings of this round are in the run's folder; see {@link EmbeddingFiles}.
     *
     * @param points how many images
     * @param width numbers a vector
     */
    record Embedded(int round, int points, int width) implements RunEvent {}

    /** A live setting was changed; it acts from this round on. */
    record Changed(int round, String setting, String before, String after) implements RunEvent {}

    /** A checkpoint of this round is on disk, whole. */
    record Saved(int round) implements RunEvent {}

    record Paused(int round) implements RunEvent {}

    record Resumed(int round) implements RunEvent {}

    /**
     * The run is over, or interrupted.
     *
     * @param outcome how it ended
     * @param round last finished round
     * @param message key of the sentence that says why, empty for a normal end
     * @param values what fills the sentence
     */
    record Ended(Outcome outcome, int round, String message, Map<String, String> values) implements RunEvent {
        public Ended {
            values = Map.copyOf(values);
        }

        /** Why a run was finished before its last round, if it was. */
        public Optional<Text> early() {
            return outcome == Outcome.FINISHED && !message.isEmpty()
                    ? Optional.of(
                            Text.of(message, new TreeMap<>(values).values().toArray()))
                    : Optional.empty();
        }
    }

    /** How a run ended. */
    enum Outcome {
        FINISHED,
        STOPPED,
        DIVERGED,
        FAILED
    }
}
