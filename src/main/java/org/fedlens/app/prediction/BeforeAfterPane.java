package org.fedlens.app.prediction;

import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.fedlens.app.kit.StatusText;
import org.fedlens.app.shell.Desk;
import org.fedlens.app.widget.BeforeAfterView;

/** One scene, large, by one run at the left of a line and by the other at its right. */
final class BeforeAfterPane extends VBox {
    private final Desk desk;
    private final SceneModel model;
    private final Label left = new Label();
    private final Label right = new Label();
    private final BeforeAfterView view;
    private Optional<SceneModel.Pair> shown = Optional.empty();

    BeforeAfterPane(Desk desk, SceneModel model) {
        this.desk = desk;
        this.model = model;
        this.view = new BeforeAfterView(wipe -> desk.say(
                "ui.predictions.wipe.said",
                desk.surroundings().figures().wholePercent(Math.round(wipe.share() * 100) / 100.0),
                name(model.first()),
                name(model.second())));
        getStyleClass().add("scene-rows");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        left.getStyleClass().add("strong");
        right.getStyleClass().add("strong");
        left.setId("wipe-left");
        right.setId("wipe-right");
        view.cover(model.overlay());
        VBox.setVgrow(view, Priority.ALWAYS);
        getChildren().addAll(new HBox(8, left, space, right), view);
        desk.ties().add(model.revision().subscribe(changed -> refresh()));
        desk.ties().add(model.at().subscribe(at -> refresh()));
        desk.ties().add(model.wipe().subscribe(one -> refresh()));
        desk.ties().add(model.errors().subscribe(errors -> paint()));
        desk.ties().add(desk.surroundings().paletteProperty().subscribe(palette -> refresh()));
    }

    private static String name(PredictionJob<?> trial) {
        return trial.run().map(run -> run.folder().getFileName().toString()).orElse("\u2013");
    }

    private void refresh() {
        if (!model.wipe().get() || model.first().result().isEmpty()) {
            view.setVisible(false);
            return;
        }
        left.setText(name(model.first()));
        boolean comparable = model.comparable();
        right.setText(
                comparable
                        ? name(model.second())
                        : model.second().result().isPresent()
                                ? desk.say("ui.predictions.wipe.other")
                                : model.second().run().isPresent()
                                        ? StatusText.of(desk, model.second())
                                        : desk.say("ui.predictions.wipe.choose"));
        model.paintWipe(
                desk.surroundings().paletteProperty().get().tokens(),
                pair -> {
                    shown = Optional.of(pair);
                    paint();
                },
                failure -> right.setText(String.valueOf(failure.getMessage())));
    }

    private void paint() {
        shown.ifPresent(pair -> {
            boolean errors = model.errors().get();
            view.show(
                    pair.left().image(),
                    errors ? pair.left().errors() : pair.left().guess(),
                    errors ? pair.right().errors() : pair.right().guess());
            view.setVisible(true);
        });
    }
}
