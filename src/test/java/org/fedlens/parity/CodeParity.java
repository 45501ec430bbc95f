package org.fedlens.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
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

    static boolean int8(GoldenCase golden) {
        Compression.Rounding rounding =
                switch (golden.params().path("rounding").asText("")) {
                    case "half-up" -> Compression.Rounding.HALF_UP;
                    case "half-even" -> Compression.Rounding.HALF_EVEN;
                    default -> Compression.Rounding.STOCHASTIC;
                };
        double[] x = GoldenCase.doubles(golden.inputs().get("x"));
        double[] noise = golden.inputs().has("noise")
                ? GoldenCase.doubles(golden.inputs().get("noise"))
                : new double[x.length];
        Codecs.Grid grid = golden.params().get("scheme").asText().equals("asymmetric")
                ? Codecs.Grid.asymmetric(x)
                : Codecs.Grid.symmetric(x);
        long[] codes = new long[x.length];
        double[] back = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            codes[i] = grid.code(x[i], rounding, noise[i]);
            back[i] = grid.value((int) codes[i]);
        }
        golden.near(golden.expected().get("scale"), new double[] {grid.scale()}, "scale");
        assertEquals(list(GoldenCase.longs(golden.expected().get("q"))), list(codes), golden.name());
        if (golden.expected().has("x_hat")) {
            golden.near(golden.expected().get("x_hat"), back, "x_hat");
        }
        if (golden.expected().has("zero")) {
            assertEquals(golden.expected().get("zero").asInt(), grid.zero());
        }
        if (golden.expected().has("wire_bytes")) {
            boolean symmetric = !golden.params().get("scheme").asText().equals("asymmetric");
            WeightLayout layout = new WeightLayout(List.of(new Slot("x", NetworkPart.BACKBONE, SlotKind.TRAINED, List.of(x.length))));
            Compression.Packed packed = new Compression.Int8(symmetric, rounding)
                    .pack(Weights.fill(layout, i -> x[i]), Streams.of(1, Purpose.ROUNDING));
            assertEquals(golden.expected().get("wire_bytes").asLong(), packed.bytes());
        }
        return true;
    }

    static boolean qsgd(GoldenCase golden) {
        double[] values = GoldenCase.doubles(golden.inputs().get("x"));
        Codecs.levels(
                values,
                (int) golden.param("levels", 1),
                GoldenCase.doubles(golden.inputs().get("u")));
        golden.near(golden.expected().get("x_hat"), values, "x_hat");
        return true;
    }

    static boolean topK(GoldenCase golden) {
        boolean global = golden.params().get("scope").asText().equals("global");
        Compression code = new Compression.TopK(
                golden.param("ratio", 1), global ? Compression.Scope.GLOBAL : Compression.Scope.TENSOR, true);
        Set<Integer> lost = Set.copyOf(
                StreamSupport.stream(golden.params().get("lost_rounds").spliterator(), false)
                        .map(JsonNode::asInt)
                        .toList());
        JsonNode deltas = golden.inputs().get("deltas");
        WeightLayout layout = FederatedParity.layout(deltas.get(0), SlotKind.TRAINED);
        Weights start = Weights.fill(layout, i -> 0);
        MethodMemory kept = MethodMemory.NONE;
        for (int round = 0; round < deltas.size(); round++) {
            ClientUpdate update =
                    new ClientUpdate(0, 1, 1, 1, FederatedParity.weights(layout, deltas.get(round)), MethodMemory.NONE);
            Upload upload = code.send(update, kept, start, Streams.of(1, Purpose.ROUNDING, round));
            JsonNode expected = golden.expected().get("rounds").get(round);
            FederatedParity.compare(
                    golden, expected.get("sent"), upload.update().weights());
            if (!lost.contains(round)) {
                kept = upload.kept();
            }
            Weights residual = kept.get("residual").orElse(start);
            FederatedParity.compare(golden, expected.get("residual"), residual);
            assertEquals(bytes(expected), upload.bytes(), golden.name() + " bytes in round " + round);
        }
        return true;
    }

    private static long bytes(JsonNode expected) {
        long sum = 0;
        for (int i = 0; i < expected.get("bytes_pairs").size(); i++) {
            sum += Math.min(
                    expected.get("bytes_pairs").get(i).asLong(),
                    expected.get("bytes_bitmap").get(i).asLong());
        }
        return sum;
    }

    private static List<Long> list(long[] values) {
        List<Long> list = new ArrayList<>();
        for (long value : values) {
            list.add(value);
        }
        return list;
    }
}
