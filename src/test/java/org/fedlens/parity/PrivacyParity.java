package org.fedlens.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.fedlens.federated.Accountant;
import org.fedlens.federated.ClientUpdate;
import org.fedlens.federated.Fold;
import org.fedlens.federated.Memory;
import org.fedlens.federated.PrivateAverage;
import org.fedlens.federated.Round;
import org.fedlens.federated.ServerState;
import org.fedlens.weights.Kind;
import org.fedlens.weights.Layout;
import org.fedlens.weights.Weights;

/** Golden checks of clipping, noise and what they cost. */
final class PrivacyParity {
    private PrivacyParity() {}

    static boolean accountant(GoldenCase golden) {
        double rate = golden.param("q", 0);
        double noise = golden.param("sigma", 0);
        long[] orders = GoldenCase.longs(golden.inputs().get("orders"));
        golden.near(
                golden.expected().get("rdp_one_round"),
                Arrays.stream(orders)
                        .mapToDouble(order -> Accountant.divergence(rate, noise, (int) order))
                        .toArray(),
                "rdp");
        Accountant spent = Accountant.fresh().plus(rate, noise, (int) golden.param("rounds", 0));
        for (Accountant.Conversion conversion : Accountant.Conversion.values()) {
            String name = conversion == Accountant.Conversion.TIGHT ? "tight" : "classic";
            Accountant.Spent seen = spent.epsilon(golden.param("delta", 0), conversion);
            golden.near(golden.expected().get("epsilon_" + name), new double[] {seen.epsilon()}, name);
            assertEquals(golden.expected().get("order_" + name).asInt(), seen.order(), name);
        }
        return true;
    }

    static boolean average(GoldenCase golden) {
        double clip = golden.param("clip", 1);
        PrivateAverage rule = new PrivateAverage(
                clip,
                1,
                true,
                golden.param("gamma", 0),
                golden.param("eta_clip", 0),
                1,
                1e-5,
                Accountant.Conversion.CLASSIC,
                0);
        JsonNode inputs = golden.inputs();
        Layout layout = FederatedParity.layout(inputs.get("w"), Kind.TRAINED);
        Weights start = FederatedParity.weights(layout, inputs.get("w"));
        Weights noise = FederatedParity.weights(layout, inputs.get("noise"));
        // The file's noise is already scaled; the rule scales standard normal numbers.
        Iterator<Double> gaussian = DoubleStream.concat(
                        IntStream.range(0, noise.size()).mapToDouble(i -> noise.at(i) / (rule.deviation() * clip)),
                        DoubleStream.of(inputs.get("count_noise").asDouble()))
                .boxed()
                .iterator();
        int expected = (int) golden.param("expected_clients", 1);
        Fold fold =
                rule.open(new Round(new ServerState(0, start, Memory.NONE), List.of(), expected, 1, 0), gaussian::next);
        int client = 0;
        for (JsonNode node : inputs.get("deltas")) {
            Weights change = FederatedParity.weights(layout, node);
            double norm = change.distance(change.scaled(0));
            golden.near(golden.expected().get("norms").get(client), new double[] {norm}, "norm");
            FederatedParity.compare(
                    golden,
                    golden.expected().get("clipped").get(client),
                    change.scaled(PrivateAverage.factor(norm, clip)));
            fold.add(new ClientUpdate(client++, 1, 1, 1, start.plus(1, change), Memory.NONE));
        }
        ServerState next = fold.close();
        FederatedParity.compare(golden, golden.expected().get("w_next"), next.global());
        golden.near(
                golden.expected().get("clip_next"),
                new double[] {
                    next.memory().get(PrivateAverage.BOUND).orElseThrow().at(0)
                },
                "clip");
        golden.near(golden.expected().get("b_bar"), new double[] {fold.figures().get("clip-share")}, "share");
        return true;
    }
}
