package org.fedlens.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** One case of a golden file: inputs, expected values, and how near is near enough. */
public record GoldenCase(
        String subject, String name, JsonNode params, JsonNode inputs, JsonNode expected, double rtol, double atol) {

    public static GoldenCase of(String subject, JsonNode node) {
        return new GoldenCase(
                subject,
                node.get("name").asText(),
                node.get("params"),
                node.get("inputs"),
                node.get("expected"),
                node.at("/tolerance/rtol").asDouble(),
                node.at("/tolerance/atol").asDouble());
    }

    public double param(String name, double otherwise) {
        return params.path(name).asDouble(otherwise);
    }

    public static float[] floats(JsonNode tensor) {
        double[] values = doubles(tensor);
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    public static double[] doubles(JsonNode tensor) {
        JsonNode data = tensor.isArray() ? tensor : tensor.get("data");
        return StreamSupport.stream(data.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    public static long[] longs(JsonNode tensor) {
        JsonNode data = tensor.isArray() ? tensor : tensor.get("data");
        return StreamSupport.stream(data.spliterator(), false)
                .mapToLong(JsonNode::asLong)
                .toArray();
    }

    public static List<Integer> shape(JsonNode tensor) {
        List<Integer> shape = new ArrayList<>();
        tensor.get("shape").forEach(axis -> shape.add(axis.asInt()));
        return shape;
    }

    /** Asserts that every number lies within the case's tolerance. */
    public void near(JsonNode wanted, float[] seen, String what) {
        double[] doubles = new double[seen.length];
        for (int i = 0; i < seen.length; i++) {
            doubles[i] = seen[i];
        }
        near(wanted, doubles, what);
    }

    public void near(JsonNode wanted, double[] seen, String what) {
        double[] values = wanted.isNumber() ? new double[] {wanted.asDouble()} : doubles(wanted);
        assertEquals(values.length, seen.length, () -> subject + "/" + name + " " + what + ": how many numbers");
        for (int i = 0; i < values.length; i++) {
            double bound = atol + rtol * Math.abs(values[i]) + lastDigit(values[i]);
            int at = i;
            assertTrue(
                    Math.abs(seen[i] - values[i]) <= bound,
                    () -> subject + "/" + name + " " + what + "[" + at + "]: " + seen[at] + " instead of "
                            + values[at]);
        }
    }

    /** Golden numbers carry nine significant digits, so each may be half a unit of the ninth away from its origin. */
    private static double lastDigit(double value) {
        return value == 0 ? 0 : 0.5 * Math.pow(10, Math.floor(Math.log10(Math.abs(value))) - 8);
    }
}
