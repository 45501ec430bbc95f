package org.fedlens.app.data;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.fedlens.app.kit.RoleStyles;
import org.fedlens.app.shell.Desk;
import org.fedlens.data.ImageShape;
import org.fedlens.data.source.DataReport;
import org.fedlens.text.Problem;
import org.fedlens.text.Words;

/** What a look at every file of a data set brought, over the view until it is closed. */
final class DataCheckSheet extends StackPane {
    private static final int SIZES = 5;

    private final Desk desk;
    private final VBox body = new VBox(12);
    private final Button copy = new Button();
    private List<String> lines = List.of();

    DataCheckSheet(Desk desk) {
        this.desk = desk;
        setId("check-sheet");
        getStyleClass().add("scrim");
        setVisible(false);
        setManaged(false);
        Label title = new Label(desk.say("ui.check.title"));
        title.getStyleClass().add("dialog-title");
        copy.setText(desk.say("ui.check.copy"));
        copy.getStyleClass().add("small");
        copy.setOnAction(action -> copy());
        Button close = new Button(desk.say("ui.check.close"));
        close.setId("check-close");
        close.getStyleClass().add("small");
        close.setOnAction(action -> close());
        HBox buttons = new HBox(8, copy, close);
        buttons.getStyleClass().add("dialog-buttons");
        VBox.setVgrow(body, Priority.ALWAYS);
        VBox dialog = new VBox(16, title, body, buttons);
        dialog.getStyleClass().addAll("card", "dialog");
        dialog.setMaxSize(960, 616);
        getChildren().add(dialog);
        setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                close();
                event.consume();
            }
        });
    }

    /** Checks a data set and shows what was found. */
    void check(String source) {
        Label waiting = new Label(desk.say("ui.check.waiting", source));
        waiting.setWrapText(true);
        ProgressIndicator turning = new ProgressIndicator();
        turning.setMaxSize(32, 32);
        VBox box = new VBox(12, turning, waiting);
        box.setAlignment(Pos.CENTER);
        VBox.setVgrow(box, Priority.ALWAYS);
        body.getChildren().setAll(box);
        copy.setVisible(false);
        setVisible(true);
        setManaged(true);
        lookup("#check-close").requestFocus();
        desk.data().check(source, report -> show(source, report), this::show);
    }

    private void close() {
        setVisible(false);
        setManaged(false);
    }

    private void show(Problem problem) {
        Words words = desk.surroundings().words();
        Label said =
                new Label(problem.where() + "\n" + words.say(problem.reason()) + "\n" + words.say(problem.remedy()));
        said.setWrapText(true);
        body.getChildren().setAll(note("bad", said));
    }

    private void show(String source, DataReport report) {
        Label verdict = new Label(
                report.unusable() > 0
                        ? desk.surroundings().sayCount("ui.check.unusable", report.unusable())
                        : report.findings().isEmpty()
                                ? desk.say("ui.check.clean")
                                : desk.surroundings()
                                        .sayCount(
                                                "ui.check.suspicious",
                                                report.findings().size()));
        verdict.setId("check-verdict");
        verdict.setWrapText(true);
        verdict.getStyleClass().add("note-title");
        String role = report.unusable() > 0 ? "bad" : report.findings().isEmpty() ? "ok" : "warn";
        body.getChildren().setAll(note(role, verdict), facts(source, report));
        if (!report.findings().isEmpty()) {
            Words words = desk.surroundings().words();
            lines = report.findings().stream()
                    .map(finding -> finding.where() + ": " + words.say(finding.what()))
                    .toList();
            ListView<String> list = new ListView<>();
            list.getItems().setAll(lines);
            list.setId("check-findings");
            list.getStyleClass().add("log-lines");
            VBox.setVgrow(list, Priority.ALWAYS);
            body.getChildren().add(list);
            copy.setVisible(true);
        }
    }

    private GridPane facts(String source, DataReport report) {
        GridPane grid = new GridPane();
        grid.setHgap(16);
        grid.setVgap(6);
        row(grid, "ui.check.where", source);
        row(grid, "ui.check.form", report.format());
        if (!report.classes().isEmpty()) {
            row(grid, "ui.check.classes", Words.count(report.classes().size()));
        }
        for (DataReport.Part part : report.parts()) {
            row(grid, "ui.check.part", part(part), part.name());
        }
        row(
                grid,
                "ui.check.sizes",
                report.sizes().entrySet().stream()
                        .limit(SIZES)
                        .map(DataCheckSheet::size)
                        .collect(Collectors.joining(", ")));
        row(
                grid,
                "ui.check.means",
                report.means().stream()
                        .map(mean -> String.format(Locale.ROOT, "%.4f", mean))
                        .collect(Collectors.joining("  ")));
        row(grid, "ui.check.duplicates", Words.count(report.duplicates()));
        return grid;
    }

    private String part(DataReport.Part part) {
        String images = desk.surroundings().sayCount("ui.data.count", part.images());
        if (!part.people().isEmpty()) {
            return images + desk.say("ui.check.people", part.people().toArray());
        }
        long least = part.perClass().stream().mapToLong(Long::longValue).min().orElse(0);
        long most = part.perClass().stream().mapToLong(Long::longValue).max().orElse(0);
        return part.perClass().isEmpty() ? images : images + desk.say("ui.check.balance", least, most);
    }

    private static String size(Map.Entry<ImageShape, Integer> entry) {
        ImageShape shape = entry.getKey();
        return shape.width() + " x " + shape.height() + " (" + Words.count(entry.getValue()) + ")";
    }

    private void row(GridPane grid, String key, String value, Object... named) {
        Label name = new Label(desk.say(key, named));
        name.getStyleClass().add("secondary-13");
        name.setMinWidth(Region.USE_PREF_SIZE);
        Label said = new Label(value.isEmpty() ? "\u2013" : value);
        said.setWrapText(true);
        grid.addRow(grid.getRowCount(), name, said);
    }

    private static StackPane note(String role, Label said) {
        StackPane note = new StackPane(said);
        note.setAlignment(Pos.CENTER_LEFT);
        note.getStyleClass().add("note");
        RoleStyles.paint(note, role);
        return note;
    }

    private void copy() {
        ClipboardContent content = new ClipboardContent();
        content.putString(String.join("\n", lines));
        Clipboard.getSystemClipboard().setContent(content);
    }
}
