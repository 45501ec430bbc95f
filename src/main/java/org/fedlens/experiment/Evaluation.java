package org.fedlens.experiment;

import java.util.ArrayList;
import java.util.List;
import org.fedlens.training.engine.Native;
import org.fedlens.weights.Part;

/**
 * What a federation is worth, by every {@link Judge} that fits it: on data for re-identification by what it finds
 * again, a network with a classifier by how it classifies, one without by how well its embeddings tell the classes
 * apart.
 */
final class Evaluation {
    private final List<Judge> judges = new ArrayList<>();

    Evaluation(Prepared prepared, Native engine, RoundExecutor executor, Control control) {
        if (prepared.data().sites().isPresent()) {
            judges.add(new Searching(prepared, engine, executor, control));
        } else if (prepared.network().has(Part.HEAD)) {
            judges.add(new Classification(prepared, engine, executor, control));
        } else if (prepared.data().test().count() > 0) {
            judges.add(new Directions(prepared, engine, executor, control));
        }
        if (prepared.data().test().count() > 0) {
            judges.add(new Representation(prepared, engine, executor, control));
        }
    }

    List<Measure> of(FederationState state) throws InterruptedException {
        List<Measure> measures = new ArrayList<>();
        for (Judge judge : judges) {
            measures.addAll(judge.of(state));
        }
        return measures;
    }
}
