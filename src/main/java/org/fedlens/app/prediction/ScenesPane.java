package org.fedlens.app.prediction;

import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.fedlens.app.shell.Desk;

/** The segmentation side of the Predictions view: scenes at the left, classes and the label conflict at the right. */
final class ScenesPane extends HBox {
    private static final double SIDE = 440;

    ScenesPane(Desk desk, SceneModel model) {
        setId("scenes-pane");
        getStyleClass().add("predictions-row");
        SceneCard card = new SceneCard(desk, model);
        HBox.setHgrow(card, Priority.ALWAYS);
        VBox side = new VBox(new IouCard(desk, model), new ConflictCard(desk, model));
        side.getStyleClass().add("predictions-side");
        side.setMinWidth(SIDE);
        side.setPrefWidth(SIDE);
        side.setMaxWidth(SIDE);
        getChildren().addAll(card, side);
    }
}
