package org.fedlens.training.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fedlens.algorithm.Catalog;
import org.fedlens.data.ImageShape;
import org.fedlens.data.LabelledImages;
import org.fedlens.data.Labels;
import org.fedlens.data.Normalization;
import org.fedlens.data.PixelBlock;
import org.fedlens.federated.Broadcast;
import org.fedlens.federated.ClientState;
import org.fedlens.federated.MethodMemory;
import org.fedlens.parity.GoldenCase;
import org.fedlens.parity.GoldenValue;
import org.fedlens.training.Algorithm;
import org.fedlens.training.ClientResult;
import org.fedlens.training.ClientTask;
import org.fedlens.training.LocalBudget;
import org.fedlens.training.Objective;
import org.fedlens.training.OnlyWeights;
import org.fedlens.training.Optimizer;
import org.fedlens.training.batch.FixedFeed;
import org.fedlens.training.engine.GradientTape;
import org.fedlens.training.engine.NativeLibrary;
import org.fedlens.training.network.Layer;
import org.fedlens.training.network.Network;
import org.fedlens.training.objective.ControlVariate;
import org.fedlens.training.objective.CrossEntropy;
import org.fedlens.training.objective.DynamicTerm;
import org.fedlens.training.objective.ModelContrast;
import org.fedlens.training.objective.ProximalTerm;
import org.fedlens.training.tensor.LogLoss;
import org.fedlens.training.tensor.Scalars;
import org.fedlens.training.tensor.Tensors;
import org.fedlens.training.tensor.TrainingControl;
import org.fedlens.weights.NetworkPart;
import org.fedlens.weights.Weights;

/** Golden checks that need the engine. */
public final class TrainingParity {
    private TrainingParity() {}

    /** Value and gradient of the cross-entropy, with and without entries that do not count. */
    public static void crossEntropy(GoldenCase golden) {
        try (NDManager manager = engine().manager()) {
            NDArray logits = array(golden.inputs().get("logits"), manager);
            logits.setRequiresGradient(true);
            NDArray labels = labels(golden.inputs().get("labels"), manager);
            try (GradientTape tape = new GradientTape()) {
                NDArray loss = LogLoss.mean(logits, labels, (long) golden.number("ignore_index", -100));
                golden.near(golden.expected().get("loss"), loss.getFloat(), "loss");
                tape.backward(loss);
            }
            golden.near(
                    golden.expected().get("grad_logits"), logits.getGradient().toFloatArray(), "grad_logits");
        }
    }

    /** Five steps with given gradients, the weights after each. */
    public static void optimizers(GoldenCase golden) {
        Optimizer optimizer =
                switch (golden.text("optimizer")) {
                    case "sgd" ->
                        new Optimizer.Sgd(
                                golden.number("lr"),
                                golden.number("momentum", 0),
                                golden.number("weight_decay", 0),
                                golden.params()
                                        .find("nesterov")
                                        .map(GoldenValue::flag)
                                        .orElse(false));
                    case "adam" ->
                        new Optimizer.Adam(
                                golden.number("lr"),
                                golden.number("beta1", 0.9),
                                golden.number("beta2", 0.999),
                                golden.number("eps", 1e-8),
                                golden.number("weight_decay", 0));
                    default -> throw golden.unknown("optimizer");
                };
        try (NDManager manager = engine().manager()) {
            List<NDArray> weights = List.of(array(golden.inputs().get("w"), manager));
            Optimizer.Stepper stepper = optimizer.begin(weights, manager);
            GoldenValue gradients = golden.inputs().get("gradients");
            for (int step = 0; step < gradients.size(); step++) {
                stepper.step(List.of(array(gradients.get(step), manager)));
                golden.near(
                        golden.expected().get("w").get(step), weights.get(0).toFloatArray(), "w after step " + step);
            }
        }
    }

