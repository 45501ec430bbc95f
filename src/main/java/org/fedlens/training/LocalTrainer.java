package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.data.Normalization;
import org.fedlens.federated.ClientState;
import org.fedlens.federated.ClientUpdate;
import org.fedlens.metrics.Tally;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.training.engine.GradientTape;
import org.fedlens.training.engine.Native;
import org.fedlens.weights.Slot;
import org.fedlens.weights.Weights;

/**
 * Trains one client: heap weights in, heap weights out. All native memory of the visit belongs to one scope and is
 * freed when the visit ends, however it ends. The result depends on the task alone, so visits may run side by side.
 *
 * @param engine where it computes
 * @param normalization of the training images
 */
public record LocalTrainer(Native engine, Network network, Normalization normalization) {
    /**
     * Makes a visit. The calling thread must have been prepared by {@link Native#prepareThread()}.
     *
     * @throws InterruptedException if the run was stopped; nothing is kept
     * @throws DivergedException if the loss stops being finite
     */
    public ClientResult train(ClientTask task, Pace pace) throws InterruptedException {
        UniformRandomProvider random =
                Streams.of(task.seed(), Purpose.SHUFFLE, task.broadcast().round(), task.client());
        return train(task, new Batches(task.images(), normalization, task.batch(), random), pace);
    }

    /** A visit with batches of the caller's choice. */
    ClientResult train(ClientTask task, Feed feed, Pace pace) throws InterruptedException {
        Weights start = task.algorithm()
                .exchange()
                .personalization()
                .start(task.broadcast().global(), task.past());
        try (NDScope scope = new NDScope();
                NDManager manager = engine.manager()) {
            scope.suppressNotUsedWarning();
            Tensors tensors = Tensors.load(start, manager, false);
            Frozen frozen = Frozen.load(task, start, network, manager);
            Outset outset = Outset.of(network, frozen, task, feed, manager, pace);
            Progress progress = fit(task, feed, tensors, outset, manager, pace);
            Weights trained = tensors.save();
            Optional<Tally> own = Optional.empty();
            if (task.test().isPresent()) {
                var test = task.test().get();
                own = Optional.of(new Evaluator(engine, network, normalization)
                        .evaluate(tensors, test, 0, test.labels().count(), pace, manager));
            }
            return result(task, start, trained, progress, own);
        }
    }

    private Progress fit(ClientTask task, Feed feed, Tensors tensors, Outset outset, NDManager manager, Pace pace)
            throws InterruptedException {
        Optimizer.Stepper stepper = task.optimizer().begin(tensors.learned(), manager);
        LocalBudget budget = task.algorithm().budget();
        int planned = budget.planned(feed.batches());
        Progress progress = new Progress();
        while (feed.batches() > 0 && budget.goesOn(progress.epochs, progress.steps)) {
            feed.shuffle();
            for (int at = 0; at < feed.batches() && budget.goesOn(progress.epochs, progress.steps); at++) {
                pace.pass();
                try (NDScope scope = new NDScope()) {
                    scope.suppressNotUsedWarning();
                    Tensors leaves = tensors.leaves();
                    Batch batch = new Batch(outset, leaves, feed.images(at, manager), feed.labels(at, manager));
                    progress.add(step(task, batch, leaves.learned(), stepper));
                }
                pace.progress(Math.min(1, (double) progress.steps / planned));
            }
            progress.epochs++;
        }
        return progress;
    }

    private static double step(ClientTask task, Batch batch, List<NDArray> leaves, Optimizer.Stepper stepper) {
        double value;
        try (GradientTape tape = new GradientTape()) {
            NDArray loss = task.algorithm().objective().loss(batch);
            value = loss.getFloat();
            // Also where the loss is no number: going back is what frees the graph.
            tape.backward(loss);
        }
        if (!Double.isFinite(value)) {
            throw new DivergedException(task.broadcast().round(), task.client());
        }
        stepper.step(leaves.stream().map(NDArray::getGradient).toList());
        return value;
    }

    private ClientResult result(
            ClientTask task, Weights start, Weights trained, Progress progress, Optional<Tally> own) {
        if (!trained.finite()) {
            throw new DivergedException(task.broadcast().round(), task.client());
        }
        var exchange = task.algorithm().exchange();
        Weights travels = trained.only((Slot slot) -> exchange.up().carries(slot));
        Remembered remembered = task.algorithm()
                .objective()
                .remember(new Visit(
                        start,
                        trained,
                        progress.steps,
                        task.optimizer().learningRate(),
                        task.past().memory(),
                        task.broadcast().memory()));
        double normalizer = task.optimizer()
                .normalizer(progress.steps, task.algorithm().objective().pull());
        ClientUpdate update = new ClientUpdate(
                task.client(), task.images().labels().count(), progress.steps, normalizer, travels, remembered.sent());
        ClientState next = new ClientState(
                task.client(),
                task.broadcast().round(),
                task.algorithm().keepsOwn() ? Optional.of(trained) : Optional.empty(),
                remembered.kept());
        return new ClientResult(update, next, progress.meanLoss(), trained.distance(start), own);
    }

    private static final class Progress {
        private int epochs;
        private int steps;
        private double losses;

        void add(double loss) {
            steps++;
            losses += loss;
        }

        double meanLoss() {
            return steps == 0 ? Double.NaN : losses / steps;
        }
    }
}
