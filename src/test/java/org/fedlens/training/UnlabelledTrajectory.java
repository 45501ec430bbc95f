package org.fedlens.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.fedlens.algorithm.Catalog;
import org.fedlens.augmentation.ViewRecipe;
import org.fedlens.data.ImageShape;
import org.fedlens.data.LabelledImages;
import org.fedlens.data.Labels;
import org.fedlens.data.Normalization;
import org.fedlens.data.PixelBlock;
import org.fedlens.federated.Broadcast;
import org.fedlens.federated.ClientState;
import org.fedlens.federated.DivergenceAware;
import org.fedlens.federated.Exchange;
import org.fedlens.federated.Fold;
import org.fedlens.federated.Memory;
import org.fedlens.federated.Round;
import org.fedlens.federated.ServerState;
import org.fedlens.federated.Traffic;
import org.fedlens.parity.GoldenCase;
import org.fedlens.training.Network.Stage;
import org.fedlens.weights.Part;
import org.fedlens.weights.Twins;
import org.fedlens.weights.Weights;

/** Golden rounds of three unequal clients without labels: every tensor, loss and decision after every round. */
public final class UnlabelledTrajectory {
    private final GoldenCase golden;
    private final Network network;
    private final Algorithm algorithm;
    private final List<ClientState> states = new ArrayList<>();
    private ServerState server;

    private UnlabelledTrajectory(GoldenCase golden) {
        this.golden = golden;
        this.network = network(golden);
        this.algorithm = algorithm(golden);
        Weights zeros = Weights.fill(network.layout(), i -> 0);
        Weights parameters = TrainingParity.lay(zeros, golden.inputs().get("parameters"));
        this.server = new ServerState(
                0, TrainingParity.lay(parameters, golden.inputs().get("buffers")), Memory.NONE);
    }

    /** BYOL, FedU and FedX. */
    public static boolean check(GoldenCase golden) throws InterruptedException {
        new UnlabelledTrajectory(golden).play();
        return true;
    }

    private static Algorithm algorithm(GoldenCase golden) {
        double ema = golden.param("ema", 0);
        return switch (golden.params().get("method").asText()) {
            case "byol" -> Catalog.get("FedBYOL").with(new Byol(ema, 1, 1, 1));
            case "fedu" ->
                Catalog.get("FedU")
                        .with(new Byol(ema, 1, 1, 1))
                        .with(new Exchange(
                                Traffic.ALL_BUT_TARGET,
                                new DivergenceAware(
                                        golden.param("threshold", 0),
                                        DivergenceAware.Predictor.BY_DIVERGENCE,
                                        DivergenceAware.Aggregate.ONLINE,
                                        DivergenceAware.Update.ONLINE)));
            default -> Catalog.get("FedSimCLR+FedX").with(UnlabelledParity.fedxTerms(golden));
        };
    }

    private static Network network(GoldenCase golden) {
        boolean fedx = golden.params().get("method").asText().equals("fedx");
        int first = (int) golden.param("c1", 0);
        int second = (int) golden.param("c2", 0);
        int size = (int) golden.param("projection_size", 0);
        int hidden = (int) golden.param("projection_hidden", size);
        long[] input = GoldenCase.longs(golden.params().get("input"));
        String encoder = fedx ? "" : "online_encoder.";
        List<Layer> body = List.of(
                new Layer.Conv(encoder + "conv1", Part.BACKBONE, (int) input[0], first, 3, 1, 1, true),
                new Layer.Norm(encoder + "bn1", Part.BACKBONE, first),
                new Layer.Relu(),
                new Layer.MaxPool(2),
                new Layer.Conv(encoder + "conv2", Part.BACKBONE, first, second, 3, 1, 1, true),
                new Layer.Norm(encoder + "bn2", Part.BACKBONE, second),
                new Layer.Relu(),
                new Layer.GlobalAverage());
        Stage projector = fedx
                ? plain(Part.PROJECTOR, "projection", second, size)
                : normed(Part.PROJECTOR, "online_encoder.fc.net", second, hidden, size);
        Stage predictor = fedx
                ? plain(Part.PREDICTOR, "prediction", size, size)
                : normed(Part.PREDICTOR, "online_predictor.net", size, hidden, size);
        return new Network(
                new ImageShape((int) input[0], (int) input[1], (int) input[2]),
                1,
                List.of(Stage.of(Part.BACKBONE, body), projector, predictor),
                !fedx);
    }

