package org.fedlens.training.supervision;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.fedlens.algorithm.Catalog;
import org.fedlens.data.ImageShape;
import org.fedlens.data.LabelledImages;
import org.fedlens.data.Labels;
import org.fedlens.data.PixelBlock;
import org.fedlens.federated.Broadcast;
import org.fedlens.federated.ClientState;
import org.fedlens.federated.MethodMemory;
import org.fedlens.parity.GoldenCase;
import org.fedlens.parity.GoldenValue;
import org.fedlens.training.ClientTask;
import org.fedlens.training.GivenStep;
import org.fedlens.training.NetworkRole;
import org.fedlens.training.Objective;
import org.fedlens.training.ObjectiveBuffers;
import org.fedlens.training.Optimizer;
import org.fedlens.training.Step;
import org.fedlens.training.batch.AugmentedView;
import org.fedlens.training.batch.BatchFeed;
import org.fedlens.training.engine.GradientTape;
import org.fedlens.training.local.Batch;
import org.fedlens.training.local.FrozenInputs;
import org.fedlens.training.local.TrainingParity;
import org.fedlens.training.network.Layer;
import org.fedlens.training.network.Network;
import org.fedlens.training.objective.Byol;
import org.fedlens.training.objective.GlobalContrast;
import org.fedlens.training.objective.GlobalRelations;
import org.fedlens.training.objective.LocalRelations;
import org.fedlens.training.objective.Moco;
import org.fedlens.training.objective.PrototypicalContrast;
import org.fedlens.training.objective.SimClr;
import org.fedlens.training.objective.SimSiam;
import org.fedlens.training.objective.Similarity;
import org.fedlens.training.tensor.ImageBatch;
import org.fedlens.training.tensor.LabelBatch;
import org.fedlens.training.tensor.Tensors;
import org.fedlens.weights.NetworkPart;
import org.fedlens.weights.TargetNetworkSlots;
import org.fedlens.weights.WeightLayout;
import org.fedlens.weights.Weights;

/** Golden checks of what is minimised without labels: values and gradients. */
public final class UnlabelledParity {
    private UnlabelledParity() {}

    /** The tensors of a case by name; only what a loss asks for is read. */
    private interface Inputs {
        NDArray get(String name);
    }

    /** Computes a loss of the case's real inputs and compares it and every gradient that the case states. */
    private static void loss(GoldenCase golden, Function<Inputs, NDArray> loss) {
        try (NDManager manager = TrainingParity.engine().manager()) {
            Map<String, NDArray> inputs = new TreeMap<>();
            Inputs asked = name -> inputs.computeIfAbsent(name, fresh -> {
                NDArray array = TrainingParity.array(golden.inputs().get(fresh), manager);
                array.setRequiresGradient(golden.expected().has("grad_" + fresh));
                return array;
            });
            try (GradientTape tape = new GradientTape()) {
                NDArray value = loss.apply(asked);
                golden.near(golden.expected().get("loss"), value.getFloat(), "loss");
                tape.backward(value);
            }
            inputs.forEach((name, array) -> {
                golden.expected().find("grad_" + name).ifPresent(expected -> {
                    float[] seen =
                            array.hasGradient() ? array.getGradient().toFloatArray() : new float[(int) array.size()];
                    golden.near(expected, seen, "grad_" + name);
                });
            });
        }
    }

    public static void ntXent(GoldenCase golden) {
        double temperature = golden.number("temperature");
        loss(golden, in -> Similarity.ntXent(in.get("z1"), in.get("z2"), temperature));
    }

    public static void infoNce(GoldenCase golden) {
        double temperature = golden.number("temperature");
        loss(golden, in -> Similarity.infoNce(in.get("q"), in.get("k"), in.get("queue"), temperature));
    }

    public static void byol(GoldenCase golden) {
        loss(golden, in -> Byol.loss(in.get("p1"), in.get("p2"), in.get("t1"), in.get("t2")));
    }

