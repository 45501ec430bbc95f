package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fedlens.algorithm.Catalog;
import org.fedlens.data.ImageShape;
import org.fedlens.data.LabelledImages;
import org.fedlens.data.Labels;
import org.fedlens.data.Normalization;
import org.fedlens.data.PixelBlock;
import org.fedlens.federated.Broadcast;
import org.fedlens.federated.ClientState;
import org.fedlens.federated.DynamicAverage;
import org.fedlens.federated.Fold;
import org.fedlens.federated.Memory;
import org.fedlens.federated.Round;
import org.fedlens.federated.ServerState;
import org.fedlens.parity.GoldenCase;
import org.fedlens.training.engine.GradientTape;
import org.fedlens.training.engine.Native;
import org.fedlens.weights.Part;
import org.fedlens.weights.Weights;

/** Golden checks that need the engine. */
public final class TrainingParity {
    private TrainingParity() {}

    /** Value and gradient of the cross-entropy, with and without entries that do not count. */
    public static boolean crossEntropy(GoldenCase golden) {
        try (NDManager manager = engine().manager()) {
            NDArray logits = array(golden.inputs().get("logits"), manager);
            logits.setRequiresGradient(true);
            NDArray labels = labels(golden.inputs().get("labels"), manager);
            try (GradientTape tape = new GradientTape()) {
                NDArray loss = CrossEntropy.mean(logits, labels, (long) golden.param("ignore_index", -100));
                golden.near(golden.expected().get("loss"), new double[] {loss.getFloat()}, "loss");
                tape.backward(loss);
            }
            golden.near(
                    golden.expected().get("grad_logits"), logits.getGradient().toFloatArray(), "grad_logits");
        }
        return true;
    }

    /** Five steps with given gradients, the weights after each. */
    public static boolean optimizers(GoldenCase golden) {
        Optimizer optimizer = golden.params().get("optimizer").asText().equals("sgd")
                ? new Optimizer.Sgd(
                        golden.param("lr", 0),
                        golden.param("momentum", 0),
                        golden.param("weight_decay", 0),
                        golden.params().path("nesterov").asBoolean(false))
                : new Optimizer.Adam(
                        golden.param("lr", 0),
                        golden.param("beta1", 0),
                        golden.param("beta2", 0),
                        golden.param("eps", 0),
                        golden.param("weight_decay", 0));
        try (NDManager manager = engine().manager()) {
            List<NDArray> weights = List.of(array(golden.inputs().get("w"), manager));
            Optimizer.Stepper stepper = optimizer.begin(weights, manager);
            JsonNode gradients = golden.inputs().get("gradients");
            for (int step = 0; step < gradients.size(); step++) {
                stepper.step(List.of(array(gradients.get(step), manager)));
                golden.near(
                        golden.expected().get("w").get(step), weights.get(0).toFloatArray(), "w after step " + step);
            }
        }
        return true;
    }

