package org.fedlens.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * A change by hand to a partition: a share of one client's pictures of one class goes to another client. A share and
 * not a number of pictures, so that the change still means something when the deal below it changes. Written
 * {@code 3>7:5*0.5}: of what client 3 holds of class 5, half goes to client 7; all of it without a share.
 *
 * @param from the client that gives, from 0
 * @param to the client that receives, another one
 * @param label the class
 * @param share above 0, at most 1; the number of pictures is rounded, but never to none
 */
public record Move(int from, int to, int label, double share) {
    private static final Pattern WRITTEN =
            Pattern.compile("(\\d{1,6})>(\\d{1,6}):(\\d{1,6})(?:\\*(0?\\.\\d{1,6}|1(?:\\.0{1,6})?))?");

    public Move {
        if (from < 0 || to < 0 || from == to || label < 0 || !(share > 0 && share <= 1)) {
            throw new IllegalArgumentException(from + ">" + to + ":" + label + "*" + share);
        }
    }

    /**
     * Reads moves that are divided by blanks; an empty text holds none.
     *
     * @throws Problem names the first word that is no move
     */
    public static List<Move> read(String written) {
        List<Move> moves = new ArrayList<>();
        for (String word : written.strip().split("\\s+")) {
            if (!word.isEmpty()) {
                moves.add(one(word));
            }
        }
        return List.copyOf(moves);
    }

    private static Move one(String word) {
        Matcher matcher = WRITTEN.matcher(word);
        if (matcher.matches()) {
            int from = Integer.parseInt(matcher.group(1));
            int to = Integer.parseInt(matcher.group(2));
            double share = matcher.group(4) == null ? 1 : Double.parseDouble(matcher.group(4));
            if (from != to && share > 0) {
                return new Move(from, to, Integer.parseInt(matcher.group(3)), share);
            }
        }
        throw new Problem(
                "partition.moves", Text.of("partition.moves.form", word), Text.of("partition.moves.form.mend"));
    }

    /** The form that {@link #read} takes. */
    public static String write(List<Move> moves) {
        return String.join(" ", moves.stream().map(Move::toString).toList());
    }

    @Override
    public String toString() {
        String whole = from + ">" + to + ":" + label;
        return share == 1
                ? whole
                : whole + "*" + String.format(Locale.ROOT, "%.6f", share).replaceFirst("0+$", "");
    }
}
