package org.fedlens.app;

import java.util.List;
import java.util.stream.IntStream;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.fedlens.text.Words;

/** Draws who holds what: bubbles, a heat map of shares, or stacked bars. */
final class MatrixPainter {
    private static final double BARS = 60;
    private static final double FADED = 0.15;
    private static final Font SMALL = Font.font("Inter", 12);
    private static final Font FIGURES = Font.font("JetBrains Mono", 10);

    private final Desk desk;
    private final GraphicsContext g;

    MatrixPainter(Desk desk, GraphicsContext g) {
        this.desk = desk;
        this.g = g;
    }

    /** @param dragged the client under a dragged share, -1 for none */
    void draw(MatrixLayout layout, Federation federation, int dragged) {
        g.clearRect(0, 0, layout.width(), layout.height());
        if (federation.clients().isEmpty()) {
            return;
        }
        g.setTextBaseline(VPos.CENTER);
        int[] sizes =
                IntStream.range(0, layout.clients()).map(federation::images).toArray();
        int largest = Math.max(1, IntStream.of(sizes).max().orElse(1));
        boolean bars = desk.data().drawing().get() == DataModel.Drawing.BARS;
        column(layout, desk.data().client().get(), palette().role("accent-soft"));
        if (dragged >= 0) {
            column(layout, dragged, palette().role("ok-soft"));
        }
        if (bars) {
            stacks(layout, federation, largest);
        } else {
            sizes(layout, sizes, largest);
            rows(layout, federation);
            cells(layout, federation, sizes);
        }
        numbers(layout);
    }

    private Palette palette() {
        return desk.surroundings().palette();
    }

    private void column(MatrixLayout layout, int client, Color color) {
        if (client >= layout.firstClient() && client < layout.endClient()) {
            g.setFill(color);
            double width = Math.max(4, layout.pitch());
            double top = MatrixLayout.TOP - BARS - 20;
            g.fillRoundRect(
                    layout.x(client) - width / 2, top, width, layout.height() - MatrixLayout.BOTTOM + 26 - top, 8, 8);
        }
    }

    private void sizes(MatrixLayout layout, int[] sizes, int largest) {
        String[] said = desk.say("ui.data.sizes").split("\n");
        for (int line = 0; line < said.length; line++) {
            text(said[line], MatrixLayout.LEFT - 12, MatrixLayout.TOP - 36 + 16 * line, TextAlignment.RIGHT, "muted");
        }
        double width = Math.max(1, Math.min(16, layout.pitch() * 0.55));
        for (int client = layout.firstClient(); client < layout.endClient(); client++) {
            boolean chosen = client == desk.data().client().get();
            g.setFill(palette().role(chosen ? "accent" : "ghost"));
            double height = Math.max(1, BARS * sizes[client] / largest);
            g.fillRoundRect(layout.x(client) - width / 2, MatrixLayout.TOP - 12 - height, width, height, 4, 4);
        }
    }

    private void rows(MatrixLayout layout, Federation federation) {
        int highlighted = desk.screen().highlighted().get();
        for (int label = layout.firstLabel(); label < layout.endLabel(); label++) {
            double y = layout.y(label);
            double line = Math.rint(y - layout.row() / 2) + 0.5;
            g.setStroke(palette().role("grid"));
            g.setLineWidth(1);
            g.strokeLine(MatrixLayout.LEFT, line, layout.width() - MatrixLayout.RIGHT, line);
            g.setFill(shade(label, highlighted));
            g.fillOval(2, y - 4, 8, 8);
            clipped(federation.classes().get(label), 16, y);
            int holders = federation.holders(label);
            text(
                    desk.surroundings().sayCount("ui.data.holders", holders),
                    layout.width(),
                    y,
                    TextAlignment.RIGHT,
                    "muted");
        }
    }

    private void clipped(String name, double x, double y) {
        g.save();
        g.beginPath();
        g.rect(x, y - 10, MatrixLayout.LEFT - x - 4, 20);
        g.clip();
        text(name, x, y, TextAlignment.LEFT, "fg");
        g.restore();
    }

