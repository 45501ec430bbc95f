package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.fedlens.algorithm.Catalog;
import org.fedlens.data.ImageShape;
import org.fedlens.data.LabelledImages;
import org.fedlens.data.Labels;
import org.fedlens.data.PixelBlock;
import org.fedlens.federated.Broadcast;
import org.fedlens.federated.ClientState;
import org.fedlens.federated.Memory;
import org.fedlens.parity.GoldenCase;
import org.fedlens.training.engine.GradientTape;
import org.fedlens.weights.Layout;
import org.fedlens.weights.Part;
import org.fedlens.weights.Twins;
import org.fedlens.weights.Weights;

/** Golden checks of what is minimised without labels: values and gradients. */
public final class UnlabelledParity {
    private UnlabelledParity() {}

    /** Computes a loss of the case's real inputs and compares it and every gradient that the case states. */
    private static void loss(GoldenCase golden, Function<Map<String, NDArray>, NDArray> loss) {
        TrainingParity.engine();
        try (NDManager manager = TrainingParity.engine().manager()) {
            Map<String, NDArray> inputs = new TreeMap<>();
            golden.inputs().properties().forEach(entry -> {
                if (entry.getValue().has("data")) {
                    NDArray array = TrainingParity.array(entry.getValue(), manager);
                    array.setRequiresGradient(golden.expected().has("grad_" + entry.getKey()));
                    inputs.put(entry.getKey(), array);
                }
            });
            try (GradientTape tape = new GradientTape()) {
                NDArray value = loss.apply(inputs);
                golden.near(golden.expected().get("loss"), new double[] {value.getFloat()}, "loss");
                tape.backward(value);
            }
            inputs.forEach((name, array) -> {
                JsonNode expected = golden.expected().path("grad_" + name);
                if (!expected.isMissingNode()) {
                    float[] seen =
                            array.hasGradient() ? array.getGradient().toFloatArray() : new float[(int) array.size()];
                    golden.near(expected, seen, "grad_" + name);
                }
            });
        }
    }

    public static boolean ntXent(GoldenCase golden) {
        double temperature = golden.param("temperature", 0);
        loss(golden, in -> Similarity.ntXent(in.get("z1"), in.get("z2"), temperature));
        return true;
    }

    public static boolean infoNce(GoldenCase golden) {
        double temperature = golden.param("temperature", 0);
        loss(golden, in -> Similarity.infoNce(in.get("q"), in.get("k"), in.get("queue"), temperature));
        return true;
    }

    public static boolean byol(GoldenCase golden) {
        loss(golden, in -> Byol.loss(in.get("p1"), in.get("p2"), in.get("t1"), in.get("t2")));
        return true;
    }

    public static boolean simSiam(GoldenCase golden) {
        if (!golden.inputs().has("p1")) {
            return false;
        }
        boolean stops = golden.params().path("stop_gradient").asBoolean(true);
        SimSiam simSiam = new SimSiam(2, 1, 1, 1, stops);
        loss(golden, in -> simSiam.loss(in.get("p1"), in.get("p2"), in.get("z1"), in.get("z2")));
        return true;
    }

    public static boolean relations(GoldenCase golden) {
        loss(
                golden,
                in -> Similarity.relations(
                        in.get("a"),
                        in.get("b"),
                        in.get("ref"),
                        golden.param("temperature", 0),
                        golden.param("target_temperature", 0),
                        direction(golden),
                        golden.params().get("detach_target").asBoolean()));
        return true;
    }

    private static Similarity.Direction direction(GoldenCase golden) {
        return golden.params().get("form").asText().equals("code")
                ? Similarity.Direction.FROM_MEAN
                : Similarity.Direction.TO_MEAN;
    }

    /** The four terms of FedX as the catalogue adds them, on given embeddings. */
    public static boolean fedx(GoldenCase golden) {
        loss(golden, in -> {
            Objective sum = fedxTerms(golden);
            return sum.loss(GivenStep.of(new Embedded(in)));
        });
        return true;
    }

