package org.fedlens.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import org.fedlens.text.Words;

/**
 * Draws a Gantt chart. What a client does differs in height and filling as well as in colour, so that it can be read
 * without colour: receiving is the upper half, sending the lower, training the whole, waiting a line, late hollow, lost
 * hollow and crossed.
 *
 * @param chosen the client whose row is marked, -1 for none
 */
public record GanttDrawing(Gantt gantt, Tokens tokens, ChartFonts fonts, Words words, int chosen)
        implements Picture.Drawing {
    private static final double LEFT = 44;
    private static final double TOP = 26;
    private static final double BOTTOM = 22;
    private static final double RIGHT = 12;
    private static final double TEXT = 11;
    private static final double HIGHEST = 26;

    @Override
    public void draw(Graphics2D g, double width, double height, List<Picture.Spot> spots) {
        if (gantt.isEmpty()) {
            return;
        }
        legend(g);
        double plot = width - LEFT - RIGHT;
        double row = Math.min(HIGHEST, (height - TOP - BOTTOM) / gantt.clients().size());
        double end = TOP + row * gantt.clients().size();
        axis(g, plot, end);
        for (int i = 0; i < gantt.clients().size(); i++) {
            int client = gantt.clients().get(i);
            double y = TOP + i * row;
            if (client == chosen) {
                g.setColor(tokens.role("accent-soft"));
                g.fill(new Rectangle2D.Double(0, y, width, row));
            }
            spots.add(new Picture.Spot(new Rectangle2D.Double(0, y, width, row), client, ""));
            if (row >= TEXT || i % (int) Math.ceil(TEXT / row) == 0) {
                text(g, name(client), LEFT - 8, y + row / 2, 1, tokens.role("muted"));
            }
        }
        for (Gantt.Bar bar : gantt.bars()) {
            double y = TOP + gantt.clients().indexOf(bar.client()) * row;
            double from = x(bar.from(), plot);
            double to = Math.max(from + 1, x(bar.to(), plot));
            bar(g, bar.doing(), from, to, y + row * 0.15, row * 0.7);
            spots.add(new Picture.Spot(new Rectangle2D.Double(from, y, to - from, row), bar.client(), tip(bar)));
        }
    }

    private static String name(int client) {
        return Words.client(client);
    }

    private String tip(Gantt.Bar bar) {
        return words.say(
                "ui.rounds.bar",
                name(bar.client()),
                bar.round(),
                words.say(key(bar.doing())),
                String.format(Locale.ROOT, "%.2f", bar.from()),
                String.format(Locale.ROOT, "%.2f", bar.to()));
    }

    private static String key(Gantt.Doing doing) {
        return "ui.rounds.doing." + doing.name().toLowerCase(Locale.ROOT);
    }

    private double x(double seconds, double plot) {
        return LEFT + (seconds - gantt.from()) / (gantt.to() - gantt.from()) * plot;
    }

    private void bar(Graphics2D g, Gantt.Doing doing, double from, double to, double y, double h) {
        switch (doing) {
            case RECEIVING -> fill(g, tokens.series(7), from, to, y, h / 2);
            case TRAINING -> fill(g, tokens.role("accent"), from, to, y, h);
            case SENDING -> fill(g, tokens.role("ok"), from, to, y + h / 2, h / 2);
            case WAITING -> {
                g.setColor(tokens.role("ghost"));
                g.setStroke(new BasicStroke(1f));
                g.draw(new Line2D.Double(from, y + h / 2, to, y + h / 2));
            }
            case LATE, LOST -> {
                g.setColor(tokens.role(doing == Gantt.Doing.LATE ? "warn" : "bad-line"));
                g.setStroke(new BasicStroke(1f));
                g.draw(new Rectangle2D.Double(from + 0.5, y + 0.5, Math.max(1, to - from - 1), h - 1));
                if (doing == Gantt.Doing.LOST) {
                    double m = Math.min(h, to - from) / 2;
                    double cx = (from + to) / 2;
                    double cy = y + h / 2;
                    g.draw(new Line2D.Double(cx - m / 2, cy - m / 2, cx + m / 2, cy + m / 2));
                    g.draw(new Line2D.Double(cx - m / 2, cy + m / 2, cx + m / 2, cy - m / 2));
                }
            }
        }
    }

    private static void fill(Graphics2D g, Color color, double from, double to, double y, double h) {
        g.setColor(color);
        g.fill(new Rectangle2D.Double(from, y, to - from, h));
    }

    private void legend(Graphics2D g) {
        double x = LEFT;
        for (Gantt.Doing doing : Gantt.Doing.values()) {
            boolean shown = gantt.bars().stream().anyMatch(bar -> bar.doing() == doing);
            if (shown) {
                bar(g, doing, x, x + 16, 4, 10);
                String said = words.say(key(doing));
                x = text(g, said, x + 22, 9, 0, tokens.role("muted")) + 16;
            }
        }
    }

    private void axis(Graphics2D g, double plot, double end) {
        double step = ValueScale.niceStep(gantt.to() - gantt.from(), 6);
        for (double at = Math.ceil(gantt.from() / step) * step; at <= gantt.to() + 1e-9; at += step) {
            g.setColor(tokens.role("grid"));
            g.setStroke(new BasicStroke(1f));
            double x = Math.rint(x(at, plot)) + 0.5;
            g.draw(new Line2D.Double(x, TOP, x, end));
            text(g, words.say("ui.time.seconds", Words.figure(rounded(at))), x, end + 12, 0.5, tokens.role("subtle"));
        }
        for (Gantt.Close close : gantt.closes()) {
            g.setColor(tokens.role("muted"));
            g.setStroke(ChartStyle.stroke(1f, new float[] {3, 3}, 1));
            double x = Math.rint(x(close.at(), plot)) + 0.5;
            g.draw(new Line2D.Double(x, TOP - 4, x, end));
        }
    }

    private static double rounded(double value) {
        return new BigDecimal(value).round(new MathContext(6)).doubleValue();
    }

    /** @param anchor 0 if it begins at x, 0.5 if it is centred there, 1 if it ends there @return where it ends */
    private double text(Graphics2D g, String said, double x, double y, double anchor, Color color) {
        Font font = ChartStyle.font(fonts, said, false, TEXT);
        g.setFont(font);
        g.setColor(color);
        double wide = g.getFontMetrics().stringWidth(said);
        double from = x - anchor * wide;
        g.drawString(said, (float) from, (float) (y + TEXT * 0.36));
        return from + wide;
    }
}
