package org.fedlens.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import org.fedlens.experiment.RunEvent;
import org.fedlens.text.Words;

/**
 * Draws the changes of a round as arrows from the model that was sent out, and their mean as a thick one.
 *
 * @param chosen the client that is marked, -1 for none
 */
public record DriftDrawing(
        RunEvent.Drifted drift, DriftPlane plane, Tokens tokens, ChartFonts fonts, Words words, int chosen)
        implements Picture.Drawing {
    private static final double EDGE = 22;
    private static final double TEXT = 11;
    private static final int NAMED = 24;

    @Override
    public void draw(Graphics2D g, double width, double height, List<Picture.Spot> spots) {
        double left = Math.min(0, least(plane.x()));
        double right = Math.max(Math.max(0, most(plane.x())), plane.meanX());
        double low = Math.min(0, least(plane.y()));
        double high = Math.max(0, most(plane.y()));
        double span =
                Math.max(1e-12, Math.max((right - left) / (width - 2 * EDGE), (high - low) / (height - 2 * EDGE)));
        double originX = width / 2 - (left + right) / 2 / span;
        double originY = height / 2 + (low + high) / 2 / span;
        g.setColor(tokens.role("grid"));
        g.setStroke(new BasicStroke(1f));
        g.draw(new Line2D.Double(0, originY, width, originY));
        g.draw(new Line2D.Double(originX, 0, originX, height));
        for (int i = 0; i < plane.x().length; i++) {
            int client = drift.clients().get(i);
            double x = originX + plane.x()[i] / span;
            double y = originY - plane.y()[i] / span;
            boolean marked = client == chosen;
            Color color = marked ? tokens.role("accent") : tokens.series(client);
            arrow(g, color, marked ? 3f : 1.5f, originX, originY, x, y);
            if (plane.x().length <= NAMED || marked) {
                label(g, Words.client(client), x, y, x - originX, y - originY);
            }
            spots.add(new Picture.Spot(
                    new Rectangle2D.Double(x - 8, y - 8, 16, 16),
                    client,
                    words.say(
                            "ui.rounds.drift.tip",
                            Words.client(client),
                            Words.figure(short4(drift.lengths().get(i))))));
        }
        arrow(
                g,
                tokens.role("fg"),
                4f,
                originX,
                originY,
                originX + plane.meanX() / span,
                originY - plane.meanY() / span);
        g.setColor(tokens.role("surface"));
        g.fill(new Ellipse2D.Double(originX - 4, originY - 4, 8, 8));
        g.setColor(tokens.role("fg"));
        g.setStroke(new BasicStroke(1.5f));
        g.draw(new Ellipse2D.Double(originX - 4, originY - 4, 8, 8));
    }

    private static double short4(double value) {
        return new BigDecimal(value).round(new MathContext(4)).doubleValue();
    }

    private void arrow(Graphics2D g, Color color, float wide, double fromX, double fromY, double x, double y) {
        double length = Math.hypot(x - fromX, y - fromY);
        g.setColor(color);
        g.setStroke(new BasicStroke(wide, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        if (length < 2) {
            g.fill(new Ellipse2D.Double(x - 3, y - 3, 6, 6));
            return;
        }
        double ux = (x - fromX) / length;
        double uy = (y - fromY) / length;
        double head = Math.min(length, 5 + wide);
        g.draw(new Line2D.Double(fromX, fromY, x - ux * head * 0.7, y - uy * head * 0.7));
        Path2D tip = new Path2D.Double();
        tip.moveTo(x, y);
        tip.lineTo(x - ux * head - uy * head / 2, y - uy * head + ux * head / 2);
        tip.lineTo(x - ux * head + uy * head / 2, y - uy * head - ux * head / 2);
        tip.closePath();
        g.fill(tip);
    }

    private void label(Graphics2D g, String said, double x, double y, double dx, double dy) {
        g.setFont(ChartStyle.font(fonts, said, false, TEXT));
        g.setColor(tokens.role("muted"));
        double length = Math.max(1, Math.hypot(dx, dy));
        double wide = g.getFontMetrics().stringWidth(said);
        g.drawString(said, (float) (x + dx / length * 11 - wide / 2), (float) (y + dy / length * 11 + TEXT * 0.36));
    }

    private static double least(double[] values) {
        return Arrays.stream(values).min().orElse(0);
    }

    private static double most(double[] values) {
        return Arrays.stream(values).max().orElse(0);
    }
}
