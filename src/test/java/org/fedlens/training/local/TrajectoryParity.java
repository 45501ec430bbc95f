package org.fedlens.training.local;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.fedlens.algorithm.Catalog;
import org.fedlens.data.ImageShape;
import org.fedlens.federated.Aggregation;
import org.fedlens.federated.Broadcast;
import org.fedlens.federated.ClientState;
import org.fedlens.federated.ClientUpdate;
import org.fedlens.federated.MethodMemory;
import org.fedlens.federated.RoundContext;
import org.fedlens.federated.ServerState;
import org.fedlens.federated.aggregation.ControlledAverage;
import org.fedlens.federated.aggregation.DynamicAverage;
import org.fedlens.federated.aggregation.NormalizedAverage;
import org.fedlens.parity.GoldenCase;
import org.fedlens.parity.GoldenValue;
import org.fedlens.training.Algorithm;
import org.fedlens.training.ClientResult;
import org.fedlens.training.LocalBudget;
import org.fedlens.training.Optimizer;
import org.fedlens.training.batch.FixedFeed;
import org.fedlens.training.network.Layer;
import org.fedlens.training.network.Network;
import org.fedlens.training.objective.DynamicTerm;
import org.fedlens.training.objective.ModelContrast;
import org.fedlens.training.objective.ProximalTerm;
import org.fedlens.weights.NetworkPart;
import org.fedlens.weights.Slot;
import org.fedlens.weights.SlotKind;
import org.fedlens.weights.WeightLayout;
import org.fedlens.weights.Weights;

/** Golden rounds of unequal clients with labels, on a network with batch normalisation: every tensor after every round. */
public final class TrajectoryParity {
    private static final WeightLayout ONE =
            new WeightLayout(List.of(new Slot("one", NetworkPart.BACKBONE, SlotKind.TRAINED, List.of(1))));

    private final GoldenCase golden;
    private final Network network;
    private final Algorithm algorithm;
    private final Optimizer sgd;
    private final List<ClientState> states = new ArrayList<>();
    private ServerState server;

    private TrajectoryParity(GoldenCase golden) {
        this.golden = golden;
        this.network = network(golden);
        this.algorithm = algorithm(golden);
        this.sgd = new Optimizer.Sgd(
                golden.number("learning_rate"), golden.number("momentum"), golden.number("weight_decay"), false);
        Weights parameters = TrainingParity.lay(
                Weights.fill(network.layout(), i -> 0), golden.inputs().get("parameters"));
        this.server = new ServerState(
                0, TrainingParity.lay(parameters, golden.inputs().get("buffers")), MethodMemory.NONE);
    }

    /** FedAvg, FedProx, FedNova, SCAFFOLD, FedDyn and MOON. */
    public static void check(GoldenCase golden) throws InterruptedException {
        new TrajectoryParity(golden).play();
    }

    private static Algorithm algorithm(GoldenCase golden) {
        Algorithm plain = Catalog.get("FedAvg");
        return switch (golden.text("method")) {
            case "fedavg" -> plain;
            case "fedprox" -> plain.plus(new ProximalTerm(golden.number("mu"), true));
            case "fednova" -> nova(golden);
            case "scaffold" ->
                Catalog.get("SCAFFOLD").with(new ControlledAverage(golden.number("server_learning_rate")));
            case "feddyn" ->
                plain.plus(new DynamicTerm(golden.number("alpha"))).with(new DynamicAverage(golden.number("alpha")));
            case "moon" -> plain.plus(new ModelContrast(golden.number("mu"), golden.number("temperature")));
            default -> throw golden.unknown("method");
        };
    }

    /** With a pull to the received model, and another common number, where the case states them. */
    private static Algorithm nova(GoldenCase golden) {
        Algorithm nova = Catalog.get("FedNova");
        double mu = golden.number("mu", 0);
        if (mu > 0) {
            nova = nova.plus(new ProximalTerm(mu, true));
        }
        String effective =
                golden.params().find("tau_eff").map(GoldenValue::text).orElse("normalizer");
        return switch (effective) {
            case "normalizer" -> nova;
            case "steps" -> nova.with(new NormalizedAverage(NormalizedAverage.Effective.STEPS));
            default -> throw golden.unknown("tau_eff");
        };
    }

    private static Network network(GoldenCase golden) {
        int second = golden.integer("c2");
        int classes = golden.integer("classes");
        ImageShape input = input(golden);
        int projection =
                golden.params().find("projection").map(GoldenValue::integer).orElse(0);
        List<Network.Stage> stages = new ArrayList<>(List.of(Network.Stage.of(NetworkPart.BACKBONE, body(golden, ""))));
        if (projection > 0) {
            stages.add(Network.Stage.of(
                    NetworkPart.PROJECTOR,
                    List.of(
                            new Layer.Dense("l1", NetworkPart.PROJECTOR, second, second),
                            new Layer.Relu(),
                            new Layer.Dense("l2", NetworkPart.PROJECTOR, second, projection))));
        }
        int embedding = projection > 0 ? projection : second;
        stages.add(Network.Stage.of(
                NetworkPart.HEAD, List.of(new Layer.Dense("fc", NetworkPart.HEAD, embedding, classes))));
        return new Network(input, classes, stages, false);
    }