    public static void simSiam(GoldenCase golden) {
        boolean stops =
                golden.params().find("stop_gradient").map(GoldenValue::flag).orElse(true);
        SimSiam simSiam = new SimSiam(2, 1, 1, 1, stops);
        loss(golden, in -> simSiam.loss(in.get("p1"), in.get("p2"), in.get("z1"), in.get("z2")));
    }

    public static void relations(GoldenCase golden) {
        loss(
                golden,
                in -> Similarity.relations(
                        in.get("a"),
                        in.get("b"),
                        in.get("ref"),
                        golden.number("temperature"),
                        golden.number("target_temperature"),
                        direction(golden),
                        golden.flag("detach_target")));
    }

    private static Similarity.Direction direction(GoldenCase golden) {
        return switch (golden.text("form")) {
            case "code" -> Similarity.Direction.FROM_MEAN;
            case "paper" -> Similarity.Direction.TO_MEAN;
            default -> throw golden.unknown("form");
        };
    }

    /** The four terms of FedX as the catalogue adds them, on given embeddings. */
    public static void fedx(GoldenCase golden) {
        loss(golden, in -> fedxTerms(golden).loss(GivenStep.of(new Embedded(in))));
        try (NDManager manager = TrainingParity.engine().manager()) {
            Inputs plain = name -> TrainingParity.array(golden.inputs().get(name), manager);
            Step step = GivenStep.of(new Embedded(plain));
            double temperature = golden.number("temperature");
            boolean detached = golden.flag("detach_target");
            Map.of(
                            "nt_local",
                            new SimClr(temperature, 1, 1, false),
                            "nt_global",
                            new GlobalContrast(true, true, GlobalContrast.Form.NT_XENT, temperature),
                            "js_local",
                            localRelations(golden, detached),
                            "js_global",
                            globalRelations(golden, detached))
                    .forEach((name, term) -> golden.expected()
                            .find(name)
                            .ifPresent(wanted ->
                                    golden.near(wanted, term.loss(step).getFloat(), name)));
        }
    }

    public static Objective fedxTerms(GoldenCase golden) {
        double temperature = golden.number("temperature");
        boolean detached = golden.flag("detach_target");
        return new SimClr(temperature, 1, 1, false)
                .plus(new GlobalContrast(true, true, GlobalContrast.Form.NT_XENT, temperature))
                .plus(localRelations(golden, detached))
                .plus(globalRelations(golden, detached));
    }

    private static Objective localRelations(GoldenCase golden, boolean detached) {
        return new LocalRelations(true, golden.number("temperature"), golden.number("ts"), direction(golden), detached);
    }

    private static Objective globalRelations(GoldenCase golden, boolean detached) {
        double temperature = golden.number("temperature");
        return new GlobalRelations(true, true, true, temperature, golden.number("tt"), direction(golden), detached);
    }

    /** A step whose passes are given by name: z and p of the network in training, zg of the received one. */
    private record Embedded(Inputs given) {
        NDArray of(NetworkRole who, AugmentedView view, NetworkPart part) {
            String prefix = who == NetworkRole.RECEIVED ? "zg" : part == NetworkPart.PREDICTOR ? "p" : "z";
            String suffix =
                    switch (view) {
                        case FIRST -> "1";
                        case SECOND -> "2";
                        case REFERENCE -> "r";
                    };
            return given.get(prefix + suffix);
        }
    }

