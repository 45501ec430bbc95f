package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import org.fedlens.settings.Named;
import org.fedlens.settings.Setting;
import org.fedlens.settings.SliderScale;
import org.fedlens.training.tensor.CacheTiling;
import org.fedlens.weights.NetworkPart;
import org.fedlens.weights.Slot;

/**
 * How gradients move weights. The numbers follow PyTorch: weight decay is added to the gradient, momentum starts at the
 * first gradient, the learning rate stays outside the velocity. An optimizer is made anew for each visit of a client,
 * so nothing leaks from one client to the next.
 */
public sealed interface Optimizer {
    double learningRate();

    Optimizer withLearningRate(double learningRate);

    /**
     * Begins a visit.
     *
     * @param parameters changed in place by every step
     * @param manager owns the optimizer's memory
     */
    default Stepper begin(List<NDArray> parameters, NDManager manager) {
        Stepper rule = rule(CacheTiling.of(parameters), manager);
        return gradients -> rule.step(CacheTiling.of(gradients));
    }

    /** The same for flat pieces of tensors: what happens to a number depends on no other number. */
    Stepper rule(List<NDArray> parameters, NDManager manager);

    /**
     * The same where parts of a network may learn differently.
     *
     * @param slots what the parameters are, in their order
     */
    default Stepper begin(List<Slot> slots, List<NDArray> parameters, NDManager manager) {
        return begin(parameters, manager);
    }

    /**
     * The L1 norm of the weights that so many steps give to their gradients, FedNova's {@code a_k}: for plain gradient
     * descent the number of steps. Momentum rho: {@code c <- rho c + 1, a <- a + c} for each step. A proximal pull mu
     * takes part of it back: {@code c <- rho c + 1 - lr mu a}. Weight decay counts as part of the gradient.
     *
     * @param pull strength of the proximal term, 0 without one
     */
    default double normalizer(int steps, double pull) {
        return steps;
    }

    /** The optimizer of one visit. */
    interface Stepper {
        /** @param gradients one for each parameter, in order; may be overwritten */
        void step(List<NDArray> gradients);
    }

    /**
     * {@code g += wd w; v = rho v + g; w -= lr v}, or {@code w -= lr (g + rho v)} after Nesterov.
     *
     * @param headRate multiplies the rate of everything outside the backbone
     * @param decayVectors false if weight decay spares biases and scales
     */
    @Named("sgd")
    record Sgd(
            @Setting(standard = "0.05", min = 0, max = 10, scale = SliderScale.LOG, live = true) double learningRate,
            @Setting(standard = "0.9", min = 0, max = 0.9999, live = true) double momentum,
            @Setting(standard = "0.0005", min = 0, max = 1, live = true) double weightDecay,
            @Setting(standard = "false") boolean nesterov,
            @Setting(standard = "1.0", min = 0, max = 1000, scale = SliderScale.LOG) double headRate,
            @Setting(standard = "true") boolean decayVectors)
            implements Optimizer {
        /** One rate and one decay for all. */
        public Sgd(double learningRate, double momentum, double weightDecay, boolean nesterov) {
            this(learningRate, momentum, weightDecay, nesterov, 1, true);
        }

        @Override
        public Sgd withLearningRate(double changed) {
            return new Sgd(changed, momentum, weightDecay, nesterov, headRate, decayVectors);
        }

        /** The rule for one tensor alone. */
        Sgd of(Slot slot) {
            boolean head = slot.part() != NetworkPart.BACKBONE;
            boolean decays = decayVectors || slot.shape().size() > 1;
            return new Sgd(head ? learningRate * headRate : learningRate, momentum, decays ? weightDecay : 0, nesterov);
        }

        @Override
        public Stepper begin(List<Slot> slots, List<NDArray> parameters, NDManager manager) {
            if (headRate == 1 && decayVectors) {
                return begin(parameters, manager);
            }
            List<Stepper> each = new ArrayList<>();
            for (int i = 0; i < slots.size(); i++) {
                each.add(of(slots.get(i)).begin(List.of(parameters.get(i)), manager));
            }
            return gradients -> {
                for (int i = 0; i < each.size(); i++) {
                    each.get(i).step(List.of(gradients.get(i)));
                }
            };
        }

        @Override
        public double normalizer(int steps, double pull) {
            double carried = 0;
            double norm = 0;
            for (int step = 0; step < steps; step++) {
                carried = momentum * carried + 1 - learningRate * pull * norm;
                norm += carried;
            }
            return norm;
        }

        @Override
        public Stepper rule(List<NDArray> parameters, NDManager manager) {
            List<NDArray> velocities = momentum == 0 ? List.of() : zeros(parameters, manager);
            return nesterov
                    ? gradients -> ahead(parameters, gradients, velocities)
                    : gradients -> fused(parameters, gradients, velocities);
        }

        /** One native call for each tensor. Its velocity holds the rate, which is the same within a visit. */
        private void fused(List<NDArray> parameters, List<NDArray> gradients, List<NDArray> velocities) {
            for (int i = 0; i < parameters.size(); i++) {
                NDArray parameter = parameters.get(i);
                NDList inputs = new NDList(parameter, gradients.get(i));
                if (momentum > 0) {
                    inputs.add(velocities.get(i));
                }
                parameter
                        .getNDArrayInternal()
                        .sgdUpdate(
                                inputs,
                                new NDList(parameter),
                                (float) learningRate,
                                (float) weightDecay,
                                1,
                                -1,
                                (float) momentum,
                                false);
            }
        }

        private void ahead(List<NDArray> parameters, List<NDArray> gradients, List<NDArray> velocities) {
            for (int i = 0; i < parameters.size(); i++) {
                NDArray direction = decayed(gradients.get(i), parameters.get(i), weightDecay);
                if (momentum > 0) {
                    NDArray velocity = velocities.get(i).muli(momentum).addi(direction);
                    direction = direction.addi(velocity.mul(momentum));
                }
                parameters.get(i).subi(direction.muli(learningRate));
            }
        }
    }

