package org.fedlens.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.fedlens.training.Evaluator;
import org.fedlens.training.Exam;
import org.fedlens.training.engine.Native;

/** How the embeddings of the server's encoder lie: whether they collapse, and how classes lie to each other. */
final class Directions implements Judge {
    private final Prepared prepared;
    private final Evaluator evaluator;
    private final RoundExecutor executor;
    private final Control control;

    Directions(Prepared prepared, Native engine, RoundExecutor executor, Control control) {
        this.prepared = prepared;
        this.evaluator =
                new Evaluator(engine, prepared.network(), prepared.data().normalization());
        this.executor = executor;
        this.control = control;
    }

    @Override
    public List<Measure> of(FederationState state) throws InterruptedException {
        Exam exam = new Exam.Directions(prepared.data().test());
        List<Measure> measures = new ArrayList<>();
        List<Callable<Map<String, Double>>> jobs =
                List.of(() -> evaluator.take(exam, state.server().global(), control.pace(share -> {})));
        executor.run(jobs, figures -> figures.forEach((metric, value) -> measures.add(Measure.global(metric, value))));
        return measures;
    }
}
