package org.fedlens.app;

import atlantafx.base.controls.Popover;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The list of earlier runs: open one to look at it, or go on with one that was stopped. */
final class RunChooser {
    private final Desk desk;
    private final Button anchor;
    private final Popover popover = new Popover();
    private final ListView<PastRun> list = new ListView<>();

    RunChooser(Desk desk, Button anchor) {
        this.desk = desk;
        this.anchor = anchor;
    }

    void show() {
        list.setPrefSize(440, 340);
        list.getStyleClass().add("run-list");
        list.setPlaceholder(new Label(desk.say("ui.open.loading")));
        list.setCellFactory(view -> new Cell());
        list.setOnKeyPressed(key -> {
            if (key.getCode() == KeyCode.ENTER) {
                open();
            }
        });
        list.setOnMouseClicked(click -> {
            if (click.getClickCount() == 2) {
                open();
            }
        });
        Label title = new Label(desk.say("ui.open.title"));
        title.getStyleClass().add("card-title");
        Button open = new Button(desk.say("ui.open.open"));
        open.getStyleClass().add("accent");
        open.setId("open-open");
        open.setOnAction(action -> open());
        Button resume = new Button(desk.say("ui.open.resume"));
        resume.setId("open-resume");
        resume.setOnAction(action -> resume());
        open.disableProperty()
                .bind(list.getSelectionModel().selectedItemProperty().isNull());
        resume.disableProperty()
                .bind(list.getSelectionModel()
                        .selectedItemProperty()
                        .map(PastRun::finished)
                        .orElse(true));
        HBox buttons = new HBox(8, resume, open);
        buttons.getStyleClass().add("dialog-buttons");
        VBox content = new VBox(12, title, list, buttons);
        content.getStyleClass().add("run-chooser");
        VBox.setVgrow(list, Priority.ALWAYS);
        popover.setContentNode(content);
        popover.setHeaderAlwaysVisible(false);
        popover.setDetachable(false);
        popover.setArrowLocation(Popover.ArrowLocation.TOP_RIGHT);
        popover.show(anchor);
        list.requestFocus();
        desk.control().pastRuns(this::fill);
    }

    private void fill(List<PastRun> runs) {
        list.setPlaceholder(new Label(desk.say("ui.open.none")));
        list.getItems().setAll(runs);
        list.getSelectionModel().selectFirst();
    }

    private void open() {
        chosen(desk.control()::open);
    }

    private void resume() {
        chosen(desk.control()::resume);
    }

    private void chosen(Consumer<PastRun> act) {
        PastRun run = list.getSelectionModel().getSelectedItem();
        if (run != null) {
            popover.hide();
            act.accept(run);
        }
    }

    private final class Cell extends ListCell<PastRun> {
        @Override
        protected void updateItem(PastRun run, boolean empty) {
            super.updateItem(run, empty);
            setText(null);
            if (empty || run == null) {
                setGraphic(null);
                return;
            }
            Label name = new Label(run.name());
            name.getStyleClass().add("strong");
            Label detail = new Label(run.detail());
            detail.getStyleClass().add("secondary");
            VBox words = new VBox(2, name, detail);
            Label best = new Label(desk.surroundings().figures().percent(run.best()));
            best.getStyleClass().add("figure");
            Label rounds = new Label(desk.say("ui.open.rounds", run.lastRound(), run.rounds()));
            rounds.getStyleClass().add("secondary");
            VBox figures = new VBox(2, best, rounds);
            figures.getStyleClass().add("run-figures");
            HBox.setHgrow(words, Priority.ALWAYS);
            setGraphic(new HBox(12, words, figures));
        }
    }
}