    static Objective fedxTerms(GoldenCase golden) {
        double temperature = golden.param("temperature", 0);
        boolean detached = golden.params().get("detach_target").asBoolean();
        return new SimClr(temperature, 1, 1, false)
                .plus(new GlobalContrast(true, true, GlobalContrast.Form.NT_XENT, temperature))
                .plus(new LocalRelations(true, temperature, golden.param("ts", 0), direction(golden), detached))
                .plus(new GlobalRelations(
                        true, true, true, temperature, golden.param("tt", 0), direction(golden), detached));
    }

    /** A step whose passes are given by name: z and p of the network in training, zg of the received one. */
    private record Embedded(Map<String, NDArray> given) {
        NDArray of(Who who, View view, Part part) {
            String prefix = who == Who.RECEIVED ? "zg" : part == Part.PREDICTOR ? "p" : "z";
            String suffix =
                    switch (view) {
                        case FIRST -> "1";
                        case SECOND -> "2";
                        case REFERENCE -> "r";
                    };
            return Optional.ofNullable(given.get(prefix + suffix)).orElseThrow();
        }
    }

    /** Contrast with prototypes over one or more granularities, as {@link Prototypes} averages them. */
    public static boolean prototypes(GoldenCase golden) {
        if (golden.inputs().has("negatives") || !golden.inputs().has("protos")) {
            return false;
        }
        JsonNode protos = golden.inputs().get("protos");
        try (NDManager manager = TrainingParity.engine().manager()) {
            NDArray q = TrainingParity.array(golden.inputs().get("q"), manager);
            q.setRequiresGradient(true);
            Notes notes = new Notes(manager);
            for (int i = 0; i < protos.size(); i++) {
                JsonNode phi = golden.inputs().get("phi").get(i);
                List<Integer> shape = GoldenCase.shape(protos.get(i));
                notes.put("prototypes-" + i, GoldenCase.floats(protos.get(i)), new Shape(shape.get(0), shape.get(1)));
                notes.put("concentrations-" + i, GoldenCase.floats(phi), new Shape(shape.get(0)));
                notes.put(
                        "assigned-" + i,
                        GoldenCase.longs(golden.inputs().get("assignment").get(i)));
            }
            String sizes = String.join(",", Collections.nCopies(protos.size(), "1"));
            try (GradientTape tape = new GradientTape()) {
                NDArray loss = new Prototypes(sizes, 0, 0.2).loss(GivenStep.of(new Noted(q, notes)));
                golden.near(golden.expected().get("loss"), new double[] {loss.getFloat()}, "loss");
                tape.backward(loss);
            }
            golden.near(golden.expected().get("grad_q"), q.getGradient().toFloatArray(), "grad_q");
        }
        return true;
    }

    private record Noted(NDArray query, Notes notes) {
        NDArray of(Who who, View view, Part part) {
            return query;
        }

        NDArray indices() {
            return query.getManager().arange(0, (int) query.getShape().get(0), 1, DataType.INT64);
        }
    }

    /** The target's way after each step of a given online network. */
    public static boolean follow(GoldenCase golden) {
        int size = GoldenCase.floats(golden.inputs().get("target")).length;
        Network network = new Network(
                new ImageShape(1, 1, size),
                1,
                List.of(Network.Stage.of(
                        Part.BACKBONE, List.of(new Layer.Conv("w", Part.BACKBONE, size, 1, 1, 1, 0, false)))),
                true);
        float[] target = GoldenCase.floats(golden.inputs().get("target"));
        JsonNode online = golden.inputs().get("online");
        for (int step = 0; step < online.size(); step++) {
            try (NDManager manager = TrainingParity.engine().manager()) {
                Weights model = pair(network.layout(), GoldenCase.floats(online.get(step)), target);
                Tensors tensors = Tensors.load(model, manager, false);
                tensors.follow(golden.param("beta", 0));
                target = tensors.get(Twins.target("w.weight")).toFloatArray();
            }
            golden.near(golden.expected().get("target").get(step), target, "target after step " + step);
        }
        return true;
    }

    private static Weights pair(Layout layout, float[] online, float[] target) {
        float[] both = new float[layout.size()];
        System.arraycopy(online, 0, both, 0, online.length);
        System.arraycopy(target, 0, both, online.length, target.length);
        return Weights.of(layout, both);
    }

