package org.fedlens.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Rows of image, truth and what a model says. A row that is chosen is shown under the wipe. */
final class SceneRows extends VBox {
    private static final double WIDE = 264;
    private static final double HIGH = 141;

    private final Desk desk;
    private final SceneModel model;
    private final Label third = new Label();
    private final Label note = new Label();
    private final List<Row> rows = new ArrayList<>();

    SceneRows(Desk desk, SceneModel model) {
        this.desk = desk;
        this.model = model;
        VBox body = new VBox();
        body.getStyleClass().add("scene-rows");
        for (int i = 0; i < SceneModel.ROWS; i++) {
            Row row = new Row(i);
            rows.add(row);
            body.getChildren().add(row);
        }
        note.getStyleClass().add("secondary-13");
        note.setWrapText(true);
        note.setId("scene-note");
        StackPane place = new StackPane(body, note);
        VBox.setVgrow(place, Priority.ALWAYS);
        getChildren().addAll(heads(), place);
        desk.ties().add(model.revision().subscribe(changed -> refresh()));
        desk.ties().add(model.at().subscribe(at -> refresh()));
        desk.ties().add(model.wipe().subscribe(one -> refresh()));
        desk.ties().add(desk.surroundings().paletteProperty().subscribe(palette -> refresh()));
        desk.ties().add(model.errors().subscribe(errors -> {
            third.setText(desk.say(errors ? "ui.predictions.errors" : "ui.predictions.prediction"));
            rows.forEach(Row::refresh);
        }));
    }

    private Node heads() {
        HBox heads = new HBox();
        heads.getStyleClass().add("scene-heads");
        Label image = new Label(desk.say("ui.predictions.image"));
        Label truth = new Label(desk.say("ui.predictions.truth"));
        for (Label label : List.of(image, truth, third)) {
            label.getStyleClass().add("strong");
            label.setMaxWidth(Double.MAX_VALUE);
            label.setPrefWidth(WIDE);
            HBox.setHgrow(label, Priority.ALWAYS);
            heads.getChildren().add(label);
        }
        return heads;
    }

    private void refresh() {
        note.setText(Notes.of(desk, model.first()));
        note.setVisible(model.first().result().isEmpty());
        if (model.first().result().isEmpty() || model.wipe().get()) {
            rows.forEach(row -> row.setVisible(false));
            return;
        }
        model.paintPage(
                desk.surroundings().paletteProperty().get().tokens(),
                this::fill,
                failure -> note.setText(String.valueOf(failure.getMessage())));
    }

    private void fill(List<ScenePictures> pictures) {
        for (int i = 0; i < rows.size(); i++) {
            if (i < pictures.size()) {
                rows.get(i).show(pictures.get(i));
            } else {
                rows.get(i).setVisible(false);
            }
        }
    }

    /** Image, truth and the model's word. */
    private final class Row extends HBox {
        private final MaskedPicture image = new MaskedPicture(WIDE, HIGH);
        private final MaskedPicture truth = new MaskedPicture(WIDE, HIGH).covered(model.overlay());
        private final MaskedPicture guess = new MaskedPicture(WIDE, HIGH).covered(model.overlay());
        private final Label number = new Label();
        private final Label iou = new Label();
        private Optional<ScenePictures> shown = Optional.empty();

        Row(int place) {
            setId("scene-row-" + place);
            getStyleClass().add("scene-row");
            number.getStyleClass().add("picture-number");
            iou.getStyleClass().add("picture-figure");
            getChildren().addAll(over(image, number, Pos.TOP_LEFT), truth, over(guess, iou, Pos.TOP_RIGHT));
            getChildren().forEach(node -> HBox.setHgrow(node, Priority.ALWAYS));
            setVisible(false);
            setFocusTraversable(true);
            setAccessibleRole(AccessibleRole.BUTTON);
            setOnMouseClicked(click -> enlarge(place));
            setOnKeyPressed(key -> {
                if (key.getCode() == KeyCode.ENTER) {
                    enlarge(place);
                    key.consume();
                }
            });
        }

        private void enlarge(int place) {
            model.at().set(Math.min(model.count() - 1, model.at().get() + place));
            model.wipe().set(true);
        }

        private StackPane over(Node picture, Label label, Pos corner) {
            label.setMinWidth(Region.USE_PREF_SIZE);
            StackPane pane = new StackPane(picture, label);
            StackPane.setAlignment(label, corner);
            StackPane.setMargin(label, new Insets(8));
            return pane;
        }

        void show(ScenePictures pictures) {
            shown = Optional.of(pictures);
            String percent = desk.surroundings().figures().percent(pictures.iou());
            number.setText(String.format(Locale.ROOT, "%04d", pictures.index()));
            iou.setText(desk.say("ui.predictions.iou", percent));
            setAccessibleText(desk.say("ui.predictions.scene", pictures.index(), percent));
            refresh();
            setVisible(true);
        }

        void refresh() {
            shown.ifPresent(pictures -> {
                image.show(pictures.image());
                truth.show(pictures.image(), pictures.truth());
                guess.show(pictures.image(), model.errors().get() ? pictures.errors() : pictures.guess());
            });
        }
    }
}
