package org.fedlens.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.fedlens.federated.Aggregation;
import org.fedlens.federated.ClientUpdate;
import org.fedlens.federated.MethodMemory;
import org.fedlens.federated.RoundContext;
import org.fedlens.federated.ServerState;
import org.fedlens.federated.privacy.Accountant;
import org.fedlens.federated.privacy.PrivateAverage;
import org.fedlens.weights.SlotKind;
import org.fedlens.weights.WeightLayout;
import org.fedlens.weights.Weights;

/** Golden checks of clipping, noise and what they cost. */
final class PrivacyParity {
    private PrivacyParity() {}

    static void accountant(GoldenCase golden) {
        double rate = golden.number("q");
        double noise = golden.number("sigma");
        double delta = golden.number("delta");
        int rounds = golden.integer("rounds");
        int[] orders = golden.inputs().get("orders").ints();
        double[] once = Arrays.stream(orders)
                .mapToDouble(order -> Accountant.divergence(rate, noise, order))
                .toArray();
        golden.near(golden.expected().get("rdp_one_round"), once, "rdp");
        // The file shows some orders; what is least is looked for among all.
        Accountant spent = Accountant.fresh().plus(rate, noise, rounds);
        for (Accountant.Conversion conversion : Accountant.Conversion.values()) {
            String name = conversion == Accountant.Conversion.TIGHT ? "tight" : "classic";
            Accountant.Spent seen = spent.epsilon(delta, conversion);
            golden.near(golden.expected().get("epsilon_" + name), seen.epsilon(), name);
            assertEquals(golden.expected().get("order_" + name).integer(), seen.order(), name);
        }
    }

    static void average(GoldenCase golden) {
        double clip = golden.number("clip");
        PrivateAverage rule = new PrivateAverage(
                clip,
                1,
                true,
                golden.number("gamma"),
                golden.number("eta_clip"),
                1,
                1e-5,
                Accountant.Conversion.CLASSIC,
                0);
        GoldenValue inputs = golden.inputs();
        WeightLayout layout = FederatedParity.layout(inputs.get("w"), SlotKind.TRAINED);
        Weights start = FederatedParity.weights(layout, inputs.get("w"));
        Weights noise = FederatedParity.weights(layout, inputs.get("noise"));
        double countNoise = inputs.get("count_noise").number();
        // The file's noise is already scaled; the rule scales standard normal numbers.
        Iterator<Double> gaussian = DoubleStream.concat(
                        IntStream.range(0, noise.size()).mapToDouble(i -> noise.at(i) / (rule.deviation() * clip)),
                        DoubleStream.of(countNoise))
                .boxed()
                .iterator();
        // The mean of independent draws need not be whole: a population and a chance for each of it.
        double expected = golden.number("expected_clients");
        int population = (int) Math.max(1, Math.ceil(expected));
        ServerState before = new ServerState(0, start, MethodMemory.NONE);
        Aggregation fold =
                rule.open(new RoundContext(before, List.of(), population, expected / population, 0), gaussian::next);
        int client = 0;
        for (GoldenValue node : inputs.get("deltas")) {
            Weights change = FederatedParity.weights(layout, node);
            double norm = change.distance(change.scaled(0));
            golden.near(golden.expected().get("norms").get(client), norm, "norm");
            FederatedParity.compare(
                    golden,
                    golden.expected().get("clipped").get(client),
                    change.scaled(PrivateAverage.factor(norm, clip)));
            fold.add(new ClientUpdate(client++, 1, 1, 1, start.plus(1, change), MethodMemory.NONE));
        }
        ServerState next = fold.close();
        FederatedParity.compare(golden, golden.expected().get("w_next"), next.global());
        double bound = next.memory().get(PrivateAverage.BOUND).orElseThrow().at(0);
        golden.near(golden.expected().get("clip_next"), bound, "clip");
        double share = fold.figures().get("clip-share");
        golden.near(golden.expected().get("b_bar"), share, "share");
        double inside = share * expected - countNoise;
        assertEquals(golden.expected().get("inside").integer(), inside, 1e-6);
    }
}
