package org.fedlens.app.prediction;

import java.util.List;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.fedlens.app.kit.Page;
import org.fedlens.app.kit.ViewLoader;
import org.fedlens.app.shell.Desk;
import org.fedlens.app.shell.ViewKind;
import org.fedlens.experiment.inspect.PredictionTask;

/** The view that shows where a model is wrong, image by image. */
public final class PredictionsView implements Page {
    private final Desk desk;
    private final PredictionModel model;
    private final PredictionsBar bar;
    private Optional<PredictionTask> shown = Optional.empty();
    private Optional<Node> pane = Optional.empty();

    @FXML
    private StackPane root;

    @FXML
    private StackPane place;

    @FXML
    private VBox nothing;

    @FXML
    private Label nothingText;

    @FXML
    private Button toWorkbench;

    PredictionsView(Desk desk) {
        this.desk = desk;
        this.model = desk.predictions();
        this.bar = ViewLoader.load(PredictionsBar.class, desk);
    }

    @FXML
    private void initialize() {
        toWorkbench.setOnAction(action -> desk.screen().view().set(ViewKind.WORKBENCH));
        desk.ties().add(model.chosen().subscribe(chosen -> refresh()));
        desk.ties().add(model.listed().subscribe(listed -> refresh()));
        desk.ties().add(desk.screen().view().subscribe(view -> {
            if (view == ViewKind.PREDICTIONS) {
                model.open();
            }
        }));
    }

    private void refresh() {
        Optional<PredictionTask> task = model.chosen().get().map(PredictionModel.Tried::task);
        nothing.setVisible(task.isEmpty());
        nothingText.setText(desk.say(model.listed().get() ? "ui.predictions.nothing" : "ui.open.loading"));
        toWorkbench.setVisible(model.listed().get());
        if (!task.equals(shown)) {
            shown = task;
            pane.ifPresent(place.getChildren()::remove);
            pane = task.map(this::pane);
            pane.ifPresent(place.getChildren()::add);
        }
    }

    private Node pane(PredictionTask task) {
        return switch (task) {
            case CLASSES -> new ClassesPane(desk, model.classes());
            case SCENES -> new ScenesPane(desk, model.scenes());
            case PEOPLE -> new PeoplePane(desk, model.people());
        };
    }

    @Override
    public Node bar() {
        return bar.root();
    }

    @Override
    public Node body() {
        return root;
    }

    @Override
    public List<Node> regions() {
        return List.of(bar.root(), place);
    }
}
