package org.fedlens.app.map;

import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.fedlens.app.engine.Phase;
import org.fedlens.app.run.RunModel;

/** The card of the federation map: its title, the legend that filters it, the map and the client panel. */
public final class MapCard {
    private static final double PANEL_ROOM = 876;

    private final MapContext context;
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

    public MapCard(MapContext context) {
        this.context = context;
    }

    @FXML
    private void initialize() {
        map = new FederationMap(context);
        HBox.setHgrow(map, Priority.ALWAYS);
        body.getChildren().add(0, map);
        legend.getChildren().addAll(MapLegend.chips(context, map));
        context.keep(context.run().revision().subscribe(revision -> refresh()));
        context.keep(context.run().selectedProperty().subscribe(selected -> placePanel()));
        root.widthProperty().addListener((width, before, now) -> placePanel());
    }

    private void refresh() {
        RunModel model = context.run();
        int clients = model.clients().size();
        int sampled = model.cohort().size();
        subtitle.setText(
                clients == 0
                        ? ""
                        : sampled == 0
                                ? context.say("ui.map.clients", clients)
                                : context.say("ui.map.sampled", clients, sampled));
        boolean quick = model.fast() && model.phase() == Phase.RUNNING;
        fast.setVisible(quick);
        fast.setManaged(quick);
    }

    private void placePanel() {
        boolean room = root.getWidth() >= PANEL_ROOM
                || context.run().selectedProperty().get() >= 0;
        panel.setVisible(room);
        panel.setManaged(room);
    }
}
