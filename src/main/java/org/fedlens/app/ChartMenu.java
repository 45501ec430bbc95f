package org.fedlens.app;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Dialog;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.stage.FileChooser;
import org.fedlens.report.CurveChart;
import org.fedlens.report.Export;
import org.fedlens.text.Text;
import tech.tablesaw.api.Table;

/** What can be done with a chart: see its numbers, save it as a picture or its numbers as a table. */
final class ChartMenu {
    private final Desk desk;
    private final ChartView chart;
    private final String name;

    ChartMenu(Desk desk, ChartView chart, String name) {
        this.desk = desk;
        this.chart = chart;
        this.name = name;
    }

    void install() {
        MenuItem table = new MenuItem(desk.say("ui.chart.table"));
        table.setOnAction(action -> showTable());
        MenuItem png = new MenuItem(desk.say("ui.chart.png"));
        png.setOnAction(action -> savePicture());
        MenuItem csv = new MenuItem(desk.say("ui.chart.csv"));
        csv.setOnAction(action -> saveTable());
        ContextMenu menu = new ContextMenu(table, png, csv);
        chart.offer(menu);
    }

    void savePicture() {
        CurveChart shown = chart.chart();
        var look = chart.look();
        var painter = chart.painter();
        ask("png", file -> Export.png(painter, shown, look, file));
    }

    private void saveTable() {
        Table numbers = Export.table(chart.chart());
        ask("csv", file -> Export.csv(numbers, file));
    }

    /** Writes a file. */
    private interface Writer {
        void write(Path file) throws IOException;
    }

    private void ask(String extension, Writer writer) {
        FileChooser chooser = new FileChooser();
        chooser.setInitialFileName(name + "." + extension);
        File file = chooser.showSaveDialog(chart.getScene().getWindow());
        if (file == null) {
            return;
        }
        Executor background = desk.painters();
        background.execute(() -> {
            Text said;
            LogLine.Level level = LogLine.Level.INFO;
            try {
                writer.write(file.toPath());
                said = Text.of("ui.log.saved", file.toString());
            } catch (IOException e) {
                level = LogLine.Level.ERROR;
                said = Text.of("ui.log.notSaved", file.toString());
            }
            LogLine.Level shownLevel = level;
            Text shownText = said;
            desk.pulse().post(() -> desk.model().note(shownLevel, shownText));
        });
    }

    private void showTable() {
        Table numbers = Export.table(chart.chart());
        TableView<Integer> view = new TableView<>();
        for (int column = 0; column < numbers.columnCount(); column++) {
            int at = column;
            String title = numbers.column(column).name();
            TableColumn<Integer, String> shown = new TableColumn<>(title);
            shown.getStyleClass().add("figure");
            shown.setCellValueFactory(row -> new ReadOnlyStringWrapper(numbers.getString(row.getValue(), at)));
            view.getColumns().add(shown);
        }
        for (int row = 0; row < numbers.rowCount(); row++) {
            view.getItems().add(row);
        }
        view.setPrefSize(560, 420);
        Dialog<Void> dialog = new Dialog<>();
        dialog.initOwner(chart.getScene().getWindow());
        dialog.setTitle(desk.say("ui.chart.table"));
        dialog.getDialogPane().setContent(view);
        dialog.getDialogPane().getButtonTypes().add(ButtonType.CLOSE);
        dialog.getDialogPane().getStylesheets().setAll(chart.getScene().getStylesheets());
        dialog.show();
    }
}