    private static Stage plain(Part part, String path, int in, int size) {
        return Stage.of(
                part,
                List.of(
                        new Layer.Dense(path + ".0", part, in, size),
                        new Layer.Relu(),
                        new Layer.Dense(path + ".2", part, size, size)));
    }

    private static Stage normed(Part part, String path, int in, int hidden, int size) {
        return Stage.of(
                part,
                List.of(
                        new Layer.Dense(path + ".0", part, in, hidden),
                        new Layer.Norm(path + ".1", part, hidden),
                        new Layer.Relu(),
                        new Layer.Dense(path + ".3", part, hidden, size)));
    }

    private void play() throws InterruptedException {
        JsonNode samples = golden.inputs().get("samples");
        for (int client = 0; client < samples.size(); client++) {
            states.add(ClientState.fresh(client));
        }
        JsonNode rounds = golden.inputs().get("views");
        for (int round = 0; round < rounds.size(); round++) {
            round(round, rounds.get(round), samples);
        }
    }

    private void round(int round, JsonNode views, JsonNode samples) throws InterruptedException {
        JsonNode expected = golden.expected().get("rounds").get(round);
        Fold fold = algorithm.aggregator().open(Round.of(server, List.of(0, 1, 2), samples.size()));
        for (int client = 0; client < samples.size(); client++) {
            ClientResult result =
                    visit(round, client, views.get(client), samples.get(client).asInt());
            String where = "round " + round + " client " + client;
            double loss = StreamSupport.stream(
                            expected.get("losses").get(client).spliterator(), false)
                    .mapToDouble(JsonNode::asDouble)
                    .average()
                    .orElseThrow();
            golden.near(new DoubleNode(loss), new double[] {result.loss()}, where + " loss");
            compareFigures(expected, result.figures(), client, where);
            fold.add(result.update());
            states.set(client, result.next());
        }
        server = fold.close();
        TrainingParity.compare(golden, expected.get("parameters"), server.global(), "round " + round);
        TrainingParity.compare(golden, expected.get("buffers"), server.global(), "round " + round);
        if (expected.has("client0_target")) {
            compareTarget(expected.get("client0_target"), states.get(0).own().orElseThrow(), "round " + round);
        }
    }

    private void compareFigures(JsonNode expected, Map<String, Double> figures, int client, String where) {
        if (!figures.containsKey(DivergenceAware.DIVERGENCE)) {
            return;
        }
        double divergence = figures.get(DivergenceAware.DIVERGENCE);
        golden.near(expected.get("divergence").get(client), new double[] {divergence}, where + " divergence");
        boolean local =
                expected.get("decision_for_next_round").get(client).asText().equals("LOCAL");
        golden.near(
                new DoubleNode(local ? 1 : 0), new double[] {figures.get(DivergenceAware.KEPT)}, where + " decision");
    }

    private void compareTarget(JsonNode expected, Weights own, String when) {
        for (String kind : List.of("parameters", "buffers")) {
            expected.get(kind).properties().forEach(entry -> {
                String path = Twins.target("online_encoder." + entry.getKey());
                golden.near(entry.getValue(), TrainingParity.slot(own, path), when + " " + path);
            });
        }
    }

    private ClientResult visit(int round, int client, JsonNode steps, int samples) throws InterruptedException {
        ImageShape shape = network.input();
        LabelledImages images = new LabelledImages(
                PixelBlock.of(shape, new byte[samples * shape.size()]), Labels.of(new int[samples], 1));
        FixedViews feed = new FixedViews(steps);
        Optimizer sgd = new Optimizer.Sgd(
                golden.param("learning_rate", 0), golden.param("momentum", 0), golden.param("weight_decay", 0), false);
        ClientTask task = new ClientTask(
                1,
                new Broadcast(round + 1, server.global(), Memory.NONE),
                states.get(client),
                algorithm.with(new LocalBudget.Steps(feed.batches())).with(new Unlabelled(ViewRecipe.SIMCLR)),
                sgd,
                samples,
                images,
                Optional.empty());
        Normalization none = new Normalization(new float[] {0}, new float[] {1});
        return new LocalTrainer(TrainingParity.engine(), network, none).train(task, feed, Pace.FREE);
    }
}
