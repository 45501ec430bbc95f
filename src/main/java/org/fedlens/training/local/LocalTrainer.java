package org.fedlens.training.local;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.fedlens.data.Normalization;
import org.fedlens.federated.ClientState;
import org.fedlens.federated.ClientUpdate;
import org.fedlens.federated.Exchange;
import org.fedlens.federated.MethodMemory;
import org.fedlens.federated.PersonalizationNote;
import org.fedlens.federated.Weighting;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.training.ClientResult;
import org.fedlens.training.ClientTask;
import org.fedlens.training.DivergedException;
import org.fedlens.training.Evaluator;
import org.fedlens.training.FinishedVisit;
import org.fedlens.training.LocalBudget;
import org.fedlens.training.NetworkRole;
import org.fedlens.training.Objective;
import org.fedlens.training.ObjectiveBuffers;
import org.fedlens.training.Optimizer;
import org.fedlens.training.Step;
import org.fedlens.training.VisitContext;
import org.fedlens.training.VisitMemory;
import org.fedlens.training.batch.AugmentedView;
import org.fedlens.training.batch.BatchFeed;
import org.fedlens.training.engine.GradientTape;
import org.fedlens.training.engine.NativeLibrary;
import org.fedlens.training.network.Network;
import org.fedlens.training.tensor.Tensors;
import org.fedlens.training.tensor.TrainingControl;
import org.fedlens.weights.NetworkPart;
import org.fedlens.weights.Weights;

/**
 * Trains one client: heap weights in, heap weights out. All native memory of the visit belongs to one scope and is
 * freed when the visit ends, however it ends. The result depends on the task alone, so visits may run side by side.
 *
 * @param engine where it computes
 * @param normalization of the training images
 */
public record LocalTrainer(NativeLibrary engine, Network network, Normalization normalization) {
    /**
     * Makes a visit. The calling thread must have been prepared by {@link NativeLibrary#prepareThread()}.
     *
     * @throws InterruptedException if the run was stopped; nothing is kept
     * @throws DivergedException if the loss stops being finite
     */
    public ClientResult train(ClientTask task, TrainingControl pace) throws InterruptedException {
        return train(task, task.algorithm().supervision().feed(task, normalization), pace);
    }

    /** A visit with batches of the caller's choice. */
    ClientResult train(ClientTask task, BatchFeed batches, TrainingControl pace) throws InterruptedException {
        Network network = ownNetwork(task);
        // First of all, so that the first batches are made while the weights are loaded.
        BatchPrefetcher feed = new BatchPrefetcher(
                batches, objective(task).views(), task.algorithm().budget().planned(batches.batches()), pace);
        Weights start = network.completed(
                task.algorithm().exchange().personalization().start(task.broadcast(), task.past()),
                () -> Streams.of(task.seed(), Purpose.INITIAL_WEIGHTS, task.client() + 1L));
        try (NDScope scope = new NDScope();
                NDManager manager = engine.manager()) {
            scope.suppressNotUsedWarning();
            Tensors tensors = Tensors.load(start, manager, false);
            tensors.drawFrom(Streams.of(
                    task.seed(), Purpose.DROPOUT_LAYER, task.broadcast().round(), task.client()));
            FrozenInputs frozen = FrozenInputs.load(task, start, network, manager);
            ObjectiveBuffers notes = notes(task, manager);
            Set<AugmentedView> together =
                    objective(task).together() ? EnumSet.copyOf(objective(task).views()) : Set.of();
            Batch.Visited visited = new Batch.Visited(task, network, frozen, notes, together, manager);
            VisitContext.Survey survey = survey(task, start, feed, tensors, visited, pace);
            VisitProgress progress = fit(task, feed, tensors, visited, survey, pace);
            PersonalizationNote relabelled = progress.steps == 0
                    ? PersonalizationNote.NOTHING
                    : task.algorithm()
                            .supervision()
                            .relabel(new VisitContext(task, progress.epochs, visited.notes(), survey));
            Weights trained = tensors.save();
            Map<String, Double> own = new TreeMap<>();
            if (task.test().isPresent()) {
                Evaluator evaluator = new Evaluator(engine, network, normalization);
                own.putAll(task.test().get().take(evaluator, tensors, pace, manager));
            }
            MethodMemory told =
                    progress.steps > 0 && task.algorithm().aggregator().asksTurns()
                            ? MethodMemory.NONE.with(Weighting.TURN, turn(task, start, tensors, visited, pace))
                            : MethodMemory.NONE;
            return result(task, start, trained, progress, notes, told, relabelled, own);
        }
    }

