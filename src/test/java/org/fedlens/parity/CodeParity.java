package org.fedlens.parity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fedlens.federated.ClientUpdate;
import org.fedlens.federated.MethodMemory;
import org.fedlens.federated.Upload;
import org.fedlens.federated.transport.Codecs;
import org.fedlens.federated.transport.Compression;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.weights.NetworkPart;
import org.fedlens.weights.Slot;
import org.fedlens.weights.SlotKind;
import org.fedlens.weights.WeightLayout;
import org.fedlens.weights.Weights;

/** Golden checks of what travels. */
final class CodeParity {
    private CodeParity() {}

    static void int8(GoldenCase golden) {
        String scheme = golden.text("scheme");
        Compression.Rounding rounding = rounding(golden, scheme);
        boolean symmetric = !scheme.equals("asymmetric");
        double[] x = golden.inputs().get("x").doubles();
        double[] noise = golden.inputs().find("noise").map(GoldenValue::doubles).orElse(new double[x.length]);
        Codecs.Grid grid = symmetric ? Codecs.Grid.symmetric(x) : Codecs.Grid.asymmetric(x);
        long[] codes = new long[x.length];
        double[] back = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            codes[i] = grid.code(x[i], rounding, noise[i]);
            back[i] = grid.value((int) codes[i]);
        }
        GoldenValue expected = golden.expected();
        golden.near(expected.get("scale"), grid.scale(), "scale");
        assertArrayEquals(expected.get("q").longs(), codes, golden.name());
        expected.find("x_hat").ifPresent(wanted -> golden.near(wanted, back, "x_hat"));
        expected.find("zero").ifPresent(wanted -> assertEquals(wanted.integer(), grid.zero()));
        expected.find("wire_bytes").ifPresent(wanted -> {
            WeightLayout layout =
                    new WeightLayout(List.of(new Slot("x", NetworkPart.BACKBONE, SlotKind.TRAINED, List.of(x.length))));
            Compression.Packed packed = new Compression.Int8(symmetric, rounding)
                    .pack(Weights.fill(layout, i -> x[i]), Streams.of(1, Purpose.ROUNDING));
            assertEquals(wanted.integer(), packed.bytes());
        });
    }

    /** With the stochastic scheme, noise is added and what it gives is rounded half to even. */
    private static Compression.Rounding rounding(GoldenCase golden, String scheme) {
        String named = golden.params().find("rounding").map(GoldenValue::text).orElse("half-even");
        return switch (scheme + " " + named) {
            case "symmetric half-up", "asymmetric half-up" -> Compression.Rounding.HALF_UP;
            case "symmetric half-even", "asymmetric half-even" -> Compression.Rounding.HALF_EVEN;
            case "stochastic half-even" -> Compression.Rounding.STOCHASTIC;
            default -> throw golden.unknown("scheme or rounding");
        };
    }

    static void qsgd(GoldenCase golden) {
        assertEquals("qsgd", golden.text("scheme"));
        int levels = golden.integer("levels");
        double[] x = golden.inputs().get("x").doubles();
        double[] drawn = golden.inputs().get("u").doubles();
        double[] seen = x.clone();
        Codecs.levels(seen, levels, drawn);
        GoldenValue expected = golden.expected();
        golden.near(expected.get("x_hat"), seen, "x_hat");
        double norm = expected.get("norm").number();
        long[] steps = expected.get("levels").longs();
        for (int i = 0; i < x.length; i++) {
            assertEquals(steps[i], norm == 0 ? 0 : Math.round(seen[i] * levels / norm), golden.name());
            if (steps[i] != 0) {
                golden.near(expected.get("norm"), seen[i] * levels / steps[i], "norm");
            }
        }
        double[] fraction = expected.get("fraction").doubles();
        double[] below = x.clone();
        double[] above = x.clone();
        Codecs.levels(
                below,
                levels,
                IntStream.range(0, x.length)
                        .mapToDouble(i -> fraction[i] - 1e-5)
                        .toArray());
        Codecs.levels(
                above,
                levels,
                IntStream.range(0, x.length)
                        .mapToDouble(i -> fraction[i] + 1e-5)
                        .toArray());
        for (int i = 0; i < x.length; i++) {
            // The fraction is where a number drawn stops lifting the level.
            double lifted = Math.abs(below[i]) - Math.abs(above[i]);
            golden.near(new double[] {fraction[i] > 1e-5 ? norm / levels : 0}, new double[] {lifted}, "fraction");
        }
    }

    static void topK(GoldenCase golden) {
        Compression.Scope scope =
                switch (golden.text("scope")) {
                    case "global" -> Compression.Scope.GLOBAL;
                    case "tensor" -> Compression.Scope.TENSOR;
                    default -> throw golden.unknown("scope");
                };
        Compression code = new Compression.TopK(golden.number("ratio"), scope, true);
        Set<Integer> lost = golden.params().get("lost_rounds").stream()
                .map(GoldenValue::integer)
                .collect(Collectors.toSet());
        GoldenValue deltas = golden.inputs().get("deltas");
        WeightLayout layout = FederatedParity.layout(deltas.get(0), SlotKind.TRAINED);
        Weights start = Weights.fill(layout, i -> 0);
        MethodMemory kept = MethodMemory.NONE;
        for (int round = 0; round < deltas.size(); round++) {
            ClientUpdate update =
                    new ClientUpdate(0, 1, 1, 1, FederatedParity.weights(layout, deltas.get(round)), MethodMemory.NONE);
            Upload upload = code.send(update, kept, start, Streams.of(1, Purpose.ROUNDING, round));
            GoldenValue expected = golden.expected().get("rounds").get(round);
            Weights sent = upload.update().weights();
            FederatedParity.compare(golden, expected.get("sent"), sent);
            expected.get("indices").fields().forEach((name, places) -> {
                float[] values = name.equals("global") && scope == Compression.Scope.GLOBAL
                        ? MethodParity.numbers(sent)
                        : FederatedParity.slot(sent, layout.indexOf(name));
                int[] seen = IntStream.range(0, values.length)
                        .filter(i -> values[i] != 0)
                        .toArray();
                assertArrayEquals(places.ints(), seen, golden.name() + " indices of " + name);
            });
            assertEquals(expected.get("committed").flag(), !lost.contains(round), golden.name());
            if (!lost.contains(round)) {
                kept = upload.kept();
            }
            Weights residual = kept.get("residual").orElse(start);
            FederatedParity.compare(golden, expected.get("residual"), residual);
            assertEquals(bytes(expected), upload.bytes(), golden.name() + " bytes in round " + round);
        }
    }

    private static long bytes(GoldenValue expected) {
        long[] pairs = expected.get("bytes_pairs").longs();
        long[] bitmaps = expected.get("bytes_bitmap").longs();
        return IntStream.range(0, pairs.length)
                .mapToLong(i -> Math.min(pairs[i], bitmaps[i]))
                .sum();
    }
}
