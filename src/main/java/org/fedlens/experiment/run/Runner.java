package org.fedlens.experiment.run;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
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
import org.fedlens.experiment.settings.EvaluationSettings;
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
import org.fedlens.federated.Aggregation;
import org.fedlens.federated.Broadcast;
import org.fedlens.federated.ClientState;
import org.fedlens.federated.ClientUpdate;
import org.fedlens.federated.MethodMemory;
import org.fedlens.federated.RoundContext;
import org.fedlens.federated.ServerState;
import org.fedlens.federated.Traffic;
import org.fedlens.federated.Upload;
import org.fedlens.federated.Weighting;
import org.fedlens.federated.clock.AggregationSchedule;
import org.fedlens.federated.clock.AggregationWindow;
import org.fedlens.federated.clock.InFlightUpdate;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.text.Text;
import org.fedlens.training.Algorithm;
import org.fedlens.training.ClientResult;
import org.fedlens.training.ClientTask;
import org.fedlens.training.EvaluationTask;
import org.fedlens.training.engine.NativeLibrary;
import org.fedlens.training.local.LocalTrainer;
import org.fedlens.weights.ChangeSketch;
import org.fedlens.weights.NetworkPart;
import org.fedlens.weights.Weights;

/**
 * Plays the rounds of an experiment, one after the other: draw, send, train, merge, evaluate, save. A round is a
 * function of the state before it; what happens on the way is told as events.
 */
