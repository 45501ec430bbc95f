package org.fedlens.app.map;

import java.util.List;
import java.util.stream.Stream;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Pane;
import javafx.scene.shape.ArcType;
import javafx.scene.text.Font;
import org.fedlens.app.kit.Palette;
import org.fedlens.app.run.ClientPhase;
import org.fedlens.app.shell.Desk;
import org.fedlens.app.widget.SharpCanvas;

/** The signs of the states on the map; each is a chip that shows or fades the clients in that state. */
final class MapLegend {
    private static final double SIGN = 16;

    private MapLegend() {}

    static List<ToggleButton> chips(Desk desk, FederationMap map) {
        return Stream.of(
                        ClientPhase.IDLE,
                        ClientPhase.TRAINING,
                        ClientPhase.UPLOADING,
                        ClientPhase.RECEIVED,
                        ClientPhase.DROPPED)
                .map(phase -> chip(desk, map, phase))
                .toList();
    }

    private static ToggleButton chip(Desk desk, FederationMap map, ClientPhase phase) {
        SharpCanvas canvas = new SharpCanvas();
        canvas.fit(SIGN, SIGN);
        Pane sign = new Pane(canvas);
        sign.setMinSize(SIGN, SIGN);
        sign.setMaxSize(SIGN, SIGN);
        sign.localToSceneTransformProperty()
                .addListener((transform, before, now) ->
                        draw(canvas, phase, desk.surroundings().palette()));
        ToggleButton chip = new ToggleButton(desk.say(phase.key()), sign);
        chip.getStyleClass().add("legend-chip");
        chip.setSelected(true);
        chip.setMinWidth(ToggleButton.USE_PREF_SIZE);
        chip.setTooltip(new Tooltip(desk.say("ui.map.filter")));
        chip.selectedProperty().addListener((selected, before, now) -> map.filter(phase, now));
        desk.ties().add(desk.surroundings().paletteProperty().subscribe(palette -> draw(canvas, phase, palette)));
        return chip;
    }

    private static void draw(SharpCanvas canvas, ClientPhase phase, Palette palette) {
        GraphicsContext g = canvas.fresh();
        Font font = Font.font("Inter", 11);
        MapPainter painter = new MapPainter(g, palette, new MapPainter.MapType(font, font, font));
        g.setLineWidth(3);
        if (phase == ClientPhase.IDLE || phase == ClientPhase.TRAINING) {
            g.setStroke(phase == ClientPhase.IDLE ? palette.role("ghost") : palette.role("track"));
            painter.circle(8, 8, 5, false);
            if (phase == ClientPhase.TRAINING) {
                g.setStroke(palette.role("accent"));
                g.strokeArc(3, 3, 10, 10, 90, -250, ArcType.OPEN);
            }
        } else {
            painter.badge(phase, 8, 8, 7);
        }
    }
}
