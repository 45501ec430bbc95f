package org.fedlens.app.prediction;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.fedlens.app.kit.ChoiceNames;
import org.fedlens.experiment.inspect.PredictionTask;

/** The bar above the Predictions view: which task, which run, how far its trial is. */
public final class PredictionsBar {
    private final PredictionContext context;
    private final PredictionModel model;
    private boolean filling;

    @FXML
    private HBox root;

    @FXML
    private HBox tasks;

    @FXML
    private Label state;

    @FXML
    private ComboBox<PredictionModel.Tried> runs;

    @FXML
    private Button again;

    public PredictionsBar(PredictionContext context) {
        this.context = context;
        this.model = context.predictions();
    }

    @FXML
    private void initialize() {
        runs.setAccessibleText(context.say("ui.predictions.run"));
        runs.setConverter(
                new ChoiceNames<>(run -> run.run().folder().getFileName().toString()));
        runs.valueProperty().addListener((value, before, now) -> {
            if (!filling && now != null) {
                model.choose(now);
            }
        });
        again.setOnAction(action -> model.again());
        again.setTooltip(new Tooltip(context.say("ui.predictions.reload")));
        again.setAccessibleText(context.say("ui.predictions.reload"));
        context.keep(model.runs().subscribe(found -> fill()));
        context.keep(model.chosen().subscribe(chosen -> fill()));
        context.keep(model.classes().trial().revision().subscribe(changed -> tell()));
        context.keep(model.scenes().first().revision().subscribe(changed -> tell()));
        context.keep(model.people().trial().revision().subscribe(changed -> tell()));
    }

    private void fill() {
        filling = true;
        Optional<PredictionModel.Tried> chosen = model.chosen().get();
        List<PredictionModel.Tried> alike = model.runs().get().stream()
                .filter(run -> chosen.isEmpty() || run.task() == chosen.get().task())
                .toList();
        runs.getItems().setAll(alike);
        runs.setValue(alike.stream()
                .filter(run -> chosen.isPresent()
                        && run.run().folder().equals(chosen.get().run().folder()))
                .findFirst()
                .orElse(null));
        runs.setVisible(!alike.isEmpty());
        again.setVisible(!alike.isEmpty());
        tasks.getChildren().setAll(tasks(chosen));
        tasks.setVisible(!tasks.getChildren().isEmpty());
        filling = false;
        tell();
    }

    /** Only tasks that some run has are offered. */
    private List<Node> tasks(Optional<PredictionModel.Tried> chosen) {
        ToggleGroup group = new ToggleGroup();
        return model.runs().get().stream()
                .map(PredictionModel.Tried::task)
                .distinct()
                .sorted()
                .map(task -> task(task, group, chosen))
                .toList();
    }

    private Node task(PredictionTask task, ToggleGroup group, Optional<PredictionModel.Tried> chosen) {
        String name = task.name().toLowerCase(Locale.ROOT);
        ToggleButton button = new ToggleButton(context.say("ui.predictions.task." + name));
        button.setId("task-" + name);
        button.setToggleGroup(group);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setSelected(chosen.filter(run -> run.task() == task).isPresent());
        button.setOnAction(action -> {
            button.setSelected(true);
            if (model.chosen().get().filter(run -> run.task() == task).isEmpty()) {
                model.choose(task);
            }
        });
        return button;
    }

    private void tell() {
        state.setText(model.trial()
                .flatMap(PredictionJob::progress)
                .map(share -> share == 0
                        ? context.say("ui.predictions.reading")
                        : context.say(
                                "ui.predictions.working",
                                context.environment().figures().wholePercent(Math.round(share * 100) / 100.0)))
                .orElse(""));
    }

    Node root() {
        return root;
    }
}
