package org.fedlens.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.QuoteMode;

/**
 * Comma-separated rows as they come together, after RFC 4180 but with lines that end in a line feed everywhere. Numbers
 * are written as Java spells them. One instance belongs to one thread.
 */
public final class CsvText {
    /** How all tables are written and read: a cell has quotes where it needs them, because of a comma or a line end. */
    public static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();

    private static final CSVFormat TEXTS_QUOTED =
            FORMAT.builder().setQuoteMode(QuoteMode.NON_NUMERIC).get();

    private final StringBuilder text = new StringBuilder();
    private final CSVFormat format;

    private CsvText(CSVFormat format) {
        this.format = format;
    }

    /** No rows yet; quotes only where they are needed. */
    public static CsvText plain() {
        return new CsvText(FORMAT);
    }

    /** No rows yet; every cell that is no number will have quotes, except in the head. */
    public static CsvText withTextsQuoted() {
        return new CsvText(TEXTS_QUOTED);
    }

    /** Adds the names of the columns. */
    public CsvText head(List<String> names) {
        return line(FORMAT, names.toArray());
    }

    /** Adds a row of texts and numbers; the cell of an {@link OptionalDouble} that holds none stays empty. */
    public CsvText row(Object... cells) {
        return line(format, Arrays.stream(cells).map(CsvText::written).toArray());
    }

    /** The library leaves null empty and without quotes. */
    private static Object written(Object cell) {
        return cell instanceof OptionalDouble number ? number.isPresent() ? number.getAsDouble() : null : cell;
    }

    private CsvText line(CSVFormat how, Object... cells) {
        try {
            how.printRecord(text, cells);
            return this;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** All rows so far. */
    @Override
    public String toString() {
        return text.toString();
    }
}
