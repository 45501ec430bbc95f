package org.fedlens.report.chart;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The faces that charts are lettered in.
 *
 * @param plain for ticks
 * @param strong semibold, for labels
 */
public record ChartFonts(Font plain, Font strong) {
    private static final String INTER = "/com/formdev/flatlaf/fonts/inter/Inter-";

    /** Reads the faces that come with the program. */
    public static ChartFonts load() {
        return new ChartFonts(read(INTER + "Regular.otf"), read(INTER + "SemiBold.otf"));
    }

    /** A face that can show the text: ours, or the system's where ours has no such glyphs. */
    public Font face(String text, boolean strong, double size) {
        Font ours = (strong ? this.strong : plain).deriveFont((float) size);
        return ours.canDisplayUpTo(text) < 0
                ? ours
                : new Font(Font.SANS_SERIF, strong ? Font.BOLD : Font.PLAIN, 1).deriveFont((float) size);
    }

    private static Font read(String path) {
        try (InputStream in = ChartFonts.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("Missing " + path);
            }
            return Font.createFont(Font.TRUETYPE_FONT, in);
        } catch (FontFormatException e) {
            throw new IllegalStateException(path, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