    private Color shade(int label, int highlighted) {
        Color color = palette().series(label);
        return highlighted < 0 || highlighted == label ? color : palette().over(color, FADED);
    }

    private void cells(MatrixLayout layout, Federation federation, int[] sizes) {
        boolean heat = desk.data().drawing().get() == DataModel.Drawing.HEAT;
        int highlighted = desk.screen().highlighted().get();
        int most = Math.max(
                1,
                federation.clients().stream()
                        .flatMap(List::stream)
                        .mapToInt(Integer::intValue)
                        .max()
                        .orElse(1));
        for (int label = layout.firstLabel(); label < layout.endLabel(); label++) {
            double y = layout.y(label);
            g.setFill(shade(label, highlighted));
            for (int client = layout.firstClient(); client < layout.endClient(); client++) {
                int count = federation.count(client, label);
                if (heat) {
                    heat(layout, client, y, (double) count / Math.max(1, sizes[client]));
                } else if (count > 0) {
                    double radius = Math.max(1, layout.largestRadius() * Math.sqrt((double) count / most));
                    g.fillOval(layout.x(client) - radius, y - radius, 2 * radius, 2 * radius);
                }
            }
        }
    }

    private void heat(MatrixLayout layout, int client, double y, double share) {
        double width = layout.pitch() > 8 ? layout.pitch() - 2 : layout.pitch();
        double height = Math.min(layout.row() - 2, 42);
        g.setFill(palette().ramp(share));
        g.fillRoundRect(layout.x(client) - width / 2, y - height / 2, width, height, 4, 4);
        if (width >= 24 && share >= 0.005) {
            g.setFill(palette().onRamp(share));
            g.setFont(FIGURES);
            g.setTextAlign(TextAlignment.CENTER);
            g.fillText(String.valueOf(Math.round(100 * share)), layout.x(client), y);
        }
    }

    private void stacks(MatrixLayout layout, Federation federation, int largest) {
        double floor = layout.height() - MatrixLayout.BOTTOM;
        double high = floor - 24;
        double width = Math.max(1, Math.min(24, layout.pitch() * 0.7));
        int highlighted = desk.screen().highlighted().get();
        for (int tick = 0; tick <= 4; tick++) {
            double y = Math.rint(floor - high * tick / 4) + 0.5;
            g.setStroke(palette().role(tick == 0 ? "border" : "grid"));
            g.strokeLine(MatrixLayout.LEFT, y, layout.width() - MatrixLayout.RIGHT, y);
            text(
                    Words.count(Math.round(largest * tick / 4.0)),
                    MatrixLayout.LEFT - 8,
                    y,
                    TextAlignment.RIGHT,
                    "subtle");
        }
        for (int label = 0; label < layout.classes(); label++) {
            g.setFill(shade(label, highlighted));
            for (int client = layout.firstClient(); client < layout.endClient(); client++) {
                int below = 0;
                for (int k = 0; k < label; k++) {
                    below += federation.count(client, k);
                }
                double height = high * federation.count(client, label) / largest;
                g.fillRect(layout.x(client) - width / 2, floor - high * below / largest - height, width, height);
            }
        }
    }

    private void numbers(MatrixLayout layout) {
        int step = layout.numbered();
        double y = layout.height() - MatrixLayout.BOTTOM + 14;
        for (int client = layout.firstClient(); client < layout.endClient(); client++) {
            boolean chosen = client == desk.data().client().get();
            if (chosen || client % step == 0) {
                text(
                        RunModel.clientName(client),
                        layout.x(client),
                        y,
                        TextAlignment.CENTER,
                        chosen ? "accent" : "muted");
            }
        }
        double middle = (MatrixLayout.LEFT + layout.width() - MatrixLayout.RIGHT) / 2;
        text(desk.say("ui.data.axis"), middle, y + 22, TextAlignment.CENTER, "muted");
    }

    private void text(String said, double x, double y, TextAlignment align, String role) {
        g.setFont(SMALL);
        g.setFill(palette().role(role));
        g.setTextAlign(align);
        g.fillText(said, x, y);
    }
}
