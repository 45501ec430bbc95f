package org.fedlens.report;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.fedlens.text.CsvText;

/**
 * Numbers under named columns.
 *
 * @param columns their names, from the left
 * @param rows {@code [rows][columns]}; NaN where there is no number
 */
public record NumberTable(List<String> columns, double[][] rows) {
    private static final int ALL_DIGITS = 340;

    public NumberTable {
        columns = List.copyOf(columns);
        for (double[] row : rows) {
            if (row.length != columns.size()) {
                throw new IllegalArgumentException(row.length + " numbers in " + columns.size() + " columns");
            }
        }
    }

    /** One cell as people read it: all digits, no exponent, nothing where there is no number. */
    public String shown(int row, int column) {
        double value = rows[row][column];
        if (Double.isNaN(value)) {
            return "";
        }
        DecimalFormat plain = new DecimalFormat("0", DecimalFormatSymbols.getInstance(Locale.ENGLISH));
        plain.setMaximumFractionDigits(ALL_DIGITS);
        return plain.format(value);
    }

    /** The names, then the rows, comma-separated. */
    public String csv() {
        CsvText csv = CsvText.plain().head(columns);
        for (double[] row : rows) {
            csv.row(Arrays.stream(row)
                    .mapToObj(value -> Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value))
                    .toArray());
        }
        return csv.toString();
    }
}
