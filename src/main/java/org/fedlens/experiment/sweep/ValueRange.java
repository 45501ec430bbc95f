package org.fedlens.experiment.sweep;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * Values of a factor as a person types them: one by one, {@code 0.1, 0.3, 1}; so many at equal distances,
 * {@code 0 : 1 : 5}; or so many by equal ratios, {@code 0.01 : 1 : log 3}. Computed values have four significant
 * digits.
 */
public final class ValueRange {
    private static final MathContext SHORT = new MathContext(4);
    private static final int MOST = 100;
    private static final String LOG = "log";

    private ValueRange() {}

    /**
     * The values that a text means, each as an experiment file spells it.
     *
     * @param where the path of the factor, for messages
     * @throws Problem if the text has colons and is no range
     */
    public static List<String> parse(String typed, String where) {
        if (!typed.contains(":")) {
            List<String> values = new ArrayList<>();
            for (String value : typed.split("[,\uFF0C;]")) {
                if (!value.isBlank()) {
                    values.add(value.strip());
                }
            }
            return values;
        }
        String[] parts = typed.split(":");
        if (parts.length != 3) {
            throw noRange(typed, where);
        }
        String steps = parts[2].strip();
        boolean log = steps.startsWith(LOG);
        try {
            double from = Double.parseDouble(parts[0].strip());
            double to = Double.parseDouble(parts[1].strip());
            int count = Integer.parseInt((log ? steps.substring(LOG.length()) : steps).strip());
            boolean can = count >= 2 && count <= MOST && from != to && (!log || from > 0 && to > 0);
            if (!can || !Double.isFinite(from) || !Double.isFinite(to)) {
                throw noRange(typed, where);
            }
            return between(from, to, count, log);
        } catch (NumberFormatException e) {
            throw noRange(typed, where);
        }
    }

    private static List<String> between(double from, double to, int count, boolean log) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double share = (double) i / (count - 1);
            double value = log ? from * Math.pow(to / from, share) : from + (to - from) * share;
            values.add(new BigDecimal(value).round(SHORT).stripTrailingZeros().toPlainString());
        }
        return values;
    }

    private static Problem noRange(String typed, String where) {
        return new Problem(where, Text.of("sweep.noRange", typed), Text.of("sweep.writeRange"));
    }
}