    /** Outputs and running statistics over several batches, then evaluation mode. */
    public static boolean runningStatistics(GoldenCase golden) {
        JsonNode batches = golden.inputs().get("x");
        int channels = GoldenCase.shape(batches.get(0)).get(1);
        Layer.Norm norm = new Layer.Norm("bn", Part.BACKBONE, channels);
        Network network = new Network(new ImageShape(channels, 2, 2), 1, List.of(), norm);
        float[] start = new float[4 * channels];
        System.arraycopy(GoldenCase.floats(golden.inputs().get("gamma")), 0, start, 0, channels);
        System.arraycopy(GoldenCase.floats(golden.inputs().get("beta")), 0, start, channels, channels);
        Arrays.fill(start, 3 * channels, 4 * channels, 1);
        try (NDManager manager = engine().manager()) {
            Tensors tensors = Tensors.load(Weights.of(network.layout(), start), manager, true);
            for (int i = 0; i < batches.size(); i++) {
                JsonNode expected = golden.expected().get("train").get(i);
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
        return true;
    }

    /** A few full-batch steps of a linear softmax model, with the extra term of each method. */
    public static boolean localTraining(GoldenCase golden) throws InterruptedException {
        List<Integer> shape = GoldenCase.shape(golden.inputs().get("weight"));
        Network network = new Network(
                new ImageShape(1, 1, shape.get(1)),
                shape.get(0),
                List.of(new Layer.Flatten()),
                new Layer.Dense("linear", Part.HEAD, shape.get(1), shape.get(0)));
        float[] start = concat(
                GoldenCase.floats(golden.inputs().get("weight")),
                GoldenCase.floats(golden.inputs().get("bias")));
        Optimizer sgd = new Optimizer.Sgd(golden.param("learning_rate", 0), 0, golden.param("weight_decay", 0), false);
        int steps = (int) golden.param("epochs", 1);
        FixedFeed feed =
                FixedFeed.whole(golden.inputs().get("x"), golden.inputs().get("y"), network.input());
        Objective objective = new CrossEntropy();
        Memory kept = Memory.NONE;
        Memory sent = Memory.NONE;
        switch (golden.params().get("method").asText()) {
            case "fedavg" -> {}
            case "fedprox" -> objective = objective.plus(new Proximal(golden.param("mu", 0), true));
            case "feddyn" -> {
                objective = objective.plus(new DynamicTerm(golden.param("alpha", 0)));
                kept = kept.with(
                        "lambda",
                        Weights.of(
                                network.layout(),
                                GoldenCase.floats(golden.inputs().get("lambda"))));
            }
            case "scaffold" -> {
                objective = objective.plus(new ControlVariate());
                kept = kept.with(
                        "control",
                        Weights.of(
                                network.layout(),
                                GoldenCase.floats(golden.inputs().get("c_k"))));
                sent = sent.with(
                        "control",
                        Weights.of(
                                network.layout(),
                                GoldenCase.floats(golden.inputs().get("c"))));
            }
            default -> {
                return false;
            }
        }
        Algorithm algorithm = FED_AVG.with(objective).with(new LocalBudget.Steps(steps));
        Broadcast broadcast = new Broadcast(1, Weights.of(network.layout(), start), sent);
        ClientState past = new ClientState(0, 0, Optional.empty(), kept);
        Weights trained =
                visit(network, algorithm, broadcast, past, sgd, feed).update().weights();
        golden.near(golden.expected().get("weight"), slot(trained, "linear.weight"), "weight");
        golden.near(golden.expected().get("bias"), slot(trained, "linear.bias"), "bias");
        return true;
    }

    /** Value and gradient of the proximal term. */
    public static boolean proximal(GoldenCase golden) {
        boolean squared = golden.params().get("variant").asText().equals("squared");
        try (NDManager manager = engine().manager()) {
            List<NDArray> weights = List.of(
                    trained(golden.inputs().get("w1"), manager),
                    trained(golden.inputs().get("w2"), manager));
            List<NDArray> received = List.of(
                    array(golden.inputs().get("r1"), manager),
                    array(golden.inputs().get("r2"), manager));
            try (GradientTape tape = new GradientTape()) {
                NDArray loss =
                        new Proximal(golden.param("mu", 0), squared).loss(new OnlyWeights(weights, received, received));
                golden.near(golden.expected().get("loss"), new double[] {loss.getFloat()}, "loss");
                tape.backward(loss);
            }
            golden.near(
                    golden.expected().get("grad_w1"),
                    weights.get(0).getGradient().toFloatArray(),
                    "grad_w1");
            golden.near(
                    golden.expected().get("grad_w2"),
                    weights.get(1).getGradient().toFloatArray(),
                    "grad_w2");
        }
        return true;
    }

    /** Value and gradient of FedDyn's extra loss. */
    public static boolean dynamicTerm(GoldenCase golden) {
        try (NDManager manager = engine().manager()) {
            List<NDArray> weights = List.of(trained(golden.inputs().get("theta"), manager));
            List<NDArray> lambda = List.of(array(golden.inputs().get("lambda"), manager));
            List<NDArray> received = List.of(array(golden.inputs().get("theta_r"), manager));
            try (GradientTape tape = new GradientTape()) {
                NDArray loss =
                        new DynamicTerm(golden.param("alpha", 0)).loss(new OnlyWeights(weights, received, lambda));
                golden.near(golden.expected().get("loss"), new double[] {loss.getFloat()}, "loss");
                tape.backward(loss);
            }
            golden.near(
                    golden.expected().get("grad_theta"),
                    weights.get(0).getGradient().toFloatArray(),
                    "gradient");
        }
        return true;
    }

    /** Value and gradient of MOON's contrast, with none, one or more previous models. */
    public static boolean modelContrast(GoldenCase golden) {
        ModelContrast moon = new ModelContrast(golden.param("mu", 0), golden.param("temperature", 0));
        try (NDManager manager = engine().manager()) {
            NDArray z = trained(golden.inputs().get("z"), manager);
            NDArray received = array(golden.inputs().get("z_global"), manager);
            List<NDArray> previous = new ArrayList<>();
            golden.inputs().get("z_prev").forEach(tensor -> previous.add(array(tensor, manager)));
            try (GradientTape tape = new GradientTape()) {
                NDArray contrast = moon.contrast(z, received, previous);
                NDArray loss = contrast.mul((float) moon.mu());
                golden.near(golden.expected().get("con"), new double[] {contrast.getFloat()}, "con");
                golden.near(golden.expected().get("loss"), new double[] {loss.getFloat()}, "loss");
                tape.backward(loss);
            }
            golden.near(golden.expected().get("grad_z"), z.getGradient().toFloatArray(), "grad_z");
        }
        return true;
    }

    /** Three rounds of three unequal clients on a network with batch normalisation: every tensor after every round. */
    public static boolean trajectory(GoldenCase golden) throws InterruptedException {
        Optional<Algorithm> method = method(golden);
        if (method.isEmpty()) {
            return false;
        }
        Algorithm algorithm = method.get();
        Network network = smallNet(golden);
        Weights global = Weights.fill(network.layout(), i -> 0);
        global = lay(
                lay(global, golden.inputs().get("parameters")), golden.inputs().get("buffers"));
        Optimizer sgd = new Optimizer.Sgd(
                golden.param("learning_rate", 0), golden.param("momentum", 0), golden.param("weight_decay", 0), false);
        JsonNode clients = golden.inputs().get("clients");
        JsonNode rounds = golden.inputs().get("batches");
        ServerState server = new ServerState(0, global, Memory.NONE);
        List<ClientState> states = new ArrayList<>();
        for (int client = 0; client < clients.size(); client++) {
            states.add(ClientState.fresh(client));
        }
        for (int round = 0; round < rounds.size(); round++) {
            Fold fold = algorithm.aggregator().open(Round.of(server, List.of(0, 1, 2), clients.size()));
            Broadcast broadcast = new Broadcast(
                    round + 1,
                    server.global(),
                    server.memory().only(algorithm.objective().told()));
            for (int client = 0; client < clients.size(); client++) {
                JsonNode data = clients.get(client);
                FixedFeed feed = new FixedFeed(
                        data.get("x"), data.get("y"), rounds.get(round).get(client), network.input());
                Algorithm visit = algorithm.with(new LocalBudget.Steps(feed.batches()));
                ClientResult result = visit(network, visit, broadcast, states.get(client), sgd, feed);
                fold.add(result.update());
                states.set(client, result.next());
            }
            server = fold.close();
            JsonNode expected = golden.expected().get("rounds").get(round);
            compare(golden, expected.get("parameters"), server.global(), "round " + round);
            compare(golden, expected.get("buffers"), server.global(), "round " + round);
        }
        return true;
    }

    private static final Algorithm FED_AVG = Catalog.get("FedAvg");

    private static Optional<Algorithm> method(GoldenCase golden) {
        return Optional.ofNullable(
                switch (golden.params().get("method").asText()) {
                    case "fedavg" -> FED_AVG;
                    case "fedprox" -> FED_AVG.plus(new Proximal(golden.param("mu", 0), true));
                    case "fednova" -> Catalog.get("FedNova");
                    case "scaffold" -> Catalog.get("SCAFFOLD");
                    case "feddyn" ->
                        FED_AVG.plus(new DynamicTerm(golden.param("alpha", 0)))
                                .with(new DynamicAverage(golden.param("alpha", 0)));
                    case "moon" ->
                        FED_AVG.plus(new ModelContrast(golden.param("mu", 0), golden.param("temperature", 0)));
                    default -> null;
                });
    }

    private static Network smallNet(GoldenCase golden) {
        int first = (int) golden.param("c1", 0);
        int second = (int) golden.param("c2", 0);
        int classes = (int) golden.param("classes", 0);
        long[] input = GoldenCase.longs(golden.params().get("input"));
        ImageShape shape = new ImageShape((int) input[0], (int) input[1], (int) input[2]);
        List<Layer> layers = List.of(
                new Layer.Conv("conv1", Part.BACKBONE, (int) input[0], first, 3, 1, 1, true),
                new Layer.Norm("bn1", Part.BACKBONE, first),
                new Layer.Relu(),
                new Layer.MaxPool(2),
                new Layer.Conv("conv2", Part.BACKBONE, first, second, 3, 1, 1, true),
                new Layer.Norm("bn2", Part.BACKBONE, second),
                new Layer.Relu(),
                new Layer.GlobalAverage());
        int projection = (int) golden.param("projection", 0);
        List<Network.Stage> stages = new ArrayList<>(List.of(Network.Stage.of(Part.BACKBONE, layers)));
        if (projection > 0) {
            stages.add(Network.Stage.of(
                    Part.PROJECTOR,
                    List.of(
                            new Layer.Dense("l1", Part.PROJECTOR, second, second),
                            new Layer.Relu(),
                            new Layer.Dense("l2", Part.PROJECTOR, second, projection))));
        }
        int embedding = projection > 0 ? projection : second;
        stages.add(Network.Stage.of(Part.HEAD, List.of(new Layer.Dense("fc", Part.HEAD, embedding, classes))));
        return new Network(shape, classes, stages, false);
    }

    private static ClientResult visit(
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
        return trainer.train(task, feed, Pace.FREE);
    }

    static NDArray trained(JsonNode tensor, NDManager manager) {
        NDArray array = array(tensor, manager);
        array.setRequiresGradient(true);
        return array;
    }

    static Native engine() {
        Native engine = Native.open("cpu");
        Native.prepareThread();
        return engine;
    }

    static Weights lay(Weights below, JsonNode tensors) {
        float[] values = new float[below.size()];
        below.all().get(values);
        tensors.properties().forEach(entry -> {
            float[] tensor = GoldenCase.floats(entry.getValue());
            int at = below.layout().offset(below.layout().indexOf(entry.getKey()));
            System.arraycopy(tensor, 0, values, at, tensor.length);
        });
        return Weights.of(below.layout(), values);
    }

    static void compare(GoldenCase golden, JsonNode expected, Weights seen, String when) {
        expected.properties()
                .forEach(entry ->
                        golden.near(entry.getValue(), slot(seen, entry.getKey()), when + " " + entry.getKey()));
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

    static NDArray array(JsonNode tensor, NDManager manager) {
        Shape shape = new Shape(
                GoldenCase.shape(tensor).stream().mapToLong(Integer::longValue).toArray());
        return manager.create(GoldenCase.floats(tensor), shape);
    }

    static NDArray labels(JsonNode tensor, NDManager manager) {
        Shape shape = new Shape(
                GoldenCase.shape(tensor).stream().mapToLong(Integer::longValue).toArray());
        return manager.create(GoldenCase.longs(tensor), shape);
    }
}
