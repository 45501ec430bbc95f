package org.fedlens.app.prediction;

import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.fedlens.app.widget.MaskedImage;
import org.fedlens.experiment.inspect.ClassPredictions;

/** The classification side of the Predictions view: the matrix, and the images of the cell that is looked into. */
final class ClassesPane extends HBox {
    private static final double SIDE = 380;

    private final PredictionContext context;
    private final ClassPredictionModel model;
    private final Label accuracy = new Label();
    private final Label chosen = new Label();
    private final VBox images = new VBox(10);

    ClassesPane(PredictionContext context, ClassPredictionModel model) {
        this.context = context;
        this.model = model;
        setId("classes-pane");
        getStyleClass().add("predictions-row");
        VBox matrix = matrix();
        HBox.setHgrow(matrix, Priority.ALWAYS);
        getChildren().addAll(matrix, cell());
        context.keep(model.trial().revision().subscribe(changed -> refresh()));
        context.keep(model.cell().subscribe(cell -> refresh()));
    }

    private VBox matrix() {
        Label title = new Label(context.say("ui.predictions.matrix"));
        title.getStyleClass().add("card-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        accuracy.getStyleClass().add("card-subtitle");
        accuracy.setId("matrix-accuracy");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(title, accuracy, space, units());
        head.getStyleClass().add("card-head");
        ConfusionView view = new ConfusionView(context, model);
        VBox.setVgrow(view, Priority.ALWAYS);
        VBox card = new VBox(head, view);
        card.getStyleClass().addAll("card", "matrix-card");
        return card;
    }

    private HBox units() {
        HBox box = new HBox();
        box.getStyleClass().add("segmented");
        ToggleGroup group = new ToggleGroup();
        for (String unit : List.of("counts", "shares")) {
            ToggleButton button = new ToggleButton(context.say("ui.predictions.matrix." + unit));
            button.setId("matrix-" + unit);
            button.setToggleGroup(group);
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setSelected(model.shares().get() == unit.equals("shares"));
            button.setOnAction(action -> {
                button.setSelected(true);
                model.shares().set(unit.equals("shares"));
            });
            box.getChildren().add(button);
        }
        return box;
    }

    private VBox cell() {
        chosen.getStyleClass().add("card-title");
        chosen.setId("cell-title");
        chosen.setWrapText(true);
        chosen.setMinHeight(Region.USE_PREF_SIZE);
        images.setId("cell-images");
        ScrollPane scroll = new ScrollPane(images);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("content-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        VBox card = new VBox(12, chosen, scroll);
        card.getStyleClass().addAll("card", "cell-card");
        card.setMinWidth(SIDE);
        card.setMaxWidth(SIDE);
        return card;
    }

    private void refresh() {
        images.getChildren().clear();
        if (model.trial().result().isEmpty()) {
            accuracy.setText("");
            chosen.setText(StatusText.of(context, model.trial()));
            return;
        }
        ClassPredictions found = model.trial().result().get();
        accuracy.setText(context.say(
                "ui.predictions.accuracy",
                context.environment().figures().percent(found.confusion().accuracy()),
                found.round()));
        if (model.cell().get().isEmpty()) {
            chosen.setText(context.say("ui.predictions.cell.hint"));
            return;
        }
        ClassPredictionModel.Cell cell = model.cell().get().get();
        chosen.setText(context.say(
                "ui.predictions.cell",
                found.classes().get(cell.truth()),
                found.classes().get(cell.guess()),
                found.confusion().count(cell.truth(), cell.guess()),
                context.environment()
                        .figures()
                        .percent(ConfusionView.share(found.confusion(), cell.truth(), cell.guess()))));
        model.read(this::fill, failure -> chosen.setText(String.valueOf(failure.getMessage())));
    }

    private void fill(List<ClassPredictionModel.Shown> shown) {
        List<String> classes = model.trial().result().orElseThrow().classes();
        images.getChildren().setAll(shown.stream().map(one -> row(one, classes)).toList());
    }

    private HBox row(ClassPredictionModel.Shown one, List<String> classes) {
        MaskedImage picture = new MaskedImage(72, 72);
        picture.setMinWidth(72);
        picture.show(one.image());
        VBox sure = new VBox(1);
        for (ClassPredictions.Likely likely : one.likely()) {
            Label name = new Label(classes.get(likely.label()));
            name.getStyleClass().add("secondary");
            Region space = new Region();
            HBox.setHgrow(space, Priority.ALWAYS);
            Label share = new Label(context.environment().figures().percent(likely.share()));
            share.getStyleClass().add("figure");
            share.setMinWidth(Region.USE_PREF_SIZE);
            sure.getChildren().add(new HBox(8, name, space, share));
        }
        HBox.setHgrow(sure, Priority.ALWAYS);
        HBox row = new HBox(12, picture, sure);
        row.setFocusTraversable(true);
        row.setAccessibleText(one.index() + ": "
                + one.likely().stream()
                        .map(likely -> classes.get(likely.label()) + " "
                                + context.environment().figures().percent(likely.share()))
                        .collect(Collectors.joining(", ")));
        return row;
    }
}
