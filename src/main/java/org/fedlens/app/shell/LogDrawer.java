package org.fedlens.app.shell;

import java.util.Locale;
import java.util.function.Predicate;
import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.VBox;
import org.fedlens.app.kit.ChoiceNames;
import org.fedlens.app.kit.LogLine;
import org.fedlens.app.kit.RoleStyles;
import org.fedlens.app.run.InRun;
import org.fedlens.log.LogFile;

/** What happened, line by line; slides over the charts. */
public final class LogDrawer {
    private final InRun context;

    @FXML
    private VBox root;

    @FXML
    private ComboBox<LogLine.Level> level;

    @FXML
    private CheckBox follow;

    @FXML
    private ListView<LogLine> lines;

    @FXML
    private Button file;

    public LogDrawer(InRun context) {
        this.context = context;
    }

    @FXML
    private void initialize() {
        FilteredList<LogLine> shown = new FilteredList<>(context.run().log());
        lines.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        lines.setCellFactory(view -> new Cell());
        level.getItems().setAll(LogLine.Level.values());
        level.setConverter(new ChoiceNames<>(
                value -> context.say("ui.log.level." + value.name().toLowerCase(Locale.ROOT))));
        level.getSelectionModel().selectFirst();
        level.valueProperty().addListener((value, before, now) -> shown.setPredicate(atLeast(now)));
        LogFile.path().ifPresent(path -> file.setTooltip(new Tooltip(path.toString())));
        context.keep(context.navigation().logOpen().subscribe(open -> {
            file.setVisible(context.view().faults().canShowLog());
            file.setManaged(file.isVisible());
            root.setVisible(open);
            root.setManaged(open);
            // A list that nobody sees would still lay out its cells at every line.
            lines.setItems(open ? shown : FXCollections.emptyObservableList());
            scroll();
        }));
        context.keep(context.run().revision().subscribe(revision -> scroll()));
    }

    private static Predicate<LogLine> atLeast(LogLine.Level least) {
        return line -> line.level().compareTo(least) >= 0;
    }

    private void scroll() {
        if (root.isVisible() && follow.isSelected() && !lines.getItems().isEmpty()) {
            lines.scrollTo(lines.getItems().size() - 1);
        }
    }

    private String say(LogLine line) {
        return String.format(Locale.ROOT, "%8.1f s  ", line.seconds())
                + context.environment().words().say(line.text());
    }

    @FXML
    private void copy() {
        var chosen = lines.getSelectionModel().getSelectedItems();
        StringBuilder text = new StringBuilder();
        (chosen.isEmpty() ? lines.getItems() : chosen)
                .forEach(line -> text.append(say(line)).append('\n'));
        ClipboardContent content = new ClipboardContent();
        content.putString(text.toString());
        Clipboard.getSystemClipboard().setContent(content);
    }

    @FXML
    private void showFile() {
        context.view().faults().showLog();
    }

    @FXML
    private void close() {
        context.navigation().logOpen().set(false);
    }

    private final class Cell extends ListCell<LogLine> {
        @Override
        protected void updateItem(LogLine line, boolean empty) {
            super.updateItem(line, empty);
            setText(empty || line == null ? null : say(line));
            RoleStyles.paint(this, empty || line == null ? "fg" : role(line.level()));
        }

        private static String role(LogLine.Level level) {
            return switch (level) {
                case INFO -> "fg";
                case WARNING -> "warn";
                case ERROR -> "bad";
            };
        }
    }
}
