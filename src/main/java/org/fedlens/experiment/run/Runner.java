package org.fedlens.experiment.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fedlens.experiment.evaluation.Embedder;
import org.fedlens.experiment.evaluation.Evaluation;
import org.fedlens.experiment.evaluation.UpdateGeometry;
import org.fedlens.experiment.event.EventPublisher;
import org.fedlens.experiment.event.MetricValue;
import org.fedlens.experiment.event.RunEvent;
import org.fedlens.experiment.prepare.PreparedExperiment;
import org.fedlens.experiment.prepare.RoundExecutor;
import org.fedlens.experiment.prepare.RoundPlan;
import org.fedlens.experiment.prepare.RunControl;
import org.fedlens.experiment.settings.Experiment;
import org.fedlens.experiment.settings.ExperimentFile;
import org.fedlens.experiment.settings.LiveSettings;
import org.fedlens.experiment.settings.SystemSettings;
import org.fedlens.experiment.settings.TrainingSettings;
import org.fedlens.experiment.store.Checkpoints;
import org.fedlens.experiment.store.ClientStateStore;
import org.fedlens.experiment.store.ClientStates;
import org.fedlens.experiment.store.FederationState;
import org.fedlens.experiment.store.SimulatedClock;
import org.fedlens.federated.AggregationStages;
import org.fedlens.federated.Aggregator;
import org.fedlens.federated.Broadcast;
import org.fedlens.federated.MethodMemory;
import org.fedlens.federated.RoundContext;
import org.fedlens.federated.ServerState;
import org.fedlens.federated.Weighting;
import org.fedlens.federated.clock.AggregationSchedule;
import org.fedlens.federated.clock.AggregationWindow;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.text.Text;
import org.fedlens.training.Algorithm;
import org.fedlens.training.engine.NativeLibrary;
import org.fedlens.weights.NetworkPart;
import org.fedlens.weights.Weights;

/**
 * Plays the rounds of an experiment, one after the other: draw, send, train, merge, evaluate, save. A round is a
 * function of the state before it; what happens on the way is told as events.
 */
public final class Runner {
    private final PreparedExperiment prepared;
    private final RoundExecutor executor;
    private final RunControl control;
    private final EventPublisher events;
    private final Checkpoints checkpoints;
    private final ClientVisits visits;
    private final Evaluation evaluation;
    private final Embedder embedder;
    private final ClientSampler cohorts;
    private final ClientStateStore shelf;
    private final Profiler profiler;
    private final NativeLibrary engine;
    private final Map<Integer, Map<String, Object>> replayed;

    /**
     * @param replayed live changes of an earlier sitting that came after its last checkpoint, by the round they act
     *     from
     */
    Runner(
            PreparedExperiment prepared,
            NativeLibrary engine,
            RoundExecutor executor,
            RunControl control,
            EventPublisher events,
            Checkpoints checkpoints,
            Map<Integer, Map<String, Object>> replayed) {
        this.prepared = prepared;
        this.engine = engine;
        this.executor = executor;
        this.control = control;
        this.events = events;
        this.checkpoints = checkpoints;
        this.shelf = checkpoints.shelf();
        this.replayed = new TreeMap<>(replayed);
        this.visits = new ClientVisits(prepared, engine, control, events);
        this.evaluation = new Evaluation(prepared, engine, executor, control);
        this.embedder = new Embedder(prepared, engine, executor, control, checkpoints.folder());
        this.cohorts = new ClientSampler(prepared, engine, executor, control);
        this.profiler = new Profiler(prepared, engine, executor, control, checkpoints);
    }

    /** The state before the first round: weights drawn from the seed. */
    public static FederationState initial(PreparedExperiment prepared) {
        Experiment experiment = prepared.experiment();
        Weights fresh = prepared.network().initial(Streams.of(experiment.seed(), Purpose.INITIAL_WEIGHTS));
        Weights weights = prepared.pretrained().map(known -> known.over(fresh)).orElse(fresh);
        boolean whole = !prepared.privateClassifiers();
        return new FederationState(
                experiment,
                new ServerState(0, weights.only(slot -> whole || slot.part() != NetworkPart.HEAD), MethodMemory.NONE),
                ClientStates.NONE,
                SimulatedClock.CLEAR);
    }

    /** Where a run ended, and why, if it did so before the last round. */
    record Last(FederationState state, Optional<Text> reason) {}

