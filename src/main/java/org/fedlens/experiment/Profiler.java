package org.fedlens.experiment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.fedlens.federated.ClientState;
import org.fedlens.training.LocalBudget;
import org.fedlens.training.Rehearsal;
import org.fedlens.training.Supervision;
import org.fedlens.training.engine.Native;

/**
 * Plays the short run that a method asks for before the first round: all clients, the training settings' local epochs
 * in every round, nobody drops out. For each client the round is looked up in which the criterion was highest, and the
 * number of clusters in that round goes to the client. A client for which no round is best, since the criterion was the
 * same in all of them or could not be computed, is told nothing and merges the common share.
 */
final class Profiler {
    private final Prepared prepared;
    private final Native engine;
    private final RoundExecutor executor;
    private final Control control;
    private final Checkpoints checkpoints;

    Profiler(Prepared prepared, Native engine, RoundExecutor executor, Control control, Checkpoints checkpoints) {
        this.prepared = prepared;
        this.engine = engine;
        this.executor = executor;
        this.control = control;
        this.checkpoints = checkpoints;
    }

    /**
     * @param state what the run begins with
     * @param measures what there is to tell: what each client was advised, and what it cost
     */
    record Advised(FederationState state, List<Measure> measures) {}

    /** The state with what every client has learned about itself; as it was, if the method asks for nothing. */
    Advised advise(FederationState from) throws InterruptedException {
        Optional<Rehearsal> wanted = from.experiment().algorithm().supervision().rehearsal();
        if (wanted.isEmpty() || !from.clients().isEmpty()) {
            return new Advised(from, List.of());
        }
        List<RunEvent.Evaluated> rounds = play(from, wanted.get());
        Supervision supervision = from.experiment().algorithm().supervision();
        Map<Integer, ClientState> clients = new HashMap<>();
        List<Measure> measures = new ArrayList<>();
        double cost = rounds.stream()
                .mapToDouble(round -> round.global("samples-processed"))
                .sum();
        measures.add(Measure.global("profile-samples", cost));
        for (int client = 0; client < prepared.clients().size(); client++) {
            OptionalDouble advice = best(rounds, client, wanted.get().metric());
            if (advice.isPresent()) {
                ClientState fresh = ClientState.fresh(client);
                clients.put(client, new ClientState(client, 0, fresh.own(), supervision.advised((int)
                        advice.getAsDouble())));
                measures.add(new Measure(client, "profile-clusters", advice.getAsDouble()));
            }
        }
        return new Advised(
                new FederationState(
                        from.experiment(), from.server(), from.clients().with(clients), from.sky()),
                measures);
    }

    private List<RunEvent.Evaluated> play(FederationState from, Rehearsal rehearsal) throws InterruptedException {
        List<RunEvent.Evaluated> told = new ArrayList<>();
        Events events = new Events(new Stopwatch(0, () -> 0L), moment -> {}, moment -> {
            if (moment.event() instanceof RunEvent.Evaluated evaluated) {
                told.add(evaluated);
            }
        });
        Map<String, Object> tree = ExperimentFile.tree(from.experiment());
        Map<String, Object> changes = new TreeMap<>(Map.of(
                "training.rounds",
                rehearsal.rounds(),
                "training.participation",
                1.0,
                "system.dropOut",
                0.0,
                "system.silent",
                "",
                "evaluation.every",
                rehearsal.tries() ? 1 : 100));
        for (Map.Entry<String, Object> change : changes.entrySet()) {
            tree = ExperimentFile.with(tree, change.getKey(), change.getValue());
        }
        Experiment plain = ExperimentFile.require(tree);
        Experiment shortened = plain.with(plain.algorithm()
                .with(rehearsal.supervision())
                .with(new LocalBudget.Epochs(plain.training().localEpochs())));
        Runner runner = new Runner(prepared, engine, executor, control.aside(), events, checkpoints, Map.of());
        FederationState state = from.with(shortened);
        for (int round = 0; round < rehearsal.rounds(); round++) {
            state = runner.round(state);
        }
        return told;
    }

    /** Clusters in the client's best round, if one is better than the others. */
    private static OptionalDouble best(List<RunEvent.Evaluated> rounds, int client, String metric) {
        double clusters = 0;
        double best = Double.NEGATIVE_INFINITY;
        double worst = Double.POSITIVE_INFINITY;
        for (RunEvent.Evaluated round : rounds) {
            OptionalDouble value = figure(round, client, metric);
            OptionalDouble now = figure(round, client, "clusters");
            if (value.isEmpty() || now.isEmpty() || Double.isNaN(value.getAsDouble())) {
                continue;
            }
            worst = Math.min(worst, value.getAsDouble());
            if (value.getAsDouble() > best) {
                best = value.getAsDouble();
                clusters = now.getAsDouble();
            }
        }
        return best > worst ? OptionalDouble.of(clusters) : OptionalDouble.empty();
    }

    private static OptionalDouble figure(RunEvent.Evaluated round, int client, String metric) {
        return round.measures().stream()
                .filter(measure ->
                        measure.client() == client && measure.metric().equals(metric))
                .mapToDouble(Measure::value)
                .findFirst();
    }
}
