package org.fedlens.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/**
 * One case of a golden file: parameters, inputs, expected values, and how near is near enough. Everything that a case states
 * must be read by the check that plays it, see {@link #play}.
 *
 * @param name of subject and case, for messages
 * @param whole the case as it stands in the file
 */
public record GoldenCase(
        String subject,
        String name,
        GoldenValue whole,
        GoldenValue params,
        GoldenValue inputs,
        GoldenValue expected,
        double rtol,
        double atol) {
    /** What only describes a case or a file; "reference" tells what another implementation gives and is never asserted. */
    static final Set<String> COMMENTARY = Set.of("note", "notes", "source", "reference");

    /** Plays one case against the product. */
    @FunctionalInterface
    public interface Check {
        void of(GoldenCase golden) throws Exception;
    }

    /** Reads one case. */
    public static GoldenCase of(String subject, JsonNode node) {
        GoldenValue whole =
                GoldenValue.of(node, subject + "/" + node.path("name").asText(), COMMENTARY);
        return new GoldenCase(
                subject,
                whole.get("name").text(),
                whole,
                whole.get("params"),
                whole.get("inputs"),
                whole.get("expected"),
                whole.get("tolerance").get("rtol").number(),
                whole.get("tolerance").get("atol").number());
    }

    /** Runs a check and fails if it left any parameter, input or expected value unread, naming them. */
    public void play(Check check) throws Exception {
        params.fields();
        inputs.fields();
        check.of(this);
        List<String> unread = whole.unread();
        assertTrue(unread.isEmpty(), () -> "The check of " + subject + " does not read " + String.join(", ", unread));
    }

    /** A parameter that must be there. */
    public double number(String param) {
        return params.get(param).number();
    }

    /** A parameter that may be left out. */
    public double number(String param, double otherwise) {
        return params.find(param).map(GoldenValue::number).orElse(otherwise);
    }

    /** A whole number among the parameters. */
    public int integer(String param) {
        return params.get(param).integer();
    }

    public String text(String param) {
        return params.get(param).text();
    }

    public boolean flag(String param) {
        return params.get(param).flag();
    }

    /** For a value of a parameter that no check knows. */
    public AssertionError unknown(String param) {
        return new AssertionError(subject + "/" + name + ": no check for this value of \"" + param + "\"");
    }

    /** Asserts that every number lies within the case's tolerance. */
    public void near(GoldenValue wanted, float[] seen, String what) {
        double[] doubles = new double[seen.length];
        for (int i = 0; i < seen.length; i++) {
            doubles[i] = seen[i];
        }
        near(wanted, doubles, what);
    }

    public void near(GoldenValue wanted, double seen, String what) {
        near(wanted, new double[] {seen}, what);
    }

    public void near(GoldenValue wanted, double[] seen, String what) {
        near(wanted.doubles(), seen, what);
    }

    public void near(double[] values, double[] seen, String what) {
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