    /** Plays from a state to the last round. @throws InterruptedException if the run was stopped */
    Last play(FederationState from) throws InterruptedException {
        FederationState state = from;
        int saved = from.round();
        try {
            if (state.round() == 0) {
                Profiler.Advised advised = profiler.advise(state);
                state = advised.state();
                List<MetricValue> measures = new ArrayList<>(evaluation.of(state));
                measures.addAll(advised.measures());
                events.emit(new RunEvent.Evaluated(0, measures));
                embedder.of(state).ifPresent(events::emit);
                checkpoints.save(state, events);
            }
            Optional<Text> reason = Optional.empty();
            while (state.round() < state.experiment().training().rounds()) {
                FederationState changed = changed(state);
                reason = RoundPlan.end(changed, prepared.clients().size());
                if (reason.isPresent()) {
                    break;
                }
                state = round(changed);
                embedder.of(state).ifPresent(events::emit);
                if (isCheckpoint(state)) {
                    checkpoints.save(state, events);
                    saved = state.round();
                }
                control.roundEvaluated();
            }
            return new Last(state, reason);
        } finally {
            // Whoever stops a run between two checkpoints does not lose the rounds that were finished.
            if (saved < state.round()) {
                checkpoints.save(state, events);
            }
        }
    }

    private static boolean isCheckpoint(FederationState state) {
        return state.round() % state.experiment().system().checkpoint() == 0
                || state.round() >= state.experiment().training().rounds();
    }

    private FederationState changed(FederationState state) {
        int next = state.round() + 1;
        Map<String, Object> changes = new TreeMap<>();
        Optional.ofNullable(replayed.remove(next)).ifPresent(changes::putAll);
        changes.putAll(control.takeChanges());
        Experiment experiment = state.experiment();
        for (Map.Entry<String, Object> change : changes.entrySet()) {
            Map<String, Object> tree = ExperimentFile.tree(experiment);
            String before = LiveSettings.value(tree, change.getKey());
            experiment = ExperimentFile.require(ExperimentFile.with(tree, change.getKey(), change.getValue()));
            String after = LiveSettings.value(ExperimentFile.tree(experiment), change.getKey());
            events.emit(new RunEvent.Changed(next, change.getKey(), before, after));
        }
        return state.with(experiment);
    }

    /** Plays one round. */
    FederationState round(FederationState state) throws InterruptedException {
        double begun = events.seconds();
        int round = state.round() + 1;
        Experiment experiment = state.experiment();
        TrainingSettings training = experiment.training();
        Algorithm algorithm =
                experiment.algorithm().with(experiment.algorithm().budget().withEpochs(training.localEpochs()));
        Broadcast broadcast = new Broadcast(
                round,
                state.server().global(),
                state.server().memory().only(algorithm.objective().told()));
        RoundPlanner planner = new RoundPlanner(prepared, cohorts, state, algorithm, broadcast);
        AggregationWindow window = planner.window();
        events.emit(new RunEvent.RoundOpened(round, window.cohort(), training.learningRate(round)));
        window.missed().forEach(flight -> events.emit(new RunEvent.ClientDropped(round, flight.client())));

        AggregationStages stages = stages(state, window, broadcast);
        RoundSums sums = new RoundSums(broadcast);
        UpdateGeometry drifts = new UpdateGeometry();
        AggregationSchedule pacing = experiment.system().pacing();
        executor.run(visits.of(state, algorithm, broadcast, planner, window, stages), arrival -> {
            stages.arrive(arrival.upToDate(pacing, broadcast));
            sums.add(arrival);
            drifts.add(arrival.client(), arrival.result().drift(), arrival.change());
        });
        FederationState next = new FederationState(
                experiment,
                stages.close(),
                shelf.tidy(state.clients().with(sums.states())),
                state.sky().after(window, round, broadcast.global()));

        long down = planner.asked() * algorithm.exchange().up().down(broadcast);
        planner.told(window).ifPresent(events::emit);
        drifts.told(round).ifPresent(events::emit);
        events.emit(sums.closed(down, events.seconds() - begun));
        control.roundClosed(round);
        events.emit(new RunEvent.Evaluated(round, measures(next, sums, down, stages.figures())));
        return next;
    }

    private List<MetricValue> measures(FederationState next, RoundSums sums, long down, Map<String, Double> figures)
            throws InterruptedException {
        List<MetricValue> measures = new ArrayList<>(sums.measures(next, down, figures));
        if (next.experiment().evaluates(next.round())) {
            measures.addAll(evaluation.of(next));
        }
        measures.addAll(sums.own());
        return measures;
    }

    /** What is done around the aggregation, the stage that is nearest to the clients first. */
    private AggregationStages stages(FederationState state, AggregationWindow window, Broadcast broadcast) {
        Experiment experiment = state.experiment();
        SystemSettings system = experiment.system();
        Aggregator rule = experiment.algorithm().aggregator();
        RoundContext round = RoundPlan.round(
                experiment, state.server(), window.cohort(), prepared.clients().size());
        return new AggregationStages(
                List.of(
                        system.compression().stage(experiment.seed()),
                        new ByzantineUpdates(experiment, broadcast),
                        new ServerDistillation(prepared, engine, executor, control, experiment, round.number()),
                        system.secrecy().stage(round, rule.mean().orElse(Weighting.EQUAL))),
                rule.open(round));
    }
}
