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
import org.fedlens.app.kit.PageKey;
import org.fedlens.app.kit.ViewLoader;
import org.fedlens.experiment.inspect.PredictionTask;

/** The view that shows where a model is wrong, image by image. */
public final class PredictionsView implements Page {
    /** Its place in the rail. */
    public static final PageKey PAGE = new PageKey("PREDICTIONS", "bi-check2-square");

    private final PredictionContext context;
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

    public PredictionsView(PredictionContext context) {
        this.context = context;
        this.model = context.predictions();
        this.bar = ViewLoader.load(PredictionsBar.class, context.environment(), context);
    }

    @FXML
    private void initialize() {
        toWorkbench.setOnAction(action -> context.navigation().home());
        context.keep(model.chosen().subscribe(chosen -> refresh()));
        context.keep(model.listed().subscribe(listed -> refresh()));
        context.keep(context.navigation().page().subscribe(view -> {
            if (view.equals(PAGE)) {
                model.open();
            }
        }));
    }

    private void refresh() {
        Optional<PredictionTask> task = model.chosen().get().map(PredictionModel.Tried::task);
        nothing.setVisible(task.isEmpty());
        nothingText.setText(context.say(model.listed().get() ? "ui.predictions.nothing" : "ui.open.loading"));
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
            case CLASSES -> new ClassesPane(context, model.classes());
            case SCENES -> new ScenesPane(context, model.scenes());
            case PEOPLE -> new PeoplePane(context, model.people());
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