    /** Contrast with prototypes over one or more granularities, as {@link PrototypicalContrast} averages them. */
    public static void prototypes(GoldenCase golden) {
        String variant = golden.params().find("variant").map(GoldenValue::text).orElse("spec");
        GoldenValue protos = golden.inputs().get("protos");
        try (NDManager manager = TrainingParity.engine().manager()) {
            NDArray q = TrainingParity.array(golden.inputs().get("q"), manager);
            q.setRequiresGradient(true);
            ObjectiveBuffers notes = new ObjectiveBuffers(manager);
            for (int i = 0; i < protos.size(); i++) {
                float[][] rows = protos.get(i).rows();
                float[] phi = golden.inputs().get("phi").get(i).floats();
                int[] assigned = golden.inputs().get("assignment").get(i).ints();
                int[] listed =
                        switch (variant) {
                            case "spec" -> IntStream.range(0, rows.length).toArray();
                            case "code" -> repeated(assigned, negatives(golden, i));
                            default -> throw golden.unknown("variant");
                        };
                float[] chosen = new float[listed.length * rows[0].length];
                float[] widths = new float[listed.length];
                for (int row = 0; row < listed.length; row++) {
                    System.arraycopy(rows[listed[row]], 0, chosen, row * rows[0].length, rows[0].length);
                    widths[row] = phi[listed[row]];
                }
                notes.put("prototypes-" + i, chosen, new Shape(listed.length, rows[0].length));
                notes.put("concentrations-" + i, widths, new Shape(listed.length));
                // In the code's variant each sample has the prototype at its own place.
                notes.put(
                        "assigned-" + i,
                        variant.equals("code")
                                ? LongStream.range(0, assigned.length).toArray()
                                : IntStream.of(assigned).asLongStream().toArray());
            }
            String sizes = String.join(",", Collections.nCopies(protos.size(), "1"));
            try (GradientTape tape = new GradientTape()) {
                NDArray loss = new PrototypicalContrast(sizes, 0, 0.2).loss(GivenStep.of(new Noted(q, notes)));
                golden.near(golden.expected().get("loss"), loss.getFloat(), "loss");
                tape.backward(loss);
            }
            golden.near(golden.expected().get("grad_q"), q.getGradient().toFloatArray(), "grad_q");
        }
    }

    /** The authors' denominator: the prototype of every sample, repeats included, then those drawn. */
    private static int[] repeated(int[] assigned, int[] negatives) {
        return IntStream.concat(IntStream.of(assigned), IntStream.of(negatives)).toArray();
    }

    private static int[] negatives(GoldenCase golden, int granularity) {
        GoldenValue drawn = golden.inputs().get("negatives");
        return drawn.isTensor() ? drawn.ints() : drawn.get(granularity).ints();
    }

    private record Noted(NDArray query, ObjectiveBuffers notes) {
        NDArray of(NetworkRole who, AugmentedView view, NetworkPart part) {
            return query;
        }

        NDArray indices() {
            return query.getManager().arange(0, (int) query.getShape().get(0), 1, DataType.INT64);
        }
    }

    /** The target's way after each step of a given online network. */
    public static void follow(GoldenCase golden) {
        int size = golden.inputs().get("target").floats().length;
        Network network = new Network(
                new ImageShape(1, 1, size),
                1,
                List.of(Network.Stage.of(
                        NetworkPart.BACKBONE,
                        List.of(new Layer.Conv("w", NetworkPart.BACKBONE, size, 1, 1, 1, 0, false)))),
                true);
        float[] target = golden.inputs().get("target").floats();
        GoldenValue online = golden.inputs().get("online");
        for (int step = 0; step < online.size(); step++) {
            try (NDManager manager = TrainingParity.engine().manager()) {
                Weights model = pair(network.layout(), online.get(step).floats(), target);
                Tensors tensors = Tensors.load(model, manager, false);
                tensors.follow(golden.number("beta"));
                target = tensors.get(TargetNetworkSlots.target("w.weight")).toFloatArray();
            }
            golden.near(golden.expected().get("target").get(step), target, "target after step " + step);
        }
    }

    private static Weights pair(WeightLayout layout, float[] online, float[] target) {
        float[] both = new float[layout.size()];
        System.arraycopy(online, 0, both, 0, online.length);
        System.arraycopy(target, 0, both, online.length, target.length);
        return Weights.of(layout, both);
    }

