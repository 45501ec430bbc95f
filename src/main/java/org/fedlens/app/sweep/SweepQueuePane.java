package org.fedlens.app.sweep;

import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javafx.beans.property.SimpleStringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.fedlens.app.shell.Desk;
import org.fedlens.experiment.sweep.Sweep;
import org.fedlens.report.SweepTable;
import org.fedlens.text.Text;
import org.kordamp.ikonli.javafx.FontIcon;

/** The queue of sweeps: how far each is, what can be done with it, and what its runs say so far. */
final class SweepQueuePane extends HBox {
    private final Desk desk;
    private final SweepQueue queue;
    private final ListView<SweepJob> list = new ListView<>();
    private final Label state = new Label();
    private final SweepMatrix matrix;
    private final TableView<SweepTable.Line> table = new TableView<>();
    private final VBox failures = new VBox(2);
    private final Button toggle = tool("sweep-toggle");
    private final Button retry = tool("sweep-retry");
    private final Button up = tool("sweep-up");
    private final Button down = tool("sweep-down");
    private final Button csv = tool("sweep-csv");
    private final Button markdown = tool("sweep-md");
    private List<String> columns = List.of();

    SweepQueuePane(Desk desk) {
        super(24);
        this.desk = desk;
        this.queue = desk.sweeps();
        this.matrix = new SweepMatrix(desk);
        getStyleClass().add("sheet-body");
        list.setItems(queue.jobs());
        list.setCellFactory(view -> new Cell());
        list.setPlaceholder(placeholder());
        list.setId("sweep-jobs");
        list.getStyleClass().add("run-list");
        list.setMinWidth(272);
        list.setPrefWidth(272);
        list.setMaxWidth(272);
        list.getSelectionModel().selectedItemProperty().subscribe(job -> {
            if (job != null && job.table().isEmpty()) {
                queue.tabulate(job);
            }
            show();
        });
        VBox right = right();
        HBox.setHgrow(right, Priority.ALWAYS);
        getChildren().addAll(list, right);
        desk.ties().add(queue.revision().subscribe(revision -> {
            list.refresh();
            if (list.getSelectionModel().getSelectedItem() == null) {
                list.getSelectionModel().selectFirst();
            }
            show();
        }));
    }