    /**
     * Adam (Kingma and Ba 2015) with L2 weight decay: both moments corrected for their bias, epsilon added after the
     * square root.
     */
    @Named("adam")
    record Adam(
            @Setting(standard = "0.001", min = 0, max = 10, scale = SliderScale.LOG, live = true) double learningRate,
            @Setting(standard = "0.9", min = 0, max = 0.9999) double beta1,
            @Setting(standard = "0.999", min = 0, max = 0.999999) double beta2,
            @Setting(standard = "1e-8", min = 0, max = 1) double epsilon,
            @Setting(standard = "0.0", min = 0, max = 1, live = true) double weightDecay)
            implements Optimizer {
        @Override
        public Adam withLearningRate(double changed) {
            return new Adam(changed, beta1, beta2, epsilon, weightDecay);
        }

        @Override
        public Stepper rule(List<NDArray> parameters, NDManager manager) {
            List<NDArray> means = zeros(parameters, manager);
            List<NDArray> squares = zeros(parameters, manager);
            int[] steps = {0};
            return gradients -> {
                steps[0]++;
                double scale = learningRate / (1 - Math.pow(beta1, steps[0]));
                double root = Math.sqrt(1 - Math.pow(beta2, steps[0]));
                for (int i = 0; i < parameters.size(); i++) {
                    NDArray parameter = parameters.get(i);
                    NDArray gradient = decayed(gradients.get(i), parameter, weightDecay);
                    NDArray mean = means.get(i).muli(beta1).addi(gradient.mul(1 - beta1));
                    NDArray square = squares.get(i)
                            .muli(beta2)
                            .addi(gradient.mul(gradient).muli(1 - beta2));
                    NDArray below = square.sqrt().divi(root).addi(epsilon);
                    parameter.subi(mean.mul(scale).divi(below));
                }
            };
        }
    }

    private static NDArray decayed(NDArray gradient, NDArray parameter, double weightDecay) {
        return weightDecay == 0 ? gradient : gradient.addi(parameter.mul(weightDecay));
    }

    private static List<NDArray> zeros(List<NDArray> parameters, NDManager manager) {
        return parameters.stream()
                .map(parameter -> manager.zeros(parameter.getShape()))
                .toList();
    }
}
