package org.fedlens.experiment.settings;

import org.fedlens.settings.Setting;
import org.fedlens.training.Algorithm;
import org.fedlens.training.network.Architecture;

/**
 * Everything that decides a run. Two equal experiments give the same figures, bit for bit. Where a run computes, with
 * how many workers and where it is stored is not part of it.
 *
 * @param name shown in the window and used for the run's folder
 * @param seed of every random number
 */
public record Experiment(
        @Setting(standard = "Untitled") String name,
        @Setting(standard = "1", min = 0, max = Integer.MAX_VALUE) long seed,
        DataSettings data,
        PartitionSettings partition,
        Architecture model,
        Algorithm algorithm,
        TrainingSettings training,
        EvaluationSettings evaluation,
        SystemSettings system) {

    /** The same with another method. */
    public Experiment with(Algorithm other) {
        return new Experiment(name, seed, data, partition, model, other, training, evaluation, system);
    }

    /** True if models are evaluated after this round, from 1. */
    public boolean evaluates(int round) {
        return round % evaluation.every() == 0 || round >= training.rounds();
    }

    /** The name of its algorithm. */
    public String method() {
        return algorithm.name();
    }
}
