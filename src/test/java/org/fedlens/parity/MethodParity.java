package org.fedlens.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.fedlens.federated.Aggregation;
import org.fedlens.federated.Aggregator;
import org.fedlens.federated.ClientUpdate;
import org.fedlens.federated.MethodMemory;
import org.fedlens.federated.RoundContext;
import org.fedlens.federated.ServerState;
import org.fedlens.federated.Statistics;
import org.fedlens.federated.Weighting;
import org.fedlens.federated.aggregation.ControlledAverage;
import org.fedlens.federated.aggregation.DynamicAverage;
import org.fedlens.federated.aggregation.NormalizedAverage;
import org.fedlens.federated.aggregation.ServerAdaptive;
import org.fedlens.federated.aggregation.ServerMomentum;
import org.fedlens.federated.aggregation.WeightedMean;
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

    static WeightLayout vector(int size) {
        return new WeightLayout(List.of(new Slot("w", NetworkPart.BACKBONE, SlotKind.TRAINED, List.of(size))));
    }

    private static Weights weights(double[] values) {
        return Weights.fill(vector(values.length), i -> values[i]);
    }

    static float[] numbers(Weights weights) {
        float[] values = new float[weights.size()];
        weights.all().get(values);
        return values;
    }

    static void normalizer(GoldenCase golden) {
        GoldenValue table = golden.params().get("table");
        double[] seen = new double[table.size()];
        for (int i = 0; i < seen.length; i++) {
            GoldenValue row = table.get(i);
            double momentum = row.get("momentum").number();
            double pull = row.get("lr_mu").number();
            mode(golden, row.get("mode").text(), momentum, pull);
            // The table gives the product of rate and mu; with rate 1 the pull is that product.
            Optimizer sgd = new Optimizer.Sgd(1, momentum, 0, false);
            seen[i] = sgd.normalizer(row.get("tau").integer(), pull);
        }
        golden.near(golden.expected().get("a"), seen, "a");
    }

    /** Refuses a mode that the numbers beside it deny. */
    private static void mode(GoldenCase golden, String mode, double momentum, double pull) {
        boolean agrees =
                switch (mode) {
                    case "sgd" -> momentum == 0 && pull == 0;
                    case "momentum" -> pull == 0;
                    case "proximal" -> momentum == 0;
                    default -> false;
                };
        if (!agrees) {
            throw golden.unknown("mode");
        }
    }

    static void fednova(GoldenCase golden) {
        double mu = golden.number("mu");
        double momentum = golden.number("momentum");
        mode(golden, golden.text("mode"), momentum, mu);
        Optimizer sgd =
                new Optimizer.Sgd(golden.number("learning_rate"), momentum, golden.number("weight_decay"), false);
        double[] start = golden.inputs().get("w").doubles();
        NormalizedAverage rule = new NormalizedAverage(effective(golden));
        int[] taus = golden.inputs().get("tau").ints();
        int[] samples = golden.inputs().get("samples").ints();
        GoldenValue expected = golden.expected();
        Aggregation fold = rule.open(
                RoundContext.of(new ServerState(0, weights(start), MethodMemory.NONE), List.of(), taus.length));
        // Where every client walks a_k steps of length 1, the server walks tau_eff of them.
        Weights zero = weights(new double[1]);
        Aggregation even =
                rule.open(RoundContext.of(new ServerState(0, zero, MethodMemory.NONE), List.of(), taus.length));
        for (int k = 0; k < taus.length; k++) {
            double[] w = descend(golden, k, start, taus[k], new double[start.length], mu);
            golden.near(expected.get("local").get(k), w, "local " + k);
            double normalizer = sgd.normalizer(taus[k], mu);
            golden.near(expected.get("normalizer").get(k), normalizer, "normalizer " + k);
            double[] direction = new double[w.length];
            for (int i = 0; i < w.length; i++) {
                direction[i] = (start[i] - w[i]) / normalizer;
            }
            golden.near(expected.get("d").get(k), direction, "d " + k);
            fold.add(new ClientUpdate(k, samples[k], taus[k], normalizer, weights(w), MethodMemory.NONE));
            Weights walked = weights(new double[] {normalizer});
            even.add(new ClientUpdate(k, samples[k], taus[k], normalizer, walked, MethodMemory.NONE));
        }
        golden.near(expected.get("w_next"), numbers(fold.close().global()), "w_next");
        golden.near(expected.get("tau_eff"), numbers(even.close().global()), "tau_eff");
    }

    private static NormalizedAverage.Effective effective(GoldenCase golden) {
        return switch (golden.text("tau_eff")) {
            case "steps" -> NormalizedAverage.Effective.STEPS;
            case "normalizer" -> NormalizedAverage.Effective.NORMALIZER;
            default -> throw golden.unknown("tau_eff");
        };
    }

    /** Gradient steps on client k's quadratic, with a constant extra gradient and a pull to the start. */
    private static double[] descend(GoldenCase golden, int k, double[] start, int steps, double[] extra, double mu) {
        double[] a = golden.inputs().get("a").get(k).doubles();
        double[] c = golden.inputs().get("c").get(k).doubles();
        double rate = golden.number("learning_rate");
        double momentum = golden.number("momentum", 0);
        double decay = golden.number("weight_decay", 0);
        double[] w = start.clone();
        double[] v = new double[w.length];
        for (int step = 0; step < steps; step++) {
            for (int i = 0; i < w.length; i++) {
                double gradient = a[i] * (w[i] - c[i]) + decay * w[i] + extra[i] + mu * (w[i] - start[i]);
                v[i] = momentum * v[i] + gradient;
                w[i] -= rate * v[i];
            }
        }
        return w;
    }

    static void scaffold(GoldenCase golden) {
        Aggregator rule = new ControlledAverage(golden.number("server_learning_rate"));
        Objective term = new ControlVariate();
        List<MethodMemory> kept = fresh(golden);
        readClients(golden, kept.size());
        ServerState server = new ServerState(0, weights(golden.inputs().get("x").doubles()), MethodMemory.NONE);
        int[] taken = golden.inputs().get("steps").ints();
        int round = 0;
        for (GoldenValue expected : golden.expected().get("rounds")) {
            Aggregation fold = rule.open(RoundContext.of(server, List.of(), kept.size()));
            double[] x = doubles(server.global());
            double[] c =
                    server.memory().get("control").map(MethodParity::doubles).orElse(new double[x.length]);
            int at = 0;
            for (GoldenValue selected : expected.get("selected")) {
                int k = selected.integer();
                double[] own =
                        kept.get(k).get("control").map(MethodParity::doubles).orElse(new double[x.length]);
                double[] extra = new double[x.length];
                for (int i = 0; i < x.length; i++) {
                    extra[i] = c[i] - own[i];
                }
                int steps = taken[k];
                Weights y = weights(descend(golden, k, x, steps, extra, 0));
                golden.near(expected.get("y").get(at), numbers(y), "y " + k + " in round " + round);
                VisitMemory remembered = term.remember(new FinishedVisit(
                        server.global(), y, steps, golden.number("learning_rate"), kept.get(k), server.memory()));
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
            each(golden, expected.get("client_controls"), kept, "control");
            round++;
        }
    }

    static void feddyn(GoldenCase golden) {
        double alpha = golden.number("alpha");
        Aggregator rule = new DynamicAverage(alpha);
        Objective term = new DynamicTerm(alpha);
        List<MethodMemory> kept = fresh(golden);
        readClients(golden, kept.size());
        boolean exact = golden.flag("exact");
        int[] steps = golden.inputs().get("steps").ints();
        if (exact) {
            assertTrue(golden.params().get("learning_rate").isNull());
        }
        ServerState server =
                new ServerState(0, weights(golden.inputs().get("theta").doubles()), MethodMemory.NONE);
        for (GoldenValue expected : golden.expected().get("rounds")) {
            Aggregation fold = rule.open(RoundContext.of(server, List.of(), kept.size()));
            Aggregation mean = new WeightedMean(Weighting.EQUAL, Statistics.PLAIN)
                    .open(RoundContext.of(server, List.of(), kept.size()));
            int at = 0;
            for (GoldenValue selected : expected.get("selected")) {
                int k = selected.integer();
                double[] begun = doubles(server.global());
                Weights local = weights(
                        exact
                                ? solved(golden, k, begun, kept.get(k), alpha)
                                : descend(golden, k, begun, steps[k], minus(kept.get(k), begun.length), alpha));
                golden.near(expected.get("local").get(at++), numbers(local), "local " + k);
                VisitMemory remembered =
                        term.remember(new FinishedVisit(server.global(), local, 1, 1, kept.get(k), server.memory()));
                kept.set(k, remembered.kept());
                fold.add(new ClientUpdate(k, 1, 1, 1, local, remembered.sent()));
                mean.add(new ClientUpdate(k, 1, 1, 1, local, MethodMemory.NONE));
            }
            server = fold.close();
            golden.near(expected.get("mean_local"), numbers(mean.close().global()), "mean_local");
            each(golden, expected.get("lambda"), kept, "lambda");
            golden.near(expected.get("h"), numbers(server.memory().get("h").orElseThrow()), "h");
            golden.near(expected.get("theta"), numbers(server.global()), "theta");
        }
    }

    /** What each client remembers after a round; zeros where it was never drawn. */
    private static void each(GoldenCase golden, GoldenValue expected, List<MethodMemory> kept, String name) {
        assertEquals(kept.size(), expected.size());
        for (int k = 0; k < kept.size(); k++) {
            double[] wanted = expected.get(k).doubles();
            double[] seen = kept.get(k).get(name).map(MethodParity::doubles).orElse(new double[wanted.length]);
            golden.near(wanted, seen, name + " of client " + k);
        }
    }

    /** Reads what belongs to clients that no round draws, too. */
    private static void readClients(GoldenCase golden, int clients) {
        for (String name : List.of("a", "c")) {
            assertEquals(clients, golden.inputs().get(name).size());
            golden.inputs().get(name).forEach(GoldenValue::doubles);
        }
    }

    private static double[] minus(MethodMemory kept, int size) {
        double[] lambda = kept.get("lambda").map(MethodParity::doubles).orElse(new double[size]);
        double[] minus = new double[size];
        for (int i = 0; i < size; i++) {
            minus[i] = -lambda[i];
        }
        return minus;
    }

    /** Where client k's quadratic with FedDyn's extra loss is least. */
    private static double[] solved(GoldenCase golden, int k, double[] start, MethodMemory kept, double alpha) {
        double[] minus = minus(kept, start.length);
        double[] solved = new double[start.length];
        double[] a = golden.inputs().get("a").get(k).doubles();
        double[] c = golden.inputs().get("c").get(k).doubles();
        for (int i = 0; i < start.length; i++) {
            solved[i] = (a[i] * c[i] - minus[i] + alpha * start[i]) / (a[i] + alpha);
        }
        return solved;
    }

    static void serverOptimizers(GoldenCase golden) {
        double eta = golden.number("eta");
        String kind = golden.text("kind");
        Aggregator rule =
                switch (kind) {
                    case "fedavg" -> new ServerMomentum(eta, 0, false);
                    case "fedavgm" -> new ServerMomentum(eta, golden.number("beta"), false);
                    case "fedavgm-moon" -> new ServerMomentum(eta, golden.number("beta"), true);
                    case "fedadagrad" -> adaptive(ServerAdaptive.Rule.ADAGRAD, golden);
                    case "fedadam" -> adaptive(ServerAdaptive.Rule.ADAM, golden);
                    case "fedyogi" -> adaptive(ServerAdaptive.Rule.YOGI, golden);
                    default -> throw golden.unknown("kind");
                };
        ServerState server = new ServerState(0, weights(golden.inputs().get("w").doubles()), MethodMemory.NONE);
        GoldenValue deltas = golden.inputs().get("deltas");
        int[] samples = golden.inputs().get("samples").ints();
        for (int round = 0; round < deltas.size(); round++) {
            Aggregation fold = rule.open(RoundContext.of(server, List.of(), samples.length));
            for (int k = 0; k < deltas.get(round).size(); k++) {
                Weights upload =
                        server.global().plus(1, weights(deltas.get(round).get(k).doubles()));
                fold.add(new ClientUpdate(k, samples[k], 1, 1, upload, MethodMemory.NONE));
            }
            server = fold.close();
            GoldenValue expected = golden.expected().get("rounds").get(round);
            golden.near(expected.get("w"), numbers(server.global()), "w in round " + round);
            for (String name : List.of("m", "v")) {
                if (expected.has(name)) {
                    Weights seen = server.memory().get(name).orElseThrow();
                    // MOON's code counts the change downhill, so its velocity has the other sign.
                    boolean downhill = kind.endsWith("moon");
                    golden.near(expected.get(name), numbers(seen.scaled(downhill ? -1 : 1)), name);
                }
            }
        }
    }

    private static ServerAdaptive adaptive(ServerAdaptive.Rule rule, GoldenCase golden) {
        // Adagrad sums what the others average and has no second rate.
        double second = rule == ServerAdaptive.Rule.ADAGRAD ? 0.99 : golden.number("beta2");
        return new ServerAdaptive(rule, golden.number("eta"), golden.number("beta1"), second, golden.number("eps"));
    }

    private static List<MethodMemory> fresh(GoldenCase golden) {
        List<MethodMemory> kept = new ArrayList<>();
        for (int k = 0; k < golden.integer("clients"); k++) {
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
