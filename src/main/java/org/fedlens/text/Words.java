package org.fedlens.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/**
 * Puts texts into words of one language. Whole numbers get thin spaces between thousands and a decimal point in every
 * language, so that figures read the same on every screen.
 */
public final class Words {
    /** The language of logs and of exception messages. */
    public static final Words ENGLISH = new Words(Locale.ENGLISH);

    private static final String BUNDLE = "i18n.Messages";
    private static final char THIN_SPACE = '\u2009';

    private final Locale locale;
    private final ResourceBundle bundle;

    public Words(Locale locale) {
        this.locale = locale;
        this.bundle = ResourceBundle.getBundle(
                BUNDLE, locale, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** The words for a language tag such as {@code en} or {@code zh-CN}; anything unknown reads English. */
    public static Words forTag(String tag) {
        return new Words(tag.startsWith("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH);
    }

    public Locale locale() {
        return locale;
    }

    public ResourceBundle bundle() {
        return bundle;
    }

    public boolean knows(String key) {
        return bundle.containsKey(key);
    }

    public String say(Text text) {
        return say(text.key(), text.values().toArray());
    }

    /** @throws MissingResourceException if no bundle has the key: a programming error that a test finds */
    public String say(String key, Object... values) {
        Object[] said = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            said[i] = value(values[i]);
        }
        return new MessageFormat(bundle.getString(key), locale).format(said);
    }

    private Object value(Object value) {
        if (value instanceof Text text) {
            return say(text);
        }
        if (value instanceof Integer || value instanceof Long) {
            return count(((Number) value).longValue());
        }
        if (value instanceof Double || value instanceof Float) {
            return figure(((Number) value).doubleValue());
        }
        return String.valueOf(value);
    }

    /** A whole number with thin spaces between thousands, from five digits on: 1797, 60 000. */
    public static String count(long number) {
        String grouped = String.format(Locale.ROOT, "%,d", number).replace(',', THIN_SPACE);
        return Math.abs(number) < 10_000 ? String.valueOf(number) : grouped;
    }

    /**
     * What a client is called wherever a person reads of it, without the word: 01 for the one at index 0. Files and
     * metrics keep the index.
     */
    public static String client(int index) {
        return String.format(Locale.ROOT, "%02d", index + 1);
    }

    /** A real number as short as it can be said with up to six significant digits. */
    public static String figure(double number) {
        if (number == Math.rint(number) && Math.abs(number) < 1e9) {
            return count((long) number);
        }
        return new BigDecimal(number)
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toString();
    }
}
