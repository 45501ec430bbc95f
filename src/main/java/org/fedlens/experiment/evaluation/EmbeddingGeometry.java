package org.fedlens.experiment.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.fedlens.experiment.event.MetricValue;
import org.fedlens.experiment.prepare.PreparedExperiment;
import org.fedlens.experiment.prepare.RoundExecutor;
import org.fedlens.experiment.prepare.RunControl;
import org.fedlens.experiment.store.FederationState;
import org.fedlens.training.EvaluationTask;
import org.fedlens.training.Evaluator;
import org.fedlens.training.engine.NativeLibrary;

/** How the embeddings of the server's encoder lie: whether they collapse, and how classes lie to each other. */
final class EmbeddingGeometry implements RoundEvaluator {
    private final PreparedExperiment prepared;
    private final Evaluator evaluator;
    private final RoundExecutor executor;
    private final RunControl control;

    EmbeddingGeometry(PreparedExperiment prepared, NativeLibrary engine, RoundExecutor executor, RunControl control) {
        this.prepared = prepared;
        this.evaluator =
                new Evaluator(engine, prepared.network(), prepared.data().normalization());
        this.executor = executor;
        this.control = control;
    }

    @Override
    public List<MetricValue> of(FederationState state) throws InterruptedException {
        EvaluationTask exam = new EvaluationTask.Directions(prepared.data().test());
        List<MetricValue> measures = new ArrayList<>();
        List<Callable<Map<String, Double>>> jobs =
                List.of(() -> evaluator.take(exam, state.server().global(), control.pace(share -> {})));
        executor.run(
                jobs, figures -> figures.forEach((metric, value) -> measures.add(MetricValue.global(metric, value))));
        return measures;
    }
}