    /** Several steps of MoCo with a linear encoder: losses, gradients, both encoders, queue and pointer after each. */
    public static void queue(GoldenCase golden) {
        List<Integer> shape = golden.inputs().get("w_q").shape();
        int places = golden.integer("queue_size");
        Network network = new Network(
                new ImageShape(shape.get(1), 1, 1),
                1,
                List.of(Network.Stage.of(
                        NetworkPart.BACKBONE,
                        List.of(
                                new Layer.Conv("w", NetworkPart.BACKBONE, shape.get(1), shape.get(0), 1, 1, 0, false),
                                new Layer.Flatten()))),
                true);
        Moco moco = new Moco(
                golden.number("temperature"),
                golden.number("momentum"),
                places,
                false,
                golden.flag("symmetric"),
                0,
                shape.get(0));
        try (NDManager manager = TrainingParity.engine().manager()) {
            Weights start = pair(
                    network.layout(),
                    golden.inputs().get("w_q").floats(),
                    golden.inputs().get("w_k").floats());
            Tensors tensors = Tensors.load(start, manager, false);
            ObjectiveBuffers notes = new ObjectiveBuffers(manager);
            notes.put(Moco.QUEUE, golden.inputs().get("queue").floats(), new Shape(shape.get(0), places));
            notes.put(Moco.PLACE, new float[] {golden.integer("pointer_start")}, new Shape(1));
            FrozenInputs none = FrozenInputs.none();
            Batch.Visited visited = new Batch.Visited(task(network, start), network, none, notes, Set.of(), manager);
            Optimizer.Stepper sgd =
                    new Optimizer.Sgd(golden.number("learning_rate"), 0, 0, false).begin(tensors.learned(), manager);
            GoldenValue steps = golden.expected().get("steps");
            for (int i = 0; i < steps.size(); i++) {
                Tensors leaves = tensors.leaves();
                Batch batch = new Batch(visited, leaves, new Rows(golden.inputs(), shape.get(1)), i);
                moco.beforeStep(batch);
                try (GradientTape tape = new GradientTape()) {
                    NDArray loss = moco.loss(batch);
                    golden.near(steps.get(i).get("loss"), loss.getFloat(), "loss " + i);
                    tape.backward(loss);
                }
                NDArray gradient = leaves.learned().get(0).getGradient();
                golden.near(steps.get(i).get("grad_w_q"), gradient.toFloatArray(), "gradient " + i);
                sgd.step(List.of(gradient));
                moco.afterStep(batch);
                golden.near(
                        steps.get(i).get("w_k"),
                        tensors.get(TargetNetworkSlots.target("w.weight")).toFloatArray(),
                        "w_k " + i);
                golden.near(steps.get(i).get("w_q"), tensors.get("w.weight").toFloatArray(), "w_q " + i);
                golden.near(steps.get(i).get("queue"), notes.get(Moco.QUEUE).toFloatArray(), "queue " + i);
                golden.near(steps.get(i).get("pointer"), notes.get(Moco.PLACE).toFloatArray(), "pointer " + i);
            }
        }
    }

    private static ClientTask task(Network network, Weights start) {
        ImageShape shape = network.input();
        return new ClientTask(
                1,
                new Broadcast(1, start, MethodMemory.NONE),
                ClientState.fresh(0),
                Catalog.get("FedMoCo"),
                new Optimizer.Sgd(0, 0, 0, false),
                1,
                new LabelledImages(PixelBlock.of(shape, new byte[shape.size()]), Labels.of(new int[1], 1)),
                Optional.empty());
    }

    /** Rows of numbers as images of one pixel. */
    private record Rows(GoldenValue inputs, int width) implements BatchFeed.Epoch {
        @Override
        public ImageBatch images(int batch, AugmentedView view) {
            float[] rows = inputs.get(view == AugmentedView.FIRST ? "x1" : "x2")
                    .get(batch)
                    .floats();
            return new ImageBatch(rows, new Shape(rows.length / width, width, 1, 1));
        }

        @Override
        public LabelBatch labels(int batch) {
            throw new AssertionError("No labels here");
        }

        @Override
        public long[] indices(int batch) {
            throw new AssertionError("No indices here");
        }
    }
}