    /** Several steps of MoCo with a linear encoder: losses, gradients, both encoders, queue and pointer after each. */
    public static boolean queue(GoldenCase golden) {
        List<Integer> shape = GoldenCase.shape(golden.inputs().get("w_q"));
        int places = (int) golden.param("queue_size", 0);
        Network network = new Network(
                new ImageShape(shape.get(1), 1, 1),
                1,
                List.of(Network.Stage.of(
                        Part.BACKBONE,
                        List.of(
                                new Layer.Conv("w", Part.BACKBONE, shape.get(1), shape.get(0), 1, 1, 0, false),
                                new Layer.Flatten()))),
                true);
        Moco moco = new Moco(
                golden.param("temperature", 0),
                golden.param("momentum", 0),
                places,
                false,
                golden.params().get("symmetric").asBoolean(),
                0,
                shape.get(0));
        try (NDManager manager = TrainingParity.engine().manager()) {
            Weights start = pair(
                    network.layout(),
                    GoldenCase.floats(golden.inputs().get("w_q")),
                    GoldenCase.floats(golden.inputs().get("w_k")));
            Tensors tensors = Tensors.load(start, manager, false);
            Notes notes = new Notes(manager);
            notes.put(Moco.QUEUE, GoldenCase.floats(golden.inputs().get("queue")), new Shape(shape.get(0), places));
            notes.put(Moco.PLACE, new float[] {(float) golden.param("pointer_start", 0)}, new Shape(1));
            Frozen none = Frozen.none();
            Batch.Visited visited = new Batch.Visited(task(network, start), network, none, notes, Set.of(), manager);
            Optimizer.Stepper sgd =
                    new Optimizer.Sgd(golden.param("learning_rate", 0), 0, 0, false).begin(tensors.learned(), manager);
            JsonNode steps = golden.expected().get("steps");
            for (int i = 0; i < steps.size(); i++) {
                Tensors leaves = tensors.leaves();
                Batch batch = new Batch(visited, leaves, new Rows(golden.inputs(), shape.get(1)), i);
                moco.beforeStep(batch);
                try (GradientTape tape = new GradientTape()) {
                    NDArray loss = moco.loss(batch);
                    golden.near(steps.get(i).get("loss"), new double[] {loss.getFloat()}, "loss " + i);
                    tape.backward(loss);
                }
                NDArray gradient = leaves.learned().get(0).getGradient();
                golden.near(steps.get(i).get("grad_w_q"), gradient.toFloatArray(), "gradient " + i);
                sgd.step(List.of(gradient));
                moco.afterStep(batch);
                golden.near(
                        steps.get(i).get("w_k"),
                        tensors.get(Twins.target("w.weight")).toFloatArray(),
                        "w_k " + i);
                golden.near(steps.get(i).get("w_q"), tensors.get("w.weight").toFloatArray(), "w_q " + i);
                golden.near(steps.get(i).get("queue"), notes.get(Moco.QUEUE).toFloatArray(), "queue " + i);
                golden.near(steps.get(i).get("pointer"), notes.get(Moco.PLACE).toFloatArray(), "pointer " + i);
            }
        }
        return true;
    }

    private static ClientTask task(Network network, Weights start) {
        ImageShape shape = network.input();
        return new ClientTask(
                1,
                new Broadcast(1, start, Memory.NONE),
                ClientState.fresh(0),
                Catalog.get("FedMoCo"),
                new Optimizer.Sgd(0, 0, 0, false),
                1,
                new LabelledImages(PixelBlock.of(shape, new byte[shape.size()]), Labels.of(new int[1], 1)),
                Optional.empty());
    }

    /** Rows of numbers as images of one pixel. */
    private record Rows(JsonNode inputs, int width) implements Feed.Epoch {
        @Override
        public Feed.Numbers images(int batch, View view) {
            float[] rows = GoldenCase.floats(
                    inputs.get(view == View.FIRST ? "x1" : "x2").get(batch));
            return new Feed.Numbers(rows, new Shape(rows.length / width, width, 1, 1));
        }

        @Override
        public Feed.Targets labels(int batch) {
            throw new AssertionError("No labels here");
        }

        @Override
        public long[] indices(int batch) {
            throw new AssertionError("No indices here");
        }
    }
}
