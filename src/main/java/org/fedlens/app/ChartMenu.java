package org.fedlens.app;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Dialog;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleGroup;
import javafx.stage.FileChooser;
import org.fedlens.report.CurveChart;
import org.fedlens.report.Export;
import org.fedlens.report.NumberTable;
import org.fedlens.report.Smoothing;
import org.fedlens.text.Text;

/** What can be done with a chart: see its numbers, save it as a picture or its numbers as a table. */
final class ChartMenu {
    private static final double[] WEIGHTS = {0, 0.6, 0.9};

    private final Desk desk;
    private final ChartView chart;
    private final Supplier<String> name;

    ChartMenu(Desk desk, ChartView chart, String name) {
        this(desk, chart, () -> name);
    }

    /** @param name what files begin with, asked when they are written */
    ChartMenu(Desk desk, ChartView chart, Supplier<String> name) {
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
        ContextMenu menu = new ContextMenu(table, png, csv, new SeparatorMenuItem());
        menu.getItems().addAll(smoothing());
        chart.offer(menu);
    }

    /** How much the lines are smoothed, in all charts alike. */
    private List<MenuItem> smoothing() {
        ObjectProperty<Smoothing> now = desk.screen().smoothing();
        ToggleGroup group = new ToggleGroup();
        List<MenuItem> items = new ArrayList<>();
        for (double weight : WEIGHTS) {
            RadioMenuItem item = new RadioMenuItem(
                    weight == 0 ? desk.say("ui.chart.raw") : desk.say("ui.chart.smooth", String.valueOf(weight)));
            item.setToggleGroup(group);
            item.setOnAction(action -> now.set(new Smoothing(weight)));
            desk.ties().add(now.subscribe(chosen -> item.setSelected(chosen.weight() == weight)));
            items.add(item);
        }
        return items;
    }

    /** The name that a file begins with; smoothed figures say so. */
    String fileName() {
        Smoothing smoothing = desk.screen().smoothing().get();
        return smoothing.isOn() ? name.get() + "-smoothed-" + smoothing.weight() : name.get();
    }

    void savePicture() {
        CurveChart shown = named(chart.chart());
        var look = chart.look();
        var painter = chart.painter();
        ask("png", file -> Export.png(painter, shown, look, file));
    }

    /** The chart with its smoothing written into it. */
    private CurveChart named(CurveChart shown) {
        Smoothing smoothing = desk.screen().smoothing().get();
        if (!smoothing.isOn()) {
            return shown;
        }
        List<CurveChart.Note> notes = new ArrayList<>(shown.notes());
        String said = desk.say("ui.chart.smooth", String.valueOf(smoothing.weight()));
        notes.add(new CurveChart.Note(shown.from(), said));
        return new CurveChart(
                shown.axis(),
                shown.from(),
                shown.to(),
                shown.value(),
                shown.bands(),
                shown.curves(),
                shown.breakdown(),
                notes);
    }

    private void saveTable() {
        NumberTable numbers = numbers();
        ask("csv", file -> Export.csv(numbers, file));
    }

    private NumberTable numbers() {
        return Export.table(chart.chart(), desk.screen().smoothing().get());
    }

    /** Writes a file. */
    private interface Writer {
        void write(Path file) throws IOException;
    }

    private void ask(String extension, Writer writer) {
        FileChooser chooser = new FileChooser();
        chooser.setInitialFileName(fileName() + "." + extension);
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
        NumberTable numbers = numbers();
        TableView<Integer> view = new TableView<>();
        for (int column = 0; column < numbers.columns().size(); column++) {
            int at = column;
            String title = numbers.columns().get(column);
            TableColumn<Integer, String> shown = new TableColumn<>(title);
            shown.getStyleClass().add("figure");
            shown.setCellValueFactory(row -> new ReadOnlyStringWrapper(numbers.shown(row.getValue(), at)));
            view.getColumns().add(shown);
        }
        for (int row = 0; row < numbers.rows().length; row++) {
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
