package org.fedlens.app.prediction;

import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.fedlens.app.widget.MaskedImage;
import org.fedlens.experiment.inspect.LabelConflict;
import org.fedlens.report.chart.ThemeColours;
import org.fedlens.text.Words;
import org.kordamp.ikonli.javafx.FontIcon;

/** The background conflict: a training scene as the client that holds it labels it, as another would, and as it is. */
final class ConflictCard extends VBox {
    private static final double WIDE = 128;
    private static final double HIGH = 96;

    private final PredictionContext context;
    private final SceneModel model;
    private final HBox pictures = new HBox();
    private final Label note = new Label();
    private final Button next = new Button(null, new FontIcon("bi-arrow-right"));
    private Optional<LabelConflict> shown = Optional.empty();

    ConflictCard(PredictionContext context, SceneModel model) {
        this.context = context;
        this.model = model;
        getStyleClass().add("card");
        setId("conflict-card");
        Label title = new Label(context.say("ui.predictions.conflict"));
        title.getStyleClass().add("card-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        next.setId("next-conflict");
        next.getStyleClass().addAll("button-icon", "flat", "small");
        next.setTooltip(new Tooltip(context.say("ui.predictions.conflict.next")));
        next.setAccessibleText(context.say("ui.predictions.conflict.next"));
        next.setOnAction(action -> model.turn().set(model.turn().get() + 1));
        HBox head = new HBox(title, space, next);
        head.getStyleClass().add("card-head");
        note.getStyleClass().add("secondary");
        note.setWrapText(true);
        note.setMinHeight(Region.USE_PREF_SIZE);
        pictures.getStyleClass().add("conflict-pictures");
        VBox body = new VBox(pictures, note);
        body.getStyleClass().add("conflict-body");
        getChildren().addAll(head, body);
        context.keep(model.first().revision().subscribe(changed -> ask()));
        context.keep(model.turn().subscribe(turn -> ask()));
        context.keep(context.environment().paletteProperty().subscribe(palette -> paint()));
    }

    private void ask() {
        if (model.first().result().isEmpty()) {
            shown = Optional.empty();
            pictures.getChildren().clear();
            note.setText("");
            next.setDisable(true);
            return;
        }
        model.conflict(
                found -> {
                    shown = found;
                    next.setDisable(found.isEmpty());
                    paint();
                },
                failure -> note.setText(String.valueOf(failure.getMessage())));
    }

    private void paint() {
        pictures.getChildren().clear();
        if (model.first().result().isEmpty()) {
            return;
        }
        note.setText(context.say(shown.isPresent() ? "ui.predictions.conflict.note" : "ui.predictions.conflict.none"));
        int classes = model.first().result().get().classes().size();
        shown.ifPresent(conflict -> pictures.getChildren()
                .addAll(
                        part(
                                context.say("ui.predictions.conflict.holder", Words.client(conflict.holder())),
                                String.join(", ", conflict.heldClasses()),
                                conflict,
                                conflict.held(),
                                classes),
                        part(
                                context.say("ui.predictions.conflict.other", Words.client(conflict.other())),
                                String.join(", ", conflict.seenClasses()),
                                conflict,
                                conflict.seen(),
                                classes),
                        part(context.say("ui.predictions.truth"), "", conflict, conflict.truth(), classes)));
    }

    private VBox part(String who, String what, LabelConflict conflict, byte[] mask, int classes) {
        ThemeColours tokens = context.environment().palette().tokens();
        MaskedImage picture = new MaskedImage(WIDE, HIGH).covered(model.overlay());
        picture.show(
                SceneImages.picture(conflict.image(), conflict.shape()),
                SceneImages.labels(mask, conflict.shape(), classes, tokens));
        Label name = new Label(who);
        name.getStyleClass().add("secondary");
        name.setWrapText(true);
        Label labels = new Label(what);
        labels.setWrapText(true);
        labels.getStyleClass().add("strong");
        VBox part = new VBox(4, picture, name, labels);
        part.setAccessibleText(who + ", " + what);
        part.setPrefWidth(WIDE);
        HBox.setHgrow(part, Priority.ALWAYS);
        return part;
    }
}