final class Runner {
    private final PreparedExperiment prepared;
    private final RoundExecutor executor;
    private final RunControl control;
    private final EventPublisher events;
    private final Checkpoints checkpoints;
    private final LocalTrainer trainer;
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
        this.trainer =
                new LocalTrainer(engine, prepared.network(), prepared.data().normalization());
        this.evaluation = new Evaluation(prepared, engine, executor, control);
        this.embedder = new Embedder(prepared, engine, executor, control, checkpoints.folder());
        this.cohorts = new ClientSampler(prepared, engine, executor, control);
        this.profiler = new Profiler(prepared, engine, executor, control, checkpoints);
    }

    /** The state before the first round: weights drawn from the seed. */
    static FederationState initial(PreparedExperiment prepared) {
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
        Experiment experiment = state.experiment();
        TrainingSettings training = experiment.training();
        int round = state.round() + 1;
        double begun = events.seconds();
        double rate = training.schedule().at(training.optimizer().learningRate(), round - 1, training.rounds());
        Algorithm algorithm =
                experiment.algorithm().with(experiment.algorithm().budget().withEpochs(training.localEpochs()));
        Broadcast broadcast = new Broadcast(
                round,
                state.server().global(),
                state.server().memory().only(algorithm.objective().told()));
        RoundPlanner planner = new RoundPlanner(prepared, cohorts, state, algorithm, broadcast);
        AggregationWindow window = planner.window();
        events.emit(new RunEvent.RoundOpened(round, window.cohort(), rate));
        window.missed().forEach(flight -> events.emit(new RunEvent.ClientDropped(round, flight.client())));

        RoundContext opened = RoundPlan.round(
                experiment, state.server(), window.cohort(), prepared.clients().size());
        ServerDistillation teachers = new ServerDistillation(prepared, engine, executor, control, experiment, round);
        Aggregation fold = teachers.around(experiment
                .system()
                .secrecy()
                .around(
                        algorithm.aggregator().open(opened),
                        opened,
                        algorithm.aggregator().mean().orElse(Weighting.EQUAL)));
        RoundSums sums = new RoundSums();
        UpdateGeometry drifts = new UpdateGeometry();
        Map<Integer, ClientState> changed = new TreeMap<>();
        ByzantineUpdates attackers = new ByzantineUpdates(experiment, broadcast);
        List<Callable<Arrival>> visits = new ArrayList<>();
        for (InFlightUpdate flight : window.arrived()) {
            Broadcast received = received(state, broadcast, flight);
            Algorithm own = algorithm.with(planner.budget(flight));
            visits.add(() -> visit(
                    round, opened.cohort().size(), task(state, received, own, flight.client()), experiment.system()));
        }
        AggregationSchedule pacing = experiment.system().pacing();
        Iterator<InFlightUpdate> landed = window.arrived().iterator();
        executor.run(visits, arrival -> {
            InFlightUpdate flight = landed.next();
            Weights base = received(state, broadcast, flight).global();
            attackers.pass(pacing.upToDate(arrival.update, base, broadcast.global(), round - flight.round()), fold);
            changed.put(arrival.next.client(), arrival.next);
            sums.add(arrival);
            drifts.add(arrival.next.client(), arrival.result.drift(), arrival.change);
            sums.stale += round - flight.round();
        });
        attackers.strike(fold);
        long down = planner.asked() * algorithm.exchange().up().down(broadcast);
        SimulatedClock sky = state.sky().after(window, round, broadcast.global());
        FederationState next = new FederationState(
                experiment,
                teachers.teach(fold.close()),
                shelf.tidy(state.clients().with(changed)),
                sky);
        planner.told(window).ifPresent(events::emit);
        drifts.told(round).ifPresent(events::emit);
        events.emit(
                new RunEvent.RoundClosed(round, sums.arrived, down, sums.bytes, sums.loss(), events.seconds() - begun));
        control.roundClosed(round);
        events.emit(new RunEvent.Evaluated(round, measures(next, sums, down, teachers.told(fold.figures()))));
        return next;
    }

    /** What a client was sent when it set out. */
    private static Broadcast received(FederationState state, Broadcast now, InFlightUpdate flight) {
        return flight.round() == now.round()
                ? now
                : new Broadcast(flight.round(), state.sky().bases().get(flight.round()), MethodMemory.NONE);
    }

    private ClientTask task(FederationState state, Broadcast broadcast, Algorithm algorithm, int client) {
        TrainingSettings training = state.experiment().training();
        double rate =
                training.schedule().at(training.optimizer().learningRate(), broadcast.round() - 1, training.rounds());
        EvaluationSettings settings = state.experiment().evaluation();
        Optional<EvaluationTask> test = settings.clients() && evaluates(state.experiment(), state.round() + 1)
                ? prepared.exam(client, state.experiment())
                : Optional.empty();
        return new ClientTask(
                state.experiment().seed(),
                broadcast,
                state.client(client),
                algorithm,
                training.optimizer().withLearningRate(rate),
                state.experiment().training().batch(),
                prepared.clients().get(client),
                training.augmentation(),
                test);
    }

    private Arrival visit(int round, int cohort, ClientTask task, SystemSettings system) throws InterruptedException {
        int client = task.client();
        double begun = events.seconds();
        events.emit(new RunEvent.ClientStarted(round, client));
        ClientResult result = trainer.train(
                task, control.pace(share -> events.emit(new RunEvent.ClientProgress(round, client, share))));
        ClientState next = result.next();
        Upload upload = Upload.send(
                result.update(),
                next.memory(),
                task.broadcast().global(),
                system.compression(),
                Streams.of(task.seed(), Purpose.ROUNDING, task.broadcast().round(), client));
        Traffic up = task.algorithm().exchange().up();
        long bytes = system.secrecy().idle()
                ? upload.bytes()
                : system.secrecy().bytes(upload.update().weights().size() + 1L, cohort);
        Arrival arrival = new Arrival(
                result,
                upload.update(),
                new ClientState(client, next.lastRound(), next.own(), upload.kept()),
                ChangeSketch.of(result.update().weights(), task.broadcast().global()),
                up.up(bytes, round, prepared.imageBytes(client)),
                up.up(result.update().bytes(), round, prepared.imageBytes(client)));
        events.emit(new RunEvent.ClientDone(
                round,
                client,
                result.update().samples(),
                result.update().steps(),
                result.loss(),
                result.figures().getOrDefault("accuracy", Double.NaN),
                result.drift(),
                arrival.bytes,
                events.seconds() - begun));
        return arrival;
    }

    private List<MetricValue> measures(FederationState next, RoundSums sums, long down, Map<String, Double> figures)
            throws InterruptedException {
        List<MetricValue> measures = new ArrayList<>();
        measures.add(MetricValue.global("bytes-down", down));
        measures.add(MetricValue.global("bytes-up", sums.bytes));
        measures.add(MetricValue.global("bytes-up-raw", sums.raw));
        measures.add(MetricValue.global("clients", sums.arrived));
        measures.add(MetricValue.global("samples-processed", sums.processed));
        if (sums.arrived > 0) {
            measures.add(MetricValue.global("train-loss", sums.loss()));
        }
        if (next.experiment().system().devices().tick()) {
            measures.add(MetricValue.global("simulated-seconds", next.sky().now()));
        }
        if (next.experiment().system().pacing().overlaps() && sums.arrived > 0) {
            measures.add(MetricValue.global("staleness", (double) sums.stale / sums.arrived));
        }
        new TreeMap<>(figures).forEach((name, value) -> measures.add(MetricValue.global(name, value)));
        if (evaluates(next.experiment(), next.round())) {
            measures.addAll(evaluation.of(next));
        }
        measures.addAll(sums.own);
        return measures;
    }

    private static boolean evaluates(Experiment experiment, int round) {
        return round % experiment.evaluation().every() == 0
                || round >= experiment.training().rounds();
    }

    /**
     * @param change where it went, from what it received
     * @param bytes that travelled
     * @param raw bytes that would have without compression and secrecy
     */
    private record Arrival(
            ClientResult result, ClientUpdate update, ClientState next, ChangeSketch change, long bytes, long raw) {}

    /** What adds up over the arrivals of a round, in cohort order. */
    private static final class RoundSums {
        private int arrived;
        private long bytes;
        private long raw;
        private double losses;
        private long samples;
        private long stale;
        private long processed;
        private final List<MetricValue> own = new ArrayList<>();

        void add(Arrival arrival) {
            ClientResult result = arrival.result;
            arrived++;
            bytes += arrival.bytes;
            raw += arrival.raw;
            if (result.update().steps() > 0) {
                losses += result.loss() * result.update().samples();
                samples += result.update().samples();
            }
            processed += result.processed();
            int client = result.update().client();
            result.figures().forEach((metric, value) -> own.add(new MetricValue(client, metric, value)));
        }

        double loss() {
            return samples == 0 ? Double.NaN : losses / samples;
        }
    }
}
