package org.fedlens.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.fedlens.federated.Broadcast;
import org.fedlens.federated.ClientState;
import org.fedlens.federated.ClientUpdate;
import org.fedlens.federated.Compression;
import org.fedlens.federated.Fold;
import org.fedlens.federated.Memory;
import org.fedlens.federated.ServerState;
import org.fedlens.federated.Traffic;
import org.fedlens.federated.Upload;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.text.Text;
import org.fedlens.training.Algorithm;
import org.fedlens.training.ClientResult;
import org.fedlens.training.ClientTask;
import org.fedlens.training.Exam;
import org.fedlens.training.LocalBudget;
import org.fedlens.training.LocalTrainer;
import org.fedlens.training.Optimizer;
import org.fedlens.training.engine.Native;
import org.fedlens.weights.Part;

/**
 * Plays the rounds of an experiment, one after the other: draw, send, train, merge, evaluate, save. A round is a
 * function of the state before it; what happens on the way is told as events.
 */
final class Runner {
    private final Prepared prepared;
    private final RoundExecutor executor;
    private final Control control;
    private final Events events;
    private final Checkpoints checkpoints;
    private final LocalTrainer trainer;
    private final Evaluation evaluation;
    private final Embedder embedder;
    private final Cohorts cohorts;
    private final Map<Integer, Map<String, Object>> replayed;

    /**
     * @param replayed live changes of an earlier sitting that came after its last checkpoint, by the round they act
     *     from
     */
    Runner(
            Prepared prepared,
            Native engine,
            RoundExecutor executor,
            Control control,
            Events events,
            Checkpoints checkpoints,
            Map<Integer, Map<String, Object>> replayed) {
        this.prepared = prepared;
        this.executor = executor;
        this.control = control;
        this.events = events;
        this.checkpoints = checkpoints;
        this.replayed = new TreeMap<>(replayed);
        this.trainer =
                new LocalTrainer(engine, prepared.network(), prepared.data().normalization());
        this.evaluation = new Evaluation(prepared, engine, executor, control);
        this.embedder = new Embedder(prepared, engine, executor, control, checkpoints.folder());
        this.cohorts = new Cohorts(prepared, engine, executor, control);
    }

    /** The state before the first round: weights drawn from the seed. */
    static FederationState initial(Prepared prepared) {
        Experiment experiment = prepared.experiment();
        var weights = prepared.network().initial(Streams.of(experiment.seed(), Purpose.INITIAL_WEIGHTS));
        boolean whole = !prepared.privateClassifiers();
        return new FederationState(
                experiment,
                new ServerState(0, weights.only(slot -> whole || slot.part() != Part.HEAD), Memory.NONE),
                Map.of());
    }

    /** Where a run ended, and why, if it did so before the last round. */
    record Last(FederationState state, Optional<Text> reason) {}