    /** Outputs and running statistics over several batches, then evaluation mode. */
    public static void runningStatistics(GoldenCase golden) {
        GoldenValue batches = golden.inputs().get("x");
        int channels = batches.get(0).shape().get(1);
        Layer.Norm norm =
                new Layer.Norm("bn", NetworkPart.BACKBONE, channels, golden.number("momentum"), golden.number("eps"));
        Network network = new Network(new ImageShape(channels, 2, 2), 1, List.of(), norm);
        float[] start = new float[4 * channels];
        System.arraycopy(golden.inputs().get("gamma").floats(), 0, start, 0, channels);
        System.arraycopy(golden.inputs().get("beta").floats(), 0, start, channels, channels);
        Arrays.fill(start, 3 * channels, 4 * channels, 1);
        try (NDManager manager = engine().manager()) {
            Tensors tensors = Tensors.load(Weights.of(network.layout(), start), manager, true);
            for (int i = 0; i < batches.size(); i++) {
                GoldenValue expected = golden.expected().get("train").get(i);
                NDArray y = network.forward(array(batches.get(i), manager), tensors, true);
                golden.near(expected.get("y"), y.toFloatArray(), "y " + i);
                golden.near(
                        expected.get("running_mean"),
                        tensors.get("bn.running_mean").toFloatArray(),
                        "mean " + i);
                golden.near(
                        expected.get("running_var"),
                        tensors.get("bn.running_var").toFloatArray(),
                        "var " + i);
            }
            NDArray y = network.forward(array(batches.get(0), manager), tensors, false);
            golden.near(golden.expected().get("eval_on_first"), y.toFloatArray(), "eval");
        }
    }

    /** A few full-batch steps of a linear softmax model, with the extra term of each method. */
    public static void localTraining(GoldenCase golden) throws InterruptedException {
        List<Integer> shape = golden.inputs().get("weight").shape();
        Network network = new Network(
                new ImageShape(1, 1, shape.get(1)),
                shape.get(0),
                List.of(new Layer.Flatten()),
                new Layer.Dense("linear", NetworkPart.HEAD, shape.get(1), shape.get(0)));
        float[] start = concat(
                golden.inputs().get("weight").floats(),
                golden.inputs().get("bias").floats());
        Optimizer sgd = new Optimizer.Sgd(golden.number("learning_rate"), 0, golden.number("weight_decay"), false);
        int steps = golden.integer("epochs");
        FixedFeed feed =
                FixedFeed.whole(golden.inputs().get("x"), golden.inputs().get("y"), network.input());
        Objective objective = new CrossEntropy();
        MethodMemory kept = MethodMemory.NONE;
        MethodMemory sent = MethodMemory.NONE;
        switch (golden.text("method")) {
            case "fedavg" -> {}
            case "fedprox" -> objective = objective.plus(new ProximalTerm(golden.number("mu"), true));
            case "feddyn" -> {
                objective = objective.plus(new DynamicTerm(golden.number("alpha")));
                kept = kept.with(
                        "lambda",
                        Weights.of(
                                network.layout(), golden.inputs().get("lambda").floats()));
            }
            case "scaffold" -> {
                objective = objective.plus(new ControlVariate());
                kept = kept.with(
                        "control",
                        Weights.of(network.layout(), golden.inputs().get("c_k").floats()));
                sent = sent.with(
                        "control",
                        Weights.of(network.layout(), golden.inputs().get("c").floats()));
            }
            default -> throw golden.unknown("method");
        }
        Algorithm algorithm = FED_AVG.with(objective).with(new LocalBudget.Steps(steps));
        Broadcast broadcast = new Broadcast(1, Weights.of(network.layout(), start), sent);
        ClientState past = new ClientState(0, 0, Optional.empty(), kept);
        Weights trained =
                visit(network, algorithm, broadcast, past, sgd, feed).update().weights();
        golden.near(golden.expected().get("weight"), slot(trained, "linear.weight"), "weight");
        golden.near(golden.expected().get("bias"), slot(trained, "linear.bias"), "bias");
    }

    /** Value and gradient of the proximal term. */
    public static void proximal(GoldenCase golden) {
        boolean squared =
                switch (golden.text("variant")) {
                    case "squared" -> true;
                    case "unsquared" -> false;
                    default -> throw golden.unknown("variant");
                };
        List<String> names = golden.inputs().fields().keySet().stream()
                .filter(name -> name.startsWith("w"))
                .toList();
        try (NDManager manager = engine().manager()) {
            List<NDArray> weights = names.stream()
                    .map(name -> trained(golden.inputs().get(name), manager))
                    .toList();
            List<NDArray> received = names.stream()
                    .map(name -> array(golden.inputs().get("r" + name.substring(1)), manager))
                    .toList();
            try (GradientTape tape = new GradientTape()) {
                NDArray loss = new ProximalTerm(golden.number("mu"), squared)
                        .loss(new OnlyWeights(weights, received, received));
                golden.near(golden.expected().get("loss"), loss.getFloat(), "loss");
                tape.backward(loss);
            }
            for (int i = 0; i < names.size(); i++) {
                String gradient = "grad_" + names.get(i);
                golden.near(
                        golden.expected().get(gradient),
                        weights.get(i).getGradient().toFloatArray(),
                        gradient);
            }
        }
    }

