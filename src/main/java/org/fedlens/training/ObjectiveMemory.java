package org.fedlens.training;

import java.util.Set;
import org.fedlens.federated.MethodMemory;

/**
 * What a term of the loss carries from step to step, from epoch to epoch and from visit to visit, and what of it goes to
 * the server. Most terms carry nothing. Called in this order: before each epoch, before and after each step, and once when
 * the visit is over.
 */
public interface ObjectiveMemory {
    /** Called before each epoch of a visit; the first time is the place to write down what it needs. */
    default void beforeEpoch(VisitContext opening) throws InterruptedException {}

    /** Called before the loss of each batch, without gradients. */
    default void beforeStep(Step step) {}

    /** Called when the optimizer has moved the weights, without gradients; the step's passes are those before it. */
    default void afterStep(Step step) {}

    /** Notes that a client keeps between its visits: there again, by the same name, when the next one begins. */
    default Set<String> keeps() {
        return Set.of();
    }

    /** What it keeps and sends once a visit is over. */
    default VisitMemory remember(FinishedVisit visit) {
        return new VisitMemory(visit.kept(), MethodMemory.NONE);
    }

    /** The names of what it sends to the server besides the weights. */
    default Set<String> sends() {
        return Set.of();
    }
}
