package org.fedlens.experiment.prepare;

import java.util.Map;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import org.fedlens.training.tensor.TrainingControl;

/** The hand of the person on a run, asked by the runner at its safe points. */
public interface RunControl {
    /** Asked between two batches, from any worker. */
    TrainingControl pace(DoubleConsumer progress);

    /** Told when the answers of a round have become the new model and everybody knows it. */
    void roundClosed(int round);

    /** Told when the figures of the round closed last are out, too; a single step ends here. */
    void roundEvaluated();

    /** Live settings that were changed since the last call, by path; they act from the next round on. */
    Map<String, Object> takeChanges();

    /** The same hand on rounds that only find something out: it can hold and stop them, but they are not the run's. */
    default RunControl aside() {
        return holding(this::pace);
    }

    /** A hand that holds and stops, hears of no round and changes nothing. */
    static RunControl holding(Function<DoubleConsumer, TrainingControl> pace) {
        return new RunControl() {
            @Override
            public TrainingControl pace(DoubleConsumer progress) {
                return pace.apply(progress);
            }

            @Override
            public void roundClosed(int round) {}

            @Override
            public void roundEvaluated() {}

            @Override
            public Map<String, Object> takeChanges() {
                return Map.of();
            }
        };
    }
}
