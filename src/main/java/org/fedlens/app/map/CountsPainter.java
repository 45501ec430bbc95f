package org.fedlens.app.map;

import java.util.EnumMap;
import java.util.Map;
import javafx.scene.canvas.GraphicsContext;
import org.fedlens.app.kit.Palette;
import org.fedlens.app.run.ClientPhase;
import org.fedlens.app.shell.Desk;

/**
 * Draws more clients than can be told apart: one block for each state, with its count.
 *
 * @param desk words and model
 * @param painter signs
 */
record CountsPainter(Desk desk, MapPainter painter) {
    private static final double WIDTH = 108;
    private static final double HEIGHT = 60;
    private static final double GAP = 16;
    private static final int COLUMNS = 2;

    void draw(MapLayout layout, double width) {
        Map<ClientPhase, Integer> counts = new EnumMap<>(ClientPhase.class);
        for (ClientPhase phase : ClientPhase.values()) {
            if (phase != ClientPhase.UPLOADING) {
                counts.put(phase, desk.model().count(phase));
            }
        }
        int k = 0;
        for (Map.Entry<ClientPhase, Integer> entry : counts.entrySet()) {
            int column = k % COLUMNS;
            int row = k / COLUMNS;
            double away = layout.serverRadius() + 60;
            double x = column == 0 ? layout.serverX() - away - WIDTH : layout.serverX() + away;
            double y = layout.serverY() - 1.5 * HEIGHT - GAP + row * (HEIGHT + GAP);
            block(entry.getKey(), entry.getValue(), x, y);
            k++;
        }
    }

    private void block(ClientPhase phase, int count, double x, double y) {
        GraphicsContext g = painter.g();
        Palette palette = painter.palette();
        g.setFill(palette.role("inset"));
        g.fillRoundRect(x, y, WIDTH, HEIGHT, 12, 12);
        g.setStroke(palette.role("hairline"));
        g.setLineWidth(1);
        g.strokeRoundRect(x, y, WIDTH, HEIGHT, 12, 12);
        painter.badge(phase, x + 20, y + HEIGHT / 2, 8);
        painter.text(String.valueOf(count), x + 68, y + 22, painter.type().strong(), palette.role("fg"));
        painter.text(desk.say(phase.key()), x + 68, y + 40, painter.type().small(), palette.role("muted"));
    }
}
