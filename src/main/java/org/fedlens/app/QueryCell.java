package org.fedlens.app;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.fedlens.experiment.PeoplePredictions;

/** One query of the list: its picture, whom it shows, and how well it was answered. */
final class QueryCell extends ListCell<Integer> {
    private final Desk desk;
    private final PeopleModel model;

    QueryCell(Desk desk, PeopleModel model) {
        this.desk = desk;
        this.model = model;
    }

    @Override
    protected void updateItem(Integer query, boolean empty) {
        super.updateItem(query, empty);
        setText(null);
        setGraphic(null);
        if (empty || query == null || model.trial().result().isEmpty()) {
            return;
        }
        PeoplePredictions found = model.trial().result().get();
        MaskedPicture picture = new MaskedPicture(34, 60);
        picture.setMinWidth(34);
        model.picture(query, picture::show);
        Label name = new Label(desk.say("ui.predictions.person", found.identity(query)));
        name.getStyleClass().add("strong");
        Label camera = new Label(desk.say("ui.predictions.camera", found.camera(query)));
        camera.getStyleClass().add("secondary");
        double precision = found.precisions()[query];
        ProgressBar bar = new ProgressBar(Double.isNaN(precision) ? 0 : precision);
        bar.setPrefWidth(64);
        bar.setMaxHeight(4);
        Label figure = new Label("AP " + desk.surroundings().figures().points(precision));
        figure.getStyleClass().add("figure");
        HBox measured = new HBox(8, bar, figure);
        measured.setAlignment(Pos.CENTER_LEFT);
        HBox row = new HBox(10, picture, new VBox(2, name, camera, measured));
        setAccessibleText(name.getText() + ", " + camera.getText() + ", " + figure.getText());
        setGraphic(row);
    }
}