    /** Plays from a state to the last round. @throws InterruptedException if the run was stopped */
    Last play(FederationState from) throws InterruptedException {
        FederationState state = from;
        int saved = from.round();
        try {
            if (state.round() == 0) {
                events.emit(new RunEvent.Evaluated(0, evaluation.of(state)));
                embedder.of(state).ifPresent(events::emit);
                checkpoints.save(state, events);
            }
            Optional<Text> reason = Optional.empty();
            while (state.round() < state.experiment().training().rounds()) {
                FederationState changed = changed(state);
                reason = Draw.end(changed, prepared.clients().size());
                if (reason.isPresent()) {
                    break;
                }
                state = round(changed);
                if (isCheckpoint(state)) {
                    checkpoints.save(state, events);
                    saved = state.round();
                }
                control.roundClosed(state.round());
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
        return new FederationState(experiment, state.server(), state.clients());
    }

    private FederationState round(FederationState state) throws InterruptedException {
        Experiment experiment = state.experiment();
        TrainingSettings training = experiment.training();
        int round = state.round() + 1;
        double begun = events.seconds();
        double rate = training.schedule().at(training.optimizer().learningRate(), round - 1, training.rounds());
        Cohorts.Drawn drawn = cohorts.draw(state);
        List<Integer> cohort = drawn.cohort();
        events.emit(new RunEvent.RoundOpened(round, cohort, rate));

        Optimizer optimizer = training.optimizer().withLearningRate(rate);
        Algorithm algorithm =
                experiment.algorithm().with(experiment.algorithm().budget().withEpochs(training.localEpochs()));
        Broadcast broadcast = new Broadcast(
                round,
                state.server().global(),
                state.server().memory().only(algorithm.objective().told()));
        List<Callable<Arrival>> visits = new ArrayList<>();
        for (int client : cohort) {
            Optional<LocalBudget> budget = budget(experiment, algorithm.budget(), round, client);
            if (budget.isEmpty()) {
                events.emit(new RunEvent.ClientDropped(round, client));
            } else {
                Algorithm own = algorithm.with(budget.get());
                visits.add(() -> visit(
                        task(state, broadcast, own, optimizer, client),
                        experiment.system().compression()));
            }
        }
        Fold fold = algorithm
                .aggregator()
                .open(Draw.round(
                        experiment, state.server(), cohort, prepared.clients().size()));
        RoundSums sums = new RoundSums();
        Map<Integer, ClientState> clients = new TreeMap<>(state.clients());
        Attackers attackers = new Attackers(experiment, broadcast);
        executor.run(visits, arrival -> {
            attackers.pass(arrival.update, fold);
            clients.put(arrival.next.client(), arrival.next);
            sums.add(arrival);
        });
        attackers.strike(fold);
        long down = drawn.asked().size() * algorithm.exchange().up().down(broadcast);
        FederationState next = new FederationState(experiment, fold.close(), clients);
        events.emit(
                new RunEvent.RoundClosed(round, sums.arrived, down, sums.bytes, sums.loss(), events.seconds() - begun));
        events.emit(new RunEvent.Evaluated(round, measures(next, sums, down, fold.figures())));
        embedder.of(next).ifPresent(events::emit);
        return next;
    }

    /** How long a client trains in this round; nothing if it sends nothing. */
    private Optional<LocalBudget> budget(Experiment experiment, LocalBudget whole, int round, int client) {
        SystemSettings system = experiment.system();
        // One learner that holds all images has no way to lose, and nobody waits for it.
        if (experiment.algorithm().exchange().up().pools()) {
            return Optional.of(whole);
        }
        double work = system.stragglers().work(experiment.seed(), round, client);
        if (Draw.drops(experiment.seed(), round, client, system.dropOut())
                || (work < 1 && !system.stragglers().keepPartial())) {
            return Optional.empty();
        }
        int batch = experiment.training().batch();
        int batches = (prepared.clients().get(client).labels().count() + batch - 1) / batch;
        int steps = (int) Math.max(1, Math.round(work * whole.planned(batches)));
        return Optional.of(work < 1 ? new LocalBudget.AtMost(whole, steps) : whole);
    }

    private ClientTask task(
            FederationState state, Broadcast broadcast, Algorithm algorithm, Optimizer optimizer, int client) {
        EvaluationSettings settings = state.experiment().evaluation();
        Optional<Exam> test = settings.clients() && evaluates(state.experiment(), broadcast.round())
                ? prepared.exam(client, state.experiment())
                : Optional.empty();
        return new ClientTask(
                state.experiment().seed(),
                broadcast,
                state.client(client),
                algorithm,
                optimizer,
                state.experiment().training().batch(),
                prepared.clients().get(client),
                test);
    }

    private Arrival visit(ClientTask task, Compression compression) throws InterruptedException {
        int round = task.broadcast().round();
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
                compression,
                Streams.of(task.seed(), Purpose.ROUNDING, round, client));
        Traffic up = task.algorithm().exchange().up();
        Arrival arrival = new Arrival(
                result,
                upload.update(),
                new ClientState(client, next.lastRound(), next.own(), upload.kept()),
                up.up(upload.bytes(), round, prepared.imageBytes(client)));
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

    private List<Measure> measures(FederationState next, RoundSums sums, long down, Map<String, Double> figures)
            throws InterruptedException {
        List<Measure> measures = new ArrayList<>();
        measures.add(Measure.global("bytes-down", down));
        measures.add(Measure.global("bytes-up", sums.bytes));
        measures.add(Measure.global("clients", sums.arrived));
        measures.add(Measure.global("samples-processed", sums.processed));
        if (sums.arrived > 0) {
            measures.add(Measure.global("train-loss", sums.loss()));
        }
        new TreeMap<>(figures).forEach((name, value) -> measures.add(Measure.global(name, value)));
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

    private record Arrival(ClientResult result, ClientUpdate update, ClientState next, long bytes) {}

    /** What adds up over the arrivals of a round, in cohort order. */
    private static final class RoundSums {
        private int arrived;
        private long bytes;
        private double losses;
        private long samples;
        private long processed;
        private final List<Measure> own = new ArrayList<>();

        void add(Arrival arrival) {
            ClientResult result = arrival.result;
            arrived++;
            bytes += arrival.bytes;
            if (result.update().steps() > 0) {
                losses += result.loss() * result.update().samples();
                samples += result.update().samples();
            }
            processed += result.processed();
            int client = result.update().client();
            result.figures().forEach((metric, value) -> own.add(new Measure(client, metric, value)));
        }

        double loss() {
            return samples == 0 ? Double.NaN : losses / samples;
        }
    }
}
