package org.fedlens.parity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fedlens.federated.Aggregation;
import org.fedlens.federated.Aggregator;
import org.fedlens.federated.ClientUpdate;
import org.fedlens.federated.MethodMemory;
import org.fedlens.federated.RoundContext;
import org.fedlens.federated.ServerState;
import org.fedlens.federated.aggregation.ControlledAverage;
import org.fedlens.federated.aggregation.DynamicAverage;
import org.fedlens.federated.aggregation.NormalizedAverage;
import org.fedlens.federated.aggregation.ServerAdaptive;
import org.fedlens.federated.aggregation.ServerMomentum;
import org.fedlens.federated.robust.Bulyan;
import org.fedlens.federated.robust.CoordinateMedian;
import org.fedlens.federated.robust.GeometricMedian;
import org.fedlens.federated.robust.Krum;
import org.fedlens.federated.robust.NormClipping;
import org.fedlens.federated.robust.TrimmedMean;
import org.fedlens.training.FinishedVisit;
import org.fedlens.training.Objective;
import org.fedlens.training.Optimizer;
import org.fedlens.training.VisitMemory;
import org.fedlens.training.objective.ControlVariate;
import org.fedlens.training.objective.DynamicTerm;
import org.fedlens.weights.NetworkPart;
import org.fedlens.weights.Slot;
import org.fedlens.weights.SlotKind;
import org.fedlens.weights.WeightLayout;
import org.fedlens.weights.Weights;

/** Golden checks of server rules and of what clients remember, on quadratics and without the engine. */
final class MethodParity {
    private MethodParity() {}

    private static WeightLayout vector(int size) {
        return new WeightLayout(List.of(new Slot("w", NetworkPart.BACKBONE, SlotKind.TRAINED, List.of(size))));
    }

    private static Weights weights(double[] values) {
        return Weights.fill(vector(values.length), i -> values[i]);
    }

    private static float[] numbers(Weights weights) {
        float[] values = new float[weights.size()];
        weights.all().get(values);
        return values;
    }

    static boolean normalizer(GoldenCase golden) {
        JsonNode table = golden.params().get("table");
        double[] seen = new double[table.size()];
        for (int i = 0; i < seen.length; i++) {
            JsonNode row = table.get(i);
            // The table gives the product of rate and mu; with rate 1 the pull is that product.
            Optimizer sgd = new Optimizer.Sgd(1, row.path("momentum").asDouble(), 0, false);
            seen[i] = sgd.normalizer(row.get("tau").asInt(), row.path("lr_mu").asDouble());
        }
        golden.near(golden.expected().get("a"), seen, "a");
        return true;
    }

    static boolean fednova(GoldenCase golden) {
        double rate = golden.param("learning_rate", 0);
        double mu = golden.param("mu", 0);
        Optimizer sgd = new Optimizer.Sgd(rate, golden.param("momentum", 0), golden.param("weight_decay", 0), false);
        double[] start = GoldenCase.doubles(golden.inputs().get("w"));
        NormalizedAverage rule = new NormalizedAverage(
                golden.params().get("tau_eff").asText().equals("steps")
                        ? NormalizedAverage.Effective.STEPS
                        : NormalizedAverage.Effective.NORMALIZER);
        JsonNode taus = golden.inputs().get("tau");
        Aggregation fold = rule.open(RoundContext.of(new ServerState(0, weights(start), MethodMemory.NONE), List.of(), taus.size()));
        for (int k = 0; k < taus.size(); k++) {
            double[] w = descend(golden, k, start, taus.get(k).asInt(), new double[start.length], mu);
            golden.near(golden.expected().get("local").get(k), w, "local " + k);
            double normalizer = sgd.normalizer(taus.get(k).asInt(), mu);
            golden.near(golden.expected().get("normalizer").get(k), new double[] {normalizer}, "normalizer " + k);
            int samples = golden.inputs().get("samples").get(k).asInt();
            fold.add(new ClientUpdate(k, samples, taus.get(k).asInt(), normalizer, weights(w), MethodMemory.NONE));
        }
        golden.near(golden.expected().get("w_next"), numbers(fold.close().global()), "w_next");
        return true;
    }

    /** Gradient steps on client k's quadratic, with a constant extra gradient and a pull to the start. */
    private static double[] descend(GoldenCase golden, int k, double[] start, int steps, double[] extra, double mu) {
        double[] a = GoldenCase.doubles(golden.inputs().get("a").get(k));
        double[] c = GoldenCase.doubles(golden.inputs().get("c").get(k));
        double momentum = golden.param("momentum", 0);
        double[] w = start.clone();
        double[] v = new double[w.length];
        for (int step = 0; step < steps; step++) {
            for (int i = 0; i < w.length; i++) {
                double gradient = a[i] * (w[i] - c[i])
                        + golden.param("weight_decay", 0) * w[i]
                        + extra[i]
                        + mu * (w[i] - start[i]);
                v[i] = momentum * v[i] + gradient;
                w[i] -= golden.param("learning_rate", 0) * v[i];
            }
        }
        return w;
    }

