package org.fedlens.experiment.settings;

import org.fedlens.augmentation.SceneAugmentation;
import org.fedlens.federated.participation.Sampling;
import org.fedlens.settings.Setting;
import org.fedlens.settings.SliderScale;
import org.fedlens.training.Distillation;
import org.fedlens.training.Optimizer;
import org.fedlens.training.Schedule;

/**
 * How long and how fast everybody learns.
 *
 * @param rounds of communication
 * @param participation share of the clients drawn in each round; at least one is drawn
 * @param localEpochs passes of a client over its own images in one round
 * @param batch images per optimizer step; the last batch of an epoch may be smaller
 * @param optimizer made anew for each visit of a client
 * @param schedule of the learning rate over the server's rounds
 * @param sampling how clients are drawn
 * @param augmentation what is done to pictures with masks before each step
 * @param distillation what the server does to the merged model by itself
 */
public record TrainingSettings(
        @Setting(standard = "30", min = 1, max = 10_000, live = true) int rounds,
        @Setting(standard = "1.0", min = 0.0001, max = 1, live = true) double participation,
        @Setting(standard = "1", min = 1, max = 50, live = true) int localEpochs,
        @Setting(standard = "32", min = 1, max = 1024, scale = SliderScale.LOG) int batch,
        Optimizer optimizer,
        Schedule schedule,
        Sampling sampling,
        SceneAugmentation augmentation,
        Distillation distillation) {
    /** What clients learn with in a round, from 1. */
    public double learningRate(int round) {
        return schedule.at(optimizer.learningRate(), round - 1, rounds);
    }
}