    /** Where the server has no classifier, each client has one for the classes that it knows. */
    private Network ownNetwork(ClientTask task) {
        boolean sent =
                task.broadcast().global().layout().slots().stream().anyMatch(slot -> slot.part() == NetworkPart.HEAD);
        return sent ? network : network.telling(task.images().labels().classes());
    }

    private static Objective objective(ClientTask task) {
        return task.algorithm().objective();
    }

    private static ObjectiveBuffers notes(ClientTask task, NDManager manager) {
        ObjectiveBuffers notes = new ObjectiveBuffers(manager);
        for (String name : objective(task).keeps()) {
            task.past().memory().get(name).ifPresent(kept -> notes.put(name, kept));
        }
        return notes;
    }

    private VisitProgress fit(
            ClientTask task,
            BatchPrefetcher feed,
            Tensors tensors,
            Batch.Visited visited,
            VisitContext.Survey survey,
            TrainingControl pace)
            throws InterruptedException {
        Optimizer.Stepper stepper =
                task.optimizer().begin(tensors.learnedSlots(), tensors.learned(), visited.manager());
        LocalBudget budget = task.algorithm().budget();
        int planned = budget.planned(feed.batches());
        VisitProgress progress = new VisitProgress(task.past().lastRound() == 0, task.batch());
        while (feed.batches() > 0 && budget.goesOn(progress.effort(false))) {
            feed.next();
            progress.beginEpoch();
            objective(task).beforeEpoch(new VisitContext(task, progress.epochs, visited.notes(), survey));
            for (int at = 0; at < feed.batches() && (at == 0 || budget.goesOn(progress.effort(true))); at++) {
                pace.pass();
                try (NDScope scope = new NDScope()) {
                    scope.suppressNotUsedWarning();
                    Tensors leaves = tensors.leaves();
                    Batch batch = new Batch(visited, leaves, feed, at);
                    progress.add(step(task, batch, leaves.learned(), stepper, progress), feed.indices(at).length);
                }
                pace.progress(Math.min(1, (double) progress.steps / planned));
            }
            progress.epochs++;
        }
        return progress;
    }

    private static double step(
            ClientTask task, Batch batch, List<NDArray> leaves, Optimizer.Stepper stepper, VisitProgress progress) {
        double value;
        objective(task).beforeStep(batch);
        try (GradientTape tape = new GradientTape()) {
            NDArray loss = objective(task).loss(batch);
            value = loss.getFloat();
            // Also where the loss is no number: going back is what frees the graph.
            tape.backward(loss);
        }
        if (!Double.isFinite(value)) {
            throw new DivergedException(task.broadcast().round(), task.client());
        }
        stepper.step(leaves.stream().map(NDArray::getGradient).toList());
        if (task.algorithm().budget().watches()) {
            NDArray labels = batch.labels();
            int right = GradientTape.without(() -> right(objective(task).scores(batch), labels));
            progress.watch(right / (double) labels.size(), (int) labels.size());
        }
        objective(task).afterStep(batch);
        return value;
    }