    /** Value and gradient of FedDyn's extra loss. */
    public static void dynamicTerm(GoldenCase golden) {
        try (NDManager manager = engine().manager()) {
            List<NDArray> weights = List.of(trained(golden.inputs().get("theta"), manager));
            List<NDArray> lambda = List.of(array(golden.inputs().get("lambda"), manager));
            List<NDArray> received = List.of(array(golden.inputs().get("theta_r"), manager));
            try (GradientTape tape = new GradientTape()) {
                NDArray loss = new DynamicTerm(golden.number("alpha")).loss(new OnlyWeights(weights, received, lambda));
                golden.near(golden.expected().get("loss"), loss.getFloat(), "loss");
                tape.backward(loss);
            }
            golden.near(
                    golden.expected().get("grad_theta"),
                    weights.get(0).getGradient().toFloatArray(),
                    "gradient");
        }
    }

    /** Value and gradient of MOON's contrast, with none, one or more previous models. */
    public static void modelContrast(GoldenCase golden) {
        ModelContrast moon = new ModelContrast(golden.number("mu"), golden.number("temperature"));
        try (NDManager manager = engine().manager()) {
            NDArray z = trained(golden.inputs().get("z"), manager);
            NDArray received = array(golden.inputs().get("z_global"), manager);
            List<NDArray> previous = new ArrayList<>();
            golden.inputs().get("z_prev").forEach(tensor -> previous.add(array(tensor, manager)));
            try (GradientTape tape = new GradientTape()) {
                NDArray contrast = moon.contrast(z, received, previous);
                NDArray loss = Scalars.times(contrast, moon.mu());
                golden.near(golden.expected().get("con"), contrast.getFloat(), "con");
                golden.near(golden.expected().get("loss"), loss.getFloat(), "loss");
                tape.backward(loss);
            }
            golden.near(golden.expected().get("grad_z"), z.getGradient().toFloatArray(), "grad_z");
        }
    }

    private static final Algorithm FED_AVG = Catalog.get("FedAvg");

    static ClientResult visit(
            Network network,
            Algorithm algorithm,
            Broadcast broadcast,
            ClientState past,
            Optimizer optimizer,
            FixedFeed feed)
            throws InterruptedException {
        ImageShape shape = network.input();
        LabelledImages images = new LabelledImages(
                PixelBlock.of(shape, new byte[feed.samples() * shape.size()]),
                Labels.of(new int[feed.samples()], network.classes()));
        float[] ones = new float[shape.channels()];
        Arrays.fill(ones, 1);
        LocalTrainer trainer =
                new LocalTrainer(engine(), network, new Normalization(new float[shape.channels()], ones));
        ClientTask task =
                new ClientTask(1, broadcast, past, algorithm, optimizer, feed.samples(), images, Optional.empty());
        return trainer.train(task, feed, TrainingControl.FREE);
    }

    public static NDArray trained(GoldenValue tensor, NDManager manager) {
        NDArray array = array(tensor, manager);
        array.setRequiresGradient(true);
        return array;
    }

    public static NativeLibrary engine() {
        NativeLibrary engine = NativeLibrary.open("cpu");
        NativeLibrary.prepareThread();
        return engine;
    }

    static Weights lay(Weights below, GoldenValue tensors) {
        float[] values = new float[below.size()];
        below.all().get(values);
        for (Map.Entry<String, GoldenValue> entry : tensors.fields().entrySet()) {
            int slot = below.layout().indexOf(entry.getKey());
            float[] tensor = entry.getValue().floats();
            assertEquals(
                    below.layout().slots().get(slot).shape(), entry.getValue().shape());
            System.arraycopy(tensor, 0, values, below.layout().offset(slot), tensor.length);
        }
        return Weights.of(below.layout(), values);
    }

    static void compare(GoldenCase golden, GoldenValue expected, Weights seen, String when) {
        expected.fields().forEach((name, tensor) -> golden.near(tensor, slot(seen, name), when + " " + name));
    }

    static float[] slot(Weights weights, String path) {
        int index = weights.layout().indexOf(path);
        float[] values = new float[weights.layout().slots().get(index).size()];
        weights.slot(index).get(values);
        return values;
    }

    private static float[] concat(float[] first, float[] second) {
        float[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    public static NDArray array(GoldenValue tensor, NDManager manager) {
        return manager.create(tensor.floats(), shape(tensor));
    }

    public static NDArray labels(GoldenValue tensor, NDManager manager) {
        return manager.create(tensor.longs(), shape(tensor));
    }

    public static Shape shape(GoldenValue tensor) {
        return new Shape(tensor.shape().stream().mapToLong(Integer::longValue).toArray());
    }
}
