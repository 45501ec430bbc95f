package org.fedlens.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.fedlens.text.Words;

/**
 * Numbers as every screen and every chart writes them: a decimal point in both languages, thin spaces between
 * thousands, one decimal for per cent, two significant places for a loss, decimal units for bytes.
 *
 * @param words the language; English puts a space before the per cent sign, Chinese does not
 */
public record Figures(Words words) {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

    /** What stands where there is no number yet. */
    public static final String NONE = "\u2013";

    /** A share of 0.8641 as {@code 86.4 %}. */
    public String percent(double share) {
        return Double.isNaN(share) ? NONE : points(share) + percentSign();
    }

    /** A share of 0.8 as {@code 80 %}, for axes. */
    public String wholePercent(double share) {
        double value = share * 100;
        return (value == Math.rint(value) ? String.valueOf((long) value) : trim(value, 3)) + percentSign();
    }

    /** A share of 0.8641 as {@code 86.4}: per cent without its sign, or a difference in points. */
    public String points(double share) {
        return Double.isNaN(share) ? NONE : String.format(Locale.ROOT, "%.1f", share * 100);
    }

    /** A loss with two significant places, three digits at the least below one: 1.8, 0.32, 0.047. */
    public String loss(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.isNaN(value) ? "NaN" : "\u221e";
        }
        return value >= 10_000 || (value > 0 && value < 0.001) ? scientific(value) : fixed(value, 2);
    }

    /** Bytes in decimal units with at most three significant places: 850 MB, 2.70 GB. */
    public String bytes(double count) {
        int unit = 0;
        double value = count;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        int decimals = unit < 2 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + decimals + "f %s", value, UNITS[unit]);
    }

    /** A length of time in words: 2 min 48 s. */
    public String duration(double seconds) {
        if (Double.isNaN(seconds)) {
            return NONE;
        }
        if (seconds < 10) {
            return words.say("ui.time.seconds", String.format(Locale.ROOT, "%.1f", seconds));
        }
        long whole = Math.round(seconds);
        if (whole < 60) {
            return words.say("ui.time.seconds", whole);
        }
        if (whole < 3600) {
            return words.say("ui.time.minutes", whole / 60, String.format(Locale.ROOT, "%02d", whole % 60));
        }
        return words.say("ui.time.hours", whole / 3600, String.format(Locale.ROOT, "%02d", whole % 3600 / 60));
    }

    /**
     * What is still to come of something: nobody waits by the second for what takes minutes, so they are rounded up.
     */
    public String remaining(double seconds) {
        if (Double.isNaN(seconds) || seconds <= 59 || seconds >= 3600) {
            return duration(Math.ceil(seconds));
        }
        return words.say("ui.time.minutesOnly", (long) Math.ceil(seconds / 60));
    }

    /** A setting's value, as short as it can be said. */
    public String setting(double value) {
        return value != 0 && Math.abs(value) < 0.001 ? scientific(value) : trim(value, 4);
    }

    private String percentSign() {
        return words.locale().getLanguage().equals("zh") ? "%" : " %";
    }

    private static String fixed(double value, int significant) {
        if (value == 0) {
            return "0.0";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(significant, RoundingMode.HALF_UP));
        return rounded.scale() < 0 ? Words.count(rounded.longValue()) : rounded.toPlainString();
    }

    private static String trim(double value, int significant) {
        BigDecimal rounded =
                new BigDecimal(value).round(new MathContext(significant)).stripTrailingZeros();
        return rounded.scale() <= 0 ? Words.count(rounded.longValue()) : rounded.toPlainString();
    }

    private static String scientific(double value) {
        return new BigDecimal(value)
                                .round(new MathContext(2))
                                .stripTrailingZeros()
                                .unscaledValue()
                                .abs()
                                .intValue()
                        < 10
                ? String.format(Locale.ROOT, "%.0e", value)
                        .replaceAll("e([+-])0*", "e$1")
                        .replace("e+", "e")
                : String.format(Locale.ROOT, "%.1e", value)
                        .replaceAll("e([+-])0*", "e$1")
                        .replace("e+", "e");
    }
}
