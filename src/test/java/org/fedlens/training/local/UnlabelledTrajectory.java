package org.fedlens.training.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fedlens.algorithm.Catalog;
import org.fedlens.augmentation.ViewRecipe;
import org.fedlens.data.ImageShape;
import org.fedlens.data.LabelledImages;
import org.fedlens.data.Labels;
import org.fedlens.data.Normalization;
import org.fedlens.data.PixelBlock;
import org.fedlens.federated.Aggregation;
import org.fedlens.federated.Broadcast;
import org.fedlens.federated.ClientState;
import org.fedlens.federated.Exchange;
import org.fedlens.federated.MethodMemory;
import org.fedlens.federated.RoundContext;
import org.fedlens.federated.ServerState;
import org.fedlens.federated.Traffic;
import org.fedlens.federated.personalization.Divergence;
import org.fedlens.federated.personalization.DivergenceAware;
import org.fedlens.parity.GoldenCase;
import org.fedlens.parity.GoldenValue;
import org.fedlens.training.Algorithm;
import org.fedlens.training.ClientResult;
import org.fedlens.training.ClientTask;
import org.fedlens.training.LocalBudget;
import org.fedlens.training.Objective;
import org.fedlens.training.Optimizer;
import org.fedlens.training.batch.FixedViews;
import org.fedlens.training.network.Layer;
import org.fedlens.training.network.Network;
import org.fedlens.training.network.Network.Stage;
import org.fedlens.training.objective.Byol;
import org.fedlens.training.supervision.Unlabelled;
import org.fedlens.training.supervision.UnlabelledParity;
import org.fedlens.training.tensor.TrainingControl;
import org.fedlens.weights.NetworkPart;
import org.fedlens.weights.TargetNetworkSlots;
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
                0, TrainingParity.lay(parameters, golden.inputs().get("buffers")), MethodMemory.NONE);
    }

    /** BYOL, FedU and FedX. */
    public static void check(GoldenCase golden) throws InterruptedException {
        new UnlabelledTrajectory(golden).play();
    }

    private static Algorithm algorithm(GoldenCase golden) {
        String method = golden.text("method");
        if (method.equals("fedx")) {
            return Catalog.get("FedSimCLR+FedX").with(UnlabelledParity.fedxTerms(golden));
        }
        Objective byol = new Byol(golden.number("ema"), 1, 1, 1);
        return switch (method + " " + golden.text("predictor")) {
            case "byol global" -> Catalog.get("FedBYOL").with(byol);
            case "byol local", "fedu local" -> fedu(byol, 0, DivergenceAware.Predictor.OWN);
            case "fedu global" -> fedu(byol, 0, DivergenceAware.Predictor.FROM_SERVER);
            case "byol dapu", "fedu dapu" ->
                fedu(byol, golden.number("threshold"), DivergenceAware.Predictor.BY_DIVERGENCE);
            default -> throw golden.unknown("method or predictor");
        };
    }

    private static Algorithm fedu(Objective byol, double threshold, DivergenceAware.Predictor predictor) {
        DivergenceAware personal = new DivergenceAware(
                threshold, predictor, DivergenceAware.Aggregate.ONLINE, DivergenceAware.Update.ONLINE);
        return Catalog.get("FedU").with(byol).with(new Exchange(Traffic.ALL_BUT_TARGET, personal));
    }

    private static Network network(GoldenCase golden) {
        boolean fedx = golden.text("method").equals("fedx");
        int second = golden.integer("c2");
        int size = golden.integer("projection_size");
        List<Layer> body = TrajectoryParity.body(golden, fedx ? "" : "online_encoder.");
        Stage projector;
        Stage predictor;
        if (fedx) {
            projector = plain(NetworkPart.PROJECTOR, "projection", second, size);
            predictor = plain(NetworkPart.PREDICTOR, "prediction", size, size);
        } else {
            int hidden = golden.integer("projection_hidden");
            projector = normed(golden, NetworkPart.PROJECTOR, "online_encoder.fc.net", second, hidden, size);
            predictor = normed(golden, NetworkPart.PREDICTOR, "online_predictor.net", size, hidden, size);
        }
        return new Network(
                TrajectoryParity.input(golden),
                1,
                List.of(Stage.of(NetworkPart.BACKBONE, body), projector, predictor),
                !fedx);
    }

    private static Stage plain(NetworkPart part, String path, int in, int size) {
        return Stage.of(
                part,
                List.of(
                        new Layer.Dense(path + ".0", part, in, size),
                        new Layer.Relu(),
                        new Layer.Dense(path + ".2", part, size, size)));
    }

    private static Stage normed(GoldenCase golden, NetworkPart part, String path, int in, int hidden, int size) {
        return Stage.of(
                part,
                List.of(
                        new Layer.Dense(path + ".0", part, in, hidden),
                        TrajectoryParity.norm(golden, path + ".1", part, hidden),
                        new Layer.Relu(),
                        new Layer.Dense(path + ".3", part, hidden, size)));
    }

    private void play() throws InterruptedException {
        int[] samples = golden.inputs().get("samples").ints();
        for (int client = 0; client < samples.length; client++) {
            states.add(ClientState.fresh(client));
        }
        GoldenValue rounds = golden.inputs().get("views");
        for (int round = 0; round < rounds.size(); round++) {
            round(round, rounds.get(round), samples);
        }
    }

    private void round(int round, GoldenValue views, int[] samples) throws InterruptedException {
        GoldenValue expected = golden.expected().get("rounds").get(round);
        List<Integer> all = IntStream.range(0, samples.length).boxed().toList();
        Aggregation fold = algorithm.aggregator().open(RoundContext.of(server, all, samples.length));
        for (int client = 0; client < samples.length; client++) {
            String where = "round " + round + " client " + client;
            int at = client;
            String used = predictor(states.get(client));
            expected.find("predictor_used")
                    .ifPresent(wanted -> assertEquals(wanted.get(at).text(), used, where));
            ClientResult result = visit(round, client, views.get(client), samples[client]);
            // What is reported of a visit is the mean over its steps.
            double loss = Arrays.stream(expected.get("losses").get(client).doubles())
                    .average()
                    .orElseThrow();
            golden.near(new double[] {loss}, new double[] {result.loss()}, where + " loss");
            compareFigures(expected, result, client, where);
            fold.add(result.update());
            states.set(client, result.next());
        }
        server = fold.close();
        TrainingParity.compare(golden, expected.get("parameters"), server.global(), "round " + round);
        TrainingParity.compare(golden, expected.get("buffers"), server.global(), "round " + round);
        expected.find("client0_target")
                .ifPresent(wanted -> compareTarget(wanted, states.get(0).own().orElseThrow(), "round " + round));
    }

    /** Where the predictor of a client's next visit comes from. */
    private String predictor(ClientState past) {
        boolean own = past.lastRound() > 0
                && past.memory().number(DivergenceAware.KEPT).orElse(0) > 0;
        return own ? "local" : "global";
    }

    private void compareFigures(GoldenValue expected, ClientResult result, int client, String where) {
        expected.find("divergence").ifPresent(wanted -> {
            // A method that decides nothing by it does not report it; the received encoder is where a visit begins.
            double divergence = result.figures().containsKey(DivergenceAware.DIVERGENCE)
                    ? result.figures().get(DivergenceAware.DIVERGENCE)
                    : Divergence.between(server.global(), result.next().own().orElseThrow());
            golden.near(wanted.get(client), divergence, where + " divergence");
        });
        expected.find("decision_for_next_round").ifPresent(wanted -> {
            String seen = result.figures().get(DivergenceAware.KEPT) > 0 ? "LOCAL" : "GLOBAL";
            assertEquals(wanted.get(client).text(), seen, where + " decision");
        });
    }

    private void compareTarget(GoldenValue expected, Weights own, String when) {
        for (String kind : List.of("parameters", "buffers")) {
            expected.get(kind).fields().forEach((name, tensor) -> {
                String path = TargetNetworkSlots.target("online_encoder." + name);
                golden.near(tensor, TrainingParity.slot(own, path), when + " " + path);
            });
        }
    }

    private ClientResult visit(int round, int client, GoldenValue steps, int samples) throws InterruptedException {
        ImageShape shape = network.input();
        LabelledImages images = new LabelledImages(
                PixelBlock.of(shape, new byte[samples * shape.size()]), Labels.of(new int[samples], 1));
        FixedViews feed = new FixedViews(steps);
        Optimizer sgd = new Optimizer.Sgd(
                golden.number("learning_rate"), golden.number("momentum"), golden.number("weight_decay"), false);
        ClientTask task = new ClientTask(
                1,
                new Broadcast(round + 1, server.global(), MethodMemory.NONE),
                states.get(client),
                algorithm.with(new LocalBudget.Steps(feed.batches())).with(new Unlabelled(ViewRecipe.SIMCLR)),
                sgd,
                samples,
                images,
                Optional.empty());
        Normalization none = new Normalization(new float[] {0}, new float[] {1});
        return new LocalTrainer(TrainingParity.engine(), network, none).train(task, feed, TrainingControl.FREE);
    }
}