    static boolean scaffold(GoldenCase golden) {
        Aggregator rule = new ControlledAverage(golden.param("server_learning_rate", 1));
        Objective term = new ControlVariate();
        List<MethodMemory> kept = fresh(golden);
        ServerState server =
                new ServerState(0, weights(GoldenCase.doubles(golden.inputs().get("x"))), MethodMemory.NONE);
        int round = 0;
        for (JsonNode expected : golden.expected().get("rounds")) {
            Aggregation fold = rule.open(RoundContext.of(server, List.of(), kept.size()));
            double[] x = doubles(server.global());
            double[] c =
                    server.memory().get("control").map(MethodParity::doubles).orElse(new double[x.length]);
            int at = 0;
            for (JsonNode selected : expected.get("selected")) {
                int k = selected.asInt();
                double[] own =
                        kept.get(k).get("control").map(MethodParity::doubles).orElse(new double[x.length]);
                double[] extra = new double[x.length];
                for (int i = 0; i < x.length; i++) {
                    extra[i] = c[i] - own[i];
                }
                int steps = golden.inputs().get("steps").get(k).asInt();
                Weights y = weights(descend(golden, k, x, steps, extra, 0));
                golden.near(expected.get("y").get(at), numbers(y), "y " + k + " in round " + round);
                VisitMemory remembered = term.remember(new FinishedVisit(
                        server.global(), y, steps, golden.param("learning_rate", 0), kept.get(k), server.memory()));
                golden.near(
                        expected.get("delta_c").get(at),
                        numbers(remembered.sent().get("control").orElseThrow()),
                        "delta_c " + k);
                kept.set(k, remembered.kept());
                fold.add(new ClientUpdate(k, 1, steps, steps, y, remembered.sent()));
                at++;
            }
            server = fold.close();
            golden.near(expected.get("x"), numbers(server.global()), "x in round " + round);
            golden.near(
                    expected.get("c"), numbers(server.memory().get("control").orElseThrow()), "c");
            round++;
        }
        return true;
    }

    static boolean feddyn(GoldenCase golden) {
        double alpha = golden.param("alpha", 0);
        Aggregator rule = new DynamicAverage(alpha);
        Objective term = new DynamicTerm(alpha);
        List<MethodMemory> kept = fresh(golden);
        ServerState server =
                new ServerState(0, weights(GoldenCase.doubles(golden.inputs().get("theta"))), MethodMemory.NONE);
        for (JsonNode expected : golden.expected().get("rounds")) {
            Aggregation fold = rule.open(RoundContext.of(server, List.of(), kept.size()));
            int at = 0;
            for (JsonNode selected : expected.get("selected")) {
                int k = selected.asInt();
                Weights local = weights(dynamicVisit(golden, k, doubles(server.global()), kept.get(k), alpha));
                golden.near(expected.get("local").get(at++), numbers(local), "local " + k);
                VisitMemory remembered =
                        term.remember(new FinishedVisit(server.global(), local, 1, 1, kept.get(k), server.memory()));
                kept.set(k, remembered.kept());
                fold.add(new ClientUpdate(k, 1, 1, 1, local, remembered.sent()));
            }
            server = fold.close();
            for (int k = 0; k < kept.size(); k++) {
                int client = k;
                kept.get(k)
                        .get("lambda")
                        .ifPresent(lambda ->
                                golden.near(expected.get("lambda").get(client), numbers(lambda), "lambda " + client));
            }
            golden.near(expected.get("h"), numbers(server.memory().get("h").orElseThrow()), "h");
            golden.near(expected.get("theta"), numbers(server.global()), "theta");
        }
        return true;
    }

    private static double[] dynamicVisit(GoldenCase golden, int k, double[] start, MethodMemory kept, double alpha) {
        double[] lambda = kept.get("lambda").map(MethodParity::doubles).orElse(new double[start.length]);
        double[] minus = new double[start.length];
        double[] solved = new double[start.length];
        double[] a = GoldenCase.doubles(golden.inputs().get("a").get(k));
        double[] c = GoldenCase.doubles(golden.inputs().get("c").get(k));
        for (int i = 0; i < start.length; i++) {
            minus[i] = -lambda[i];
            solved[i] = (a[i] * c[i] + lambda[i] + alpha * start[i]) / (a[i] + alpha);
        }
        return golden.params().get("exact").asBoolean()
                ? solved
                : descend(golden, k, start, golden.inputs().get("steps").get(k).asInt(), minus, alpha);
    }

