package org.fedlens.app;

import javafx.fxml.FXML;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.Font;

/** The card of the federation map: its title, the legend that filters it, the map and the client panel. */
public final class MapCard {
    private static final double PANEL_ROOM = 876;
    private static final ClientPhase[] LEGEND = {
        ClientPhase.IDLE, ClientPhase.TRAINING, ClientPhase.UPLOADING, ClientPhase.RECEIVED, ClientPhase.DROPPED
    };

    private final Desk desk;
    private FederationMap map;

    @FXML
    private VBox root;

    @FXML
    private Label subtitle;

    @FXML
    private Label fast;

    @FXML
    private HBox legend;

    @FXML
    private HBox body;

    @FXML
    private VBox panel;

    MapCard(Desk desk) {
        this.desk = desk;
    }

    @FXML
    private void initialize() {
        map = new FederationMap(desk);
        HBox.setHgrow(map, Priority.ALWAYS);
        body.getChildren().add(0, map);
        for (ClientPhase phase : LEGEND) {
            legend.getChildren().add(chip(phase));
        }
        desk.ties().add(desk.model().revision().subscribe(revision -> refresh()));
        desk.ties().add(desk.model().selectedProperty().subscribe(selected -> placePanel()));
        root.widthProperty().addListener((width, before, now) -> placePanel());
    }

    private ToggleButton chip(ClientPhase phase) {
        Canvas sign = new Canvas(16, 16);
        ToggleButton chip = new ToggleButton(desk.say(phase.key()), sign);
        chip.getStyleClass().add("legend-chip");
        chip.setSelected(true);
        chip.setTooltip(new Tooltip(desk.say("ui.map.filter")));
        chip.selectedProperty().addListener((selected, before, now) -> map.filter(phase, now));
        desk.ties().add(desk.surroundings().paletteProperty().subscribe(palette -> sign(sign, phase, palette)));
        return chip;
    }

    private static void sign(Canvas canvas, ClientPhase phase, Palette palette) {
        var g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, 16, 16);
        Font font = Font.font("Inter", 11);
        MapPainter painter = new MapPainter(g, palette, new MapPainter.MapType(font, font, font));
        g.setLineWidth(3);
        if (phase == ClientPhase.IDLE || phase == ClientPhase.TRAINING) {
            g.setStroke(phase == ClientPhase.IDLE ? palette.role("ghost") : palette.role("track"));
            painter.circle(8, 8, 5, false);
            if (phase == ClientPhase.TRAINING) {
                g.setStroke(palette.role("accent"));
                g.strokeArc(3, 3, 10, 10, 90, -250, javafx.scene.shape.ArcType.OPEN);
            }
        } else {
            painter.badge(phase, 8, 8, 7);
        }
    }

    private void refresh() {
        RunModel model = desk.model();
        int clients = model.clients().size();
        int sampled = model.cohort().size();
        subtitle.setText(
                clients == 0
                        ? ""
                        : sampled == 0
                                ? desk.say("ui.map.clients", clients)
                                : desk.say("ui.map.sampled", clients, sampled));
        boolean quick = model.fast() && model.phase() == Phase.RUNNING;
        fast.setVisible(quick);
        fast.setManaged(quick);
    }

    private void placePanel() {
        boolean room =
                root.getWidth() >= PANEL_ROOM || desk.model().selectedProperty().get() >= 0;
        panel.setVisible(room);
        panel.setManaged(room);
    }
}
