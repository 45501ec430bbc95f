package org.fedlens.training.objective;

import ai.djl.ndarray.NDArray;
import org.fedlens.training.Objective;
import org.fedlens.training.Step;
import org.fedlens.training.objective.pixel.PixelLoss;
import org.fedlens.training.tensor.LogLoss;

/**
 * Mean over the labelled entries of {@code -log softmax(z)_y}, natural logarithm; the objective of FedAvg. From masks it
 * learns pixel by pixel, with auxiliary heads as in {@link PixelLoss}: with one class a client it collapses to that class.
 */
public record CrossEntropy() implements Objective {
    @Override
    public NDArray loss(Step step) {
        if (step.labels().getShape().dimension() == 1) {
            return LogLoss.mean(step.logits(), step.labels());
        }
        NDArray sum = LogLoss.pixels(step.logits(), step.labels());
        for (NDArray side : step.sides()) {
            sum = sum.add(LogLoss.pixels(side, step.labels()));
        }
        return sum;
    }
}
