package org.fedlens.data;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * Handwritten digits as a table: a row holds the 64 pixels of an 8 x 8 picture, row by row, from 0 (white) to 16
 * (black), and the digit; no header, no quotes. It is read plain or packed. Pixels are brought to bytes as
 * {@code round(p * 255 / 16)}. It is read byte by byte and no further than a number can be long: a packed file of one
 * endless line is refused, where a reader of whole cells would unpack it into memory.
 *
 * <p>Source: the form in which scikit-learn ships the test part of the UCI optical digits (Alpaydin and Kaynak 1998).
 */
final class DigitsCsv implements FolderFormat {
    private static final ImageShape SHAPE = new ImageShape(1, 8, 8);
    private static final int BRIGHTEST = 16;
    private static final int LONGEST_NUMBER = 4;
    private static final int END = -1;

    @Override
    public String name() {
        return "digits (CSV)";
    }

    @Override
    public boolean recognises(Path folder) {
        return !tables(folder).isEmpty();
    }

    @Override
    public Found read(Path folder) {
        List<Path> tables = tables(folder);
        if (tables.size() > 1) {
            throw new Problem(
                    folder.toString(),
                    Text.of("data.csv.several", Listing.name(tables.get(0)), Listing.name(tables.get(1))),
                    Text.of("data.csv.several.mend"));
        }
        try (ByteFile file = ByteFile.open(tables.get(0))) {
            return rows(file);
        }
    }

    /** Reads the table out of a stream, which is closed. */
    static Found read(String where, InputStream packed) {
        try (ByteFile file = ByteFile.over(where, packed, true)) {
            return rows(file);
        }
    }

    private static List<Path> tables(Path folder) {
        return Listing.files(folder).stream()
                .filter(file -> Listing.lower(file).matches(".*\\.csv(\\.gz)?"))
                .toList();
    }

    private static Found rows(ByteFile file) {
        PixelBlock.Filler images = new PixelBlock.Filler(SHAPE);
        LabelList labels = new LabelList(file.where(), Found.DIGITS.size());
        byte[] pixels = new byte[SHAPE.size()];
        int next = skipLineEnds(file, file.next());
        while (next != END) {
            Room.checkBytes(file.where(), (long) images.count() * SHAPE.size());
            next = row(file, next, images.count() + 1, pixels, labels);
            images.add(pixels, 0);
            next = skipLineEnds(file, next);
        }
        if (images.count() == 0) {
            throw new Problem(file.where(), Text.of("data.empty"), Text.of("data.damaged.mend"));
        }
        return new Found(Found.DIGITS, new LabelledImages(images.done(), labels.done()), Optional.empty());
    }

    private static int skipLineEnds(ByteFile file, int next) {
        int skipped = next;
        while (skipped == '\n' || skipped == '\r') {
            skipped = file.next();
        }
        return skipped;
    }

    /** Reads one row whose first character is already known and returns the character that ended it. */
    private static int row(ByteFile file, int first, int line, byte[] pixels, LabelList labels) {
        StringBuilder number = new StringBuilder();
        int column = 0;
        int next = first;
        while (true) {
            boolean over = next == '\n' || next == '\r' || next == END;
            if (over || next == ',') {
                int value = value(file, number.toString(), line, column);
                if (column == pixels.length) {
                    labels.add(value);
                } else if (column < pixels.length) {
                    pixels[column] = (byte) Math.round(value * 255f / BRIGHTEST);
                }
                column++;
                number.setLength(0);
            } else if (number.length() < LONGEST_NUMBER) {
                number.append((char) next);
            } else {
                throw wrongValue(file, number.append("...").toString(), line, column);
            }
            if (over || column > pixels.length + 1) {
                break;
            }
            next = file.next();
        }
        if (column != pixels.length + 1) {
            throw new Problem(
                    file.where(), Text.of("data.csv.columns", line, pixels.length + 1), Text.of("data.csv.mend"));
        }
        return next;
    }

    private static int value(ByteFile file, String number, int line, int column) {
        try {
            int value = Integer.parseInt(number.strip());
            if (column >= SHAPE.size() || value >= 0 && value <= BRIGHTEST) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw wrongValue(file, number, line, column);
        }
        throw wrongValue(file, number, line, column);
    }

    private static Problem wrongValue(ByteFile file, String number, int line, int column) {
        return new Problem(
                file.where(),
                Text.of("data.csv.value", line, column + 1, Text.verbatim(number.strip()), BRIGHTEST),
                Text.of("data.csv.mend"));
    }
}
