package org.fedlens.report.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;
import org.fedlens.experiment.event.RunEvent;
import org.fedlens.report.chart.ChartFonts;
import org.fedlens.report.chart.ChartStyle;
import org.fedlens.report.chart.ThemeColours;
import org.fedlens.text.Words;

/**
 * Draws the cosines between the changes of a round as a square: blue where two clients agree, orange where they pull
 * against each other, pale where they have nothing to do with each other. Few enough have their figures in them.
 *
 * @param chosen the client whose row and column are marked, -1 for none
 */
public record CosineDrawing(RunEvent.Drifted drift, ThemeColours tokens, ChartFonts fonts, Words words, int chosen)
        implements PaintedImage.Drawing {
    private static final double LEFT = 26;
    private static final double TOP = 18;
    private static final double TEXT = 10;
    private static final double ROOM_FOR_FIGURES = 30;

    @Override
    public void draw(Graphics2D g, double width, double height, List<PaintedImage.Spot> spots) {
        int count = drift.clients().size();
        double cell = Math.min((width - LEFT) / count, (height - TOP) / count);
        double left = LEFT + (width - LEFT - cell * count) / 2;
        for (int i = 0; i < count; i++) {
            int client = drift.clients().get(i);
            String name = name(client);
            Color ink = client == chosen ? tokens.role("accent") : tokens.role("muted");
            if (cell >= TEXT + 2 || i % (int) Math.ceil((TEXT + 2) / cell) == 0) {
                text(g, name, left - 14, TOP + (i + 0.5) * cell, ink);
            }
            if (cell >= 16 || i % (int) Math.ceil(16 / cell) == 0) {
                text(g, name, left + (i + 0.5) * cell, TOP - 9, ink);
            }
            for (int j = 0; j < count; j++) {
                cell(g, i, j, left + j * cell, TOP + i * cell, cell, spots);
            }
            if (client == chosen) {
                g.setColor(tokens.role("accent"));
                g.setStroke(new BasicStroke(2f));
                g.draw(new Rectangle2D.Double(left, TOP + i * cell, cell * count, cell));
            }
        }
    }

    private void cell(Graphics2D g, int i, int j, double x, double y, double size, List<PaintedImage.Spot> spots) {
        double cosine = drift.cosine(i, j);
        Color full = cosine >= 0 ? tokens.series(0) : tokens.series(1);
        Color fill = ThemeColours.blend(full, tokens.role("surface"), 0.06 + 0.94 * Math.abs(cosine));
        g.setColor(fill);
        g.fill(new Rectangle2D.Double(x + 0.5, y + 0.5, size - 1, size - 1));
        if (size >= ROOM_FOR_FIGURES) {
            boolean deep = Math.abs(cosine) > 0.55;
            text(
                    g,
                    String.format(Locale.ROOT, "%.2f", cosine),
                    x + size / 2,
                    y + size / 2,
                    deep ? tokens.role("surface") : tokens.role("fg"));
        }
        int client = drift.clients().get(i);
        String tip = words.say(
                "ui.rounds.cosine.tip",
                name(client),
                name(drift.clients().get(j)),
                String.format(Locale.ROOT, "%.3f", cosine));
        spots.add(new PaintedImage.Spot(new Rectangle2D.Double(x, y, size, size), client, tip));
    }

    private static String name(int client) {
        return Words.client(client);
    }

    private void text(Graphics2D g, String said, double x, double y, Color color) {
        g.setFont(ChartStyle.font(fonts, said, false, TEXT));
        g.setColor(color);
        double wide = g.getFontMetrics().stringWidth(said);
        g.drawString(said, (float) (x - wide / 2), (float) (y + TEXT * 0.36));
    }
}