    private VisitContext.Survey survey(
            ClientTask task,
            Weights start,
            BatchPrefetcher feed,
            Tensors tensors,
            Batch.Visited visited,
            TrainingControl pace) {
        return new VisitContext.Survey() {
            @Override
            public float[][] features(NetworkRole who, NetworkPart part) throws InterruptedException {
                return LocalTrainer.this.survey(
                        task,
                        switch (who) {
                            case ONLINE -> tensors;
                            case TARGET -> tensors.target();
                            case RECEIVED ->
                                Tensors.load(task.broadcast().global().over(start), visited.manager(), false);
                            case PREVIOUS ->
                                throw new IllegalArgumentException("The previous model cannot be surveyed");
                        },
                        part,
                        visited,
                        pace);
            }

            @Override
            public void steps(Consumer<Step> look) throws InterruptedException {
                for (int at = 0; at < feed.batches(); at++) {
                    pace.pass();
                    try (NDScope scope = new NDScope()) {
                        scope.suppressNotUsedWarning();
                        look.accept(new Batch(visited, tensors, feed, at));
                    }
                }
            }
        };
    }

    private static int right(NDArray scores, NDArray labels) {
        long[] guesses = scores.argMax(1).toLongArray();
        long[] truth = labels.toLongArray();
        return (int) IntStream.range(0, truth.length)
                .filter(i -> guesses[i] == truth[i])
                .count();
    }

    /** All of the client's images through one network in evaluation mode, without augmentation. */
    private float[][] survey(
            ClientTask task, Tensors model, NetworkPart part, Batch.Visited visited, TrainingControl pace)
            throws InterruptedException {
        return new Evaluator(engine, visited.network(), normalization)
                .features(
                        model, part, task.images().images(), 0, task.images().count(), false, pace, visited.manager());
    }

    /** How far the visit turned the model's scores, or its features where it has none. */
    private double turn(ClientTask task, Weights start, Tensors tensors, Batch.Visited visited, TrainingControl pace)
            throws InterruptedException {
        NetworkPart part = visited.network().has(NetworkPart.HEAD)
                ? NetworkPart.HEAD
                : objective(task).features();
        Tensors before = Tensors.load(start, visited.manager(), false);
        return OutputShift.mean(survey(task, before, part, visited, pace), survey(task, tensors, part, visited, pace));
    }

    private ClientResult result(
            ClientTask task,
            Weights start,
            Weights trained,
            VisitProgress progress,
            ObjectiveBuffers notes,
            MethodMemory told,
            PersonalizationNote relabelled,
            Map<String, Double> own) {
        if (!trained.finite()) {
            throw new DivergedException(task.broadcast().round(), task.client());
        }
        Exchange exchange = task.algorithm().exchange();
        Weights travels = exchange.personalization().offer(trained).only(exchange.up()::carries);
        PersonalizationNote noted = exchange.personalization().note(start, trained, task.past());
        MethodMemory kept = task.past().memory().plus(noted.kept()).plus(relabelled.kept());
        for (String name : objective(task).keeps()) {
            kept = notes.has(name) ? kept.with(name, notes.save(name)) : kept;
        }
        VisitMemory remembered = objective(task)
                .remember(new FinishedVisit(
                        start,
                        trained,
                        progress.steps,
                        task.optimizer().learningRate(),
                        kept,
                        task.broadcast().memory()));
        double normalizer =
                task.optimizer().normalizer(progress.steps, objective(task).pull());
        ClientUpdate update = new ClientUpdate(
                task.client(),
                task.images().labels().count(),
                progress.steps,
                normalizer,
                travels,
                remembered.sent().plus(told));
        ClientState next = new ClientState(
                task.client(),
                task.broadcast().round(),
                task.algorithm().keepsOwn() ? Optional.of(trained) : Optional.empty(),
                remembered.kept());
        Map<String, Double> figures = new TreeMap<>(remembered.figures());
        figures.putAll(noted.figures());
        figures.putAll(relabelled.figures());
        figures.putAll(own);
        told.number(Weighting.TURN).ifPresent(turn -> figures.put(Weighting.TURN, turn));
        return new ClientResult(update, next, progress.meanLoss(), trained.distance(start), progress.images, figures);
    }
}