    static boolean serverOptimizers(GoldenCase golden) {
        double eta = golden.param("eta", 1);
        Aggregator rule =
                switch (golden.params().get("kind").asText()) {
                    case "fedavg" -> new ServerMomentum(eta, 0, false);
                    case "fedavgm" -> new ServerMomentum(eta, golden.param("beta", 0), false);
                    case "fedavgm-moon" -> new ServerMomentum(eta, golden.param("beta", 0), true);
                    case "fedadagrad" -> adaptive(ServerAdaptive.Rule.ADAGRAD, golden);
                    case "fedadam" -> adaptive(ServerAdaptive.Rule.ADAM, golden);
                    case "fedyogi" -> adaptive(ServerAdaptive.Rule.YOGI, golden);
                    default -> throw new AssertionError("Unknown kind in " + golden.name());
                };
        ServerState server =
                new ServerState(0, weights(GoldenCase.doubles(golden.inputs().get("w"))), MethodMemory.NONE);
        JsonNode deltas = golden.inputs().get("deltas");
        for (int round = 0; round < deltas.size(); round++) {
            Aggregation fold = rule.open(RoundContext.of(server, List.of(), 3));
            for (int k = 0; k < deltas.get(round).size(); k++) {
                Weights upload = server.global()
                        .plus(1, weights(GoldenCase.doubles(deltas.get(round).get(k))));
                int samples = golden.inputs().get("samples").get(k).asInt();
                fold.add(new ClientUpdate(k, samples, 1, 1, upload, MethodMemory.NONE));
            }
            server = fold.close();
            JsonNode expected = golden.expected().get("rounds").get(round);
            golden.near(expected.get("w"), numbers(server.global()), "w in round " + round);
            for (String name : List.of("m", "v")) {
                if (expected.has(name)) {
                    Weights seen = server.memory().get(name).orElseThrow();
                    // MOON's code counts the change downhill, so its velocity has the other sign.
                    boolean downhill = golden.params().get("kind").asText().endsWith("moon");
                    golden.near(expected.get(name), numbers(seen.scaled(downhill ? -1 : 1)), name);
                }
            }
        }
        return true;
    }

    static boolean robust(GoldenCase golden) {
        List<Integer> shape = GoldenCase.shape(golden.inputs().get("vectors"));
        float[] all = GoldenCase.floats(golden.inputs().get("vectors"));
        int size = shape.get(1);
        List<Weights> vectors = new ArrayList<>();
        for (int k = 0; k < shape.get(0); k++) {
            int row = k;
            vectors.add(Weights.fill(vector(size), i -> all[row * size + i]));
        }
        int byzantine = (int) golden.param("byzantine", 0);
        Map<String, Aggregator> rules = Map.of(
                "mean", new TrimmedMean(0),
                "median", new CoordinateMedian(),
                "trimmed_mean", new TrimmedMean((int) golden.param("trim_each_side", 0)),
                "krum", new Krum(byzantine, 1),
                "multi_krum", new Krum(byzantine, (int) golden.param("multi_krum_count", 1)),
                "geometric_median", new GeometricMedian((int) golden.param("iterations", 1)),
                "norm_bounded_mean", new NormClipping(),
                "bulyan", new Bulyan(byzantine));
        ServerState start = new ServerState(0, Weights.fill(vector(size), i -> 0), MethodMemory.NONE);
        rules.forEach((name, rule) -> {
            if (golden.expected().has(name)) {
                Aggregation fold = rule.open(RoundContext.of(start, List.of(), vectors.size()));
                for (int k = 0; k < vectors.size(); k++) {
                    fold.add(new ClientUpdate(k, 10 * k + 1, 1, 1, vectors.get(k), MethodMemory.NONE));
                }
                golden.near(golden.expected().get(name), numbers(fold.close().global()), name);
            }
        });
        return true;
    }

    private static ServerAdaptive adaptive(ServerAdaptive.Rule rule, GoldenCase golden) {
        return new ServerAdaptive(
                rule,
                golden.param("eta", 0),
                golden.param("beta1", 0),
                golden.param("beta2", 0.99),
                golden.param("eps", 0));
    }

    private static List<MethodMemory> fresh(GoldenCase golden) {
        List<MethodMemory> kept = new ArrayList<>();
        for (int k = 0; k < (int) golden.param("clients", 0); k++) {
            kept.add(MethodMemory.NONE);
        }
        return kept;
    }

    private static double[] doubles(Weights weights) {
        double[] values = new double[weights.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = weights.at(i);
        }
        return values;
    }
}