    private static Button tool(String id) {
        Button button = new Button();
        button.setId(id);
        button.getStyleClass().add("small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    private Label placeholder() {
        Label none = new Label(desk.say("ui.sweep.none"));
        none.setWrapText(true);
        none.getStyleClass().add("secondary-13");
        return none;
    }

    private VBox right() {
        retry.setText(desk.say("ui.sweep.retry"));
        csv.setText("CSV");
        markdown.setText("Markdown");
        icon(up, "bi-arrow-up", "ui.sweep.up");
        icon(down, "bi-arrow-down", "ui.sweep.down");
        icon(csv, "bi-box-arrow-up", "ui.sweep.export.csv");
        icon(markdown, "bi-box-arrow-up", "ui.sweep.export.md");
        toggle.setOnAction(action -> chosen().ifPresent(job -> {
            if (job.phase() == SweepJob.Phase.PAUSED) {
                queue.resume(job);
            } else {
                queue.pause(job);
            }
        }));
        retry.setOnAction(action -> chosen().ifPresent(queue::retry));
        up.setOnAction(action -> move(-1));
        down.setOnAction(action -> move(1));
        csv.setOnAction(action -> export(".csv"));
        markdown.setOnAction(action -> export(".md"));
        state.setWrapText(true);
        state.setMaxWidth(Double.MAX_VALUE);
        state.setId("sweep-state");
        state.setMinHeight(Region.USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox tools = new HBox(8, toggle, retry, up, down, space, csv, markdown);
        tools.setAlignment(Pos.CENTER_LEFT);
        matrix.setMinHeight(96);
        matrix.setPrefHeight(170);
        matrix.setMaxHeight(190);
        table.setId("sweep-table");
        table.setPlaceholder(new Label(desk.say("ui.sweep.table.none")));
        VBox.setVgrow(table, Priority.ALWAYS);
        table.setMinHeight(90);
        failures.setId("sweep-failures");
        return new VBox(10, state, tools, matrix, table, failures);
    }

    private void icon(Button button, String icon, String key) {
        button.setGraphic(new FontIcon(icon));
        button.setTooltip(new Tooltip(desk.say(key)));
        button.setAccessibleText(desk.say(key));
    }

    private Optional<SweepJob> chosen() {
        return Optional.ofNullable(list.getSelectionModel().getSelectedItem());
    }

    private void move(int by) {
        chosen().ifPresent(job -> {
            queue.move(job, by);
            list.getSelectionModel().select(job);
        });
    }

    private void show() {
        Optional<SweepJob> job = chosen();
        for (Node node : new Node[] {toggle, retry, up, down, csv, markdown, matrix, table}) {
            node.setVisible(job.isPresent());
        }
        state.setText(job.map(this::said).orElse(""));
        failures.getChildren().clear();
        job.ifPresent(this::show);
    }

    private void show(SweepJob job) {
        boolean paused = job.phase() == SweepJob.Phase.PAUSED;
        toggle.setText(desk.say(paused ? "ui.resume" : "ui.pause"));
        toggle.setDisable(job.phase() == SweepJob.Phase.OVER || job.phase() == SweepJob.Phase.PAUSING);
        boolean still = paused || job.phase() == SweepJob.Phase.OVER;
        retry.setDisable(!still || job.failed() == 0);
        int place = queue.jobs().indexOf(job);
        up.setDisable(place <= 0);
        down.setDisable(place >= queue.jobs().size() - 1);
        matrix.show(job.kept().sweep(), job.states(), job.current());
        matrix.setAccessibleText(said(job));
        csv.setDisable(job.table().isEmpty());
        markdown.setDisable(job.table().isEmpty());
        job.table().ifPresentOrElse(this::fill, () -> table.getItems().clear());
        Map<Integer, Text> reasons = new TreeMap<>(job.reasons());
        reasons.entrySet().stream().limit(2).forEach(reason -> {
            Sweep.Trial trial = job.kept().sweep().trials().get(reason.getKey());
            Label line = new Label(desk.say(
                    "ui.sweep.failure",
                    trial.label(),
                    trial.seed(),
                    desk.surroundings().words().say(reason.getValue())));
            line.setWrapText(true);
            line.setMinHeight(Region.USE_PREF_SIZE);
            line.getStyleClass().add("setting-message");
            failures.getChildren().add(line);
        });
        if (reasons.size() > 2) {
            failures.getChildren().add(new Label(desk.say("ui.sweep.failures.more", reasons.size() - 2)));
        }
    }

    /** How far a sweep is, in words. */
    private String said(SweepJob job) {
        String left = Double.isNaN(job.secondsLeft()) || job.phase() != SweepJob.Phase.PLAYING
                ? ""
                : desk.say("ui.sweep.left", desk.surroundings().figures().duration(Math.ceil(job.secondsLeft())));
        String failed = job.failed() == 0 ? "" : desk.surroundings().sayCount("ui.sweep.failed", job.failed());
        boolean held =
                job.phase() == SweepJob.Phase.WAITING && desk.model().phase().active();
        String phase = desk.say(held ? "ui.sweep.phase.held" : job.phase().key());
        return desk.say("ui.sweep.state", phase, job.done(), job.size()) + left + failed;
    }

    private void fill(SweepTable made) {
        if (!made.metrics().equals(columns)) {
            columns = made.metrics();
            table.getColumns().clear();
            table.getColumns().add(column(desk.say("ui.sweep.column.case"), 0));
            table.getColumns().add(column(desk.say("ui.sweep.column.runs"), 1));
            for (int i = 0; i < columns.size(); i++) {
                table.getColumns().add(column(columns.get(i), i + 2));
            }
        }
        if (!table.getItems().equals(made.lines())) {
            table.getItems().setAll(made.lines());
        }
    }

    private TableColumn<SweepTable.Line, String> column(String name, int index) {
        TableColumn<SweepTable.Line, String> column = new TableColumn<>(name);
        column.setCellValueFactory(row -> new SimpleStringProperty(cell(row.getValue(), index)));
        column.setSortable(false);
        column.setPrefWidth(index == 0 ? 190 : index == 1 ? 64 : 172);
        if (index > 0) {
            column.getStyleClass().add("figure-column");
        }
        return column;
    }

    private static String cell(SweepTable.Line line, int index) {
        return switch (index) {
            case 0 -> line.label();
            case 1 -> String.valueOf(line.finished());
            default -> line.cells().get(index - 2);
        };
    }

    private void export(String ending) {
        chosen().flatMap(SweepJob::table).ifPresent(made -> {
            FileChooser chooser = new FileChooser();
            chooser.setInitialFileName(chosen().orElseThrow().kept().folder().getFileName() + ending);
            File file = chooser.showSaveDialog(getScene().getWindow());
            if (file != null) {
                queue.export(made, file.toPath());
            }
        });
    }

    private final class Cell extends ListCell<SweepJob> {
        private final Label name = new Label();
        private final Label said = new Label();
        private final ProgressBar bar = new ProgressBar();
        private final VBox box = new VBox(4, name, bar, said);

        Cell() {
            name.getStyleClass().add("strong");
            said.getStyleClass().add("secondary");
            said.setWrapText(true);
            said.setMinHeight(Region.USE_PREF_SIZE);
            bar.setMaxWidth(Double.MAX_VALUE);
            box.setPrefWidth(230);
        }

        @Override
        protected void updateItem(SweepJob job, boolean empty) {
            super.updateItem(job, empty);
            setText(null);
            if (empty || job == null) {
                setGraphic(null);
                return;
            }
            name.setText(job.name());
            said.setText(said(job));
            bar.setProgress(job.progress());
            setGraphic(box);
            setAccessibleText(job.name() + ", " + said.getText());
        }

        private String said(SweepJob job) {
            return SweepQueuePane.this.said(job);
        }
    }
}
