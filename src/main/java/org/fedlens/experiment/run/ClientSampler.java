package org.fedlens.experiment.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.fedlens.data.LabelledImages;
import org.fedlens.experiment.prepare.PreparedExperiment;
import org.fedlens.experiment.prepare.RoundExecutor;
import org.fedlens.experiment.prepare.RunControl;
import org.fedlens.experiment.store.FederationState;
import org.fedlens.federated.participation.Sampling;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.training.Evaluator;
import org.fedlens.training.engine.NativeLibrary;

/** Draws who takes part, and asks candidates for their losses where the draw wants to know. */
final class ClientSampler {
    private final PreparedExperiment prepared;
    private final Evaluator evaluator;
    private final RoundExecutor executor;
    private final RunControl control;

    ClientSampler(PreparedExperiment prepared, NativeLibrary engine, RoundExecutor executor, RunControl control) {
        this.prepared = prepared;
        this.evaluator =
                new Evaluator(engine, prepared.network(), prepared.data().normalization());
        this.executor = executor;
        this.control = control;
    }

    /**
     * @param cohort who takes part, ascending
     * @param asked who was sent the model, candidates that were not taken included
     */
    record Drawn(List<Integer> cohort, List<Integer> asked) {}

    /**
     * Draws for the round after this state.
     *
     * @param available who can be drawn, ascending
     * @param draw how many draws there were in this round before
     */
    Drawn draw(FederationState state, List<Integer> available, int count, int draw) throws InterruptedException {
        Sampling sampling = state.experiment().training().sampling();
        Sampling.Pool pool = new Sampling.Pool(available, sizes());
        List<Integer> drawn =
                sampling.draw(pool, count, Streams.of(state.experiment().seed(), Purpose.SAMPLING, state.round() + 1));
        if (!sampling.asksLosses()) {
            return new Drawn(drawn, drawn);
        }
        return new Drawn(Sampling.highest(drawn, losses(state, drawn), count), drawn);
    }

    private List<Integer> sizes() {
        return prepared.clients().stream()
                .map(images -> images.labels().count())
                .toList();
    }

    private List<Double> losses(FederationState state, List<Integer> candidates) throws InterruptedException {
        List<Callable<Double>> jobs = new ArrayList<>();
        for (int client : candidates) {
            LabelledImages images = prepared.clients().get(client);
            int count = images.labels().count();
            jobs.add(() -> evaluator
                    .evaluate(state.server().global(), images, 0, count, control.pace(share -> {}))
                    .loss());
        }
        List<Double> losses = new ArrayList<>();
        executor.run(jobs, losses::add);
        return losses;
    }
}
