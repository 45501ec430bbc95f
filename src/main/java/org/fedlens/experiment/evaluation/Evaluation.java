package org.fedlens.experiment.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.fedlens.experiment.event.MetricValue;
import org.fedlens.experiment.prepare.PreparedExperiment;
import org.fedlens.experiment.prepare.RoundExecutor;
import org.fedlens.experiment.prepare.RunControl;
import org.fedlens.experiment.store.FederationState;
import org.fedlens.training.engine.NativeLibrary;
import org.fedlens.weights.NetworkPart;

/**
 * What a federation is worth, by every {@link RoundEvaluator} that fits it: on data for re-identification by what it finds again, a
 * network with a classifier by how it classifies, one without by how well its embeddings tell the classes apart.
 */
final class Evaluation {
    private final List<RoundEvaluator> judges = new ArrayList<>();

    Evaluation(PreparedExperiment prepared, NativeLibrary engine, RoundExecutor executor, RunControl control) {
        if (prepared.data().sites().isPresent()) {
            judges.add(new RetrievalEvaluation(prepared, engine, executor, control));
        } else if (prepared.network().has(NetworkPart.HEAD)) {
            judges.add(new ClassificationEvaluation(prepared, engine, executor, control));
        } else if (prepared.data().test().count() > 0) {
            judges.add(new EmbeddingGeometry(prepared, engine, executor, control));
        }
        if (prepared.data().test().count() > 0) {
            judges.add(new RepresentationEvaluation(prepared, engine, executor, control));
        }
    }

    List<MetricValue> of(FederationState state) throws InterruptedException {
        List<MetricValue> measures = new ArrayList<>();
        for (RoundEvaluator judge : judges) {
            measures.addAll(judge.of(state));
        }
        return measures;
    }
}