    static ImageShape input(GoldenCase golden) {
        int[] input = golden.params().get("input").ints();
        // The files give channels and both sides.
        return new ImageShape(input[0], input[1], input[2]);
    }

    /** Two convolutions with batch normalisation, and their mean over the image. */
    static List<Layer> body(GoldenCase golden, String prefix) {
        int first = golden.integer("c1");
        int second = golden.integer("c2");
        return List.of(
                new Layer.Conv(
                        prefix + "conv1", NetworkPart.BACKBONE, input(golden).channels(), first, 3, 1, 1, true),
                norm(golden, prefix + "bn1", NetworkPart.BACKBONE, first),
                new Layer.Relu(),
                new Layer.MaxPool(2),
                new Layer.Conv(prefix + "conv2", NetworkPart.BACKBONE, first, second, 3, 1, 1, true),
                norm(golden, prefix + "bn2", NetworkPart.BACKBONE, second),
                new Layer.Relu(),
                new Layer.GlobalAverage());
    }

    static Layer norm(GoldenCase golden, String path, NetworkPart part, int channels) {
        return new Layer.Norm(path, part, channels, golden.number("bn_momentum"), golden.number("bn_eps"));
    }

    private void play() throws InterruptedException {
        int clients = golden.inputs().get("clients").size();
        IntStream.range(0, clients).forEach(client -> states.add(ClientState.fresh(client)));
        GoldenValue rounds = golden.inputs().get("batches");
        for (int round = 0; round < rounds.size(); round++) {
            List<Integer> all = IntStream.range(0, clients).boxed().toList();
            Aggregation fold = algorithm.aggregator().open(RoundContext.of(server, all, clients));
            Broadcast broadcast = new Broadcast(
                    round + 1,
                    server.global(),
                    server.memory().only(algorithm.objective().told()));
            GoldenValue expected = golden.expected().get("rounds").get(round);
            // Where every client walks its normalizer in steps of length 1, FedNova's server walks their common number.
            Weights zero = Weights.fill(ONE, i -> 0);
            Aggregation walk = algorithm
                    .aggregator()
                    .open(RoundContext.of(new ServerState(0, zero, MethodMemory.NONE), all, clients));
            for (int client = 0; client < clients; client++) {
                GoldenValue data = golden.inputs().get("clients").get(client);
                FixedFeed feed = FixedFeed.batches(
                        data.get("x"), data.get("y"), rounds.get(round).get(client), network.input());
                Algorithm visit = algorithm.with(new LocalBudget.Steps(feed.batches()));
                ClientResult result = TrainingParity.visit(network, visit, broadcast, states.get(client), sgd, feed);
                fold.add(result.update());
                if (expected.has("tau_eff")) {
                    ClientUpdate sent = result.update();
                    golden.near(expected.get("normalizer").get(client), sent.normalizer(), "normalizer " + client);
                    walk.add(sent.with(Weights.fill(ONE, i -> sent.normalizer())));
                }
                states.set(client, result.next());
            }
            server = fold.close();
            if (expected.has("tau_eff")) {
                double walked = walk.close().global().at(0);
                golden.near(expected.get("tau_eff"), walked, "tau_eff in round " + round);
            }
            compare(expected, "round " + round);
        }
    }

    private void compare(GoldenValue expected, String when) {
        TrainingParity.compare(golden, expected.get("parameters"), server.global(), when);
        Map.of("h", DynamicAverage.HISTORY, "c", ControlledAverage.CONTROL).forEach((name, kept) -> expected.find(name)
                .ifPresent(wanted -> TrainingParity.compare(
                        golden, wanted, server.memory().get(kept).orElseThrow(), when + " " + name)));
        GoldenValue uniform = expected.get("buffers");
        if (expected.has("buffers_data_size")) {
            either(uniform, expected.get("buffers_data_size"), when);
        } else {
            TrainingParity.compare(golden, uniform, server.global(), when);
        }
    }

    /** Where a method leaves open how running statistics are weighed, one of both ways must be met. */
    private void either(GoldenValue uniform, GoldenValue bySize, String when) {
        List<AssertionError> misses = new ArrayList<>();
        for (GoldenValue buffers : List.of(uniform, bySize)) {
            // Both are read as a whole, also where the first number already differs.
            buffers.fields().values().forEach(GoldenValue::doubles);
            try {
                TrainingParity.compare(golden, buffers, server.global(), when);
            } catch (AssertionError miss) {
                misses.add(miss);
            }
        }
        assertTrue(misses.size() < 2, () -> "Neither way of weighing buffers: " + misses);
    }
}
