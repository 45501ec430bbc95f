package org.fedlens.experiment.evaluation;

import java.util.List;
import org.fedlens.experiment.event.MetricValue;
import org.fedlens.experiment.store.FederationState;

/** One way of saying what the model of a round is worth. */
interface RoundEvaluator {
    /** @throws InterruptedException if the run was stopped */
    List<MetricValue> of(FederationState state) throws InterruptedException;
}
