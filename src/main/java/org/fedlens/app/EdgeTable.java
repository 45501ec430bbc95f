package org.fedlens.app;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import org.fedlens.experiment.PeoplePredictions;
import org.fedlens.report.Figures;
import org.fedlens.text.Words;

/**
 * One line for each client: the clusters it trained with last, what the profiler takes for its number of people, how
 * many there are, how near its own model and the server's are, and how much of its own it keeps therefore.
 */
final class EdgeTable extends VBox {
    private static final String[] COLUMNS = {"trained", "advised", "true", "similarity", "own"};

    private final Desk desk;
    private final GridPane grid = new GridPane();
    private final Label profiler = new Label();

    EdgeTable(Desk desk) {
        this.desk = desk;
        setId("edge-table");
        getStyleClass().add("edge-table");
        grid.getStyleClass().add("edge-grid");
        ColumnConstraints names = new ColumnConstraints();
        names.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().add(new ColumnConstraints());
        grid.getColumnConstraints().add(names);
        for (int i = 0; i < COLUMNS.length; i++) {
            ColumnConstraints figures = new ColumnConstraints();
            figures.setHalignment(HPos.RIGHT);
            grid.getColumnConstraints().add(figures);
        }
        profiler.getStyleClass().add("secondary");
        profiler.setId("edge-profiler");
        profiler.setWrapText(true);
        profiler.setMinHeight(Region.USE_PREF_SIZE);
        setMinHeight(Region.USE_PREF_SIZE);
        getChildren().addAll(grid, profiler);
    }

    void show(PeoplePredictions found) {
        grid.getChildren().clear();
        for (int i = 0; i < COLUMNS.length; i++) {
            Label head = new Label(desk.say("ui.edges." + COLUMNS[i]));
            head.getStyleClass().add("secondary");
            head.setMinWidth(Region.USE_PREF_SIZE);
            head.setTooltip(new Tooltip(desk.say("ui.edges." + COLUMNS[i] + ".tip")));
            grid.add(head, 2 + i, 0);
        }
        Map<Integer, Double> clusters = new TreeMap<>();
        found.clusters()
                .forEach(counts -> clusters.put(
                        counts.client(), counts.counts().get(counts.counts().size() - 1)));
        clusters.forEach((client, trained) -> row(found, client, trained));
        String criterion = desk.say("ui.edges.profiler." + found.profiledBy().orElse("none"));
        List<String> unadvised = clusters.keySet().stream()
                .filter(client ->
                        found.profiledBy().isPresent() && found.advised(client).isEmpty())
                .map(found.clients()::get)
                .toList();
        profiler.setText(
                unadvised.isEmpty()
                        ? criterion
                        : desk.say("ui.edges.profiler.undecided", criterion, String.join(", ", unadvised)));
    }

    private void row(PeoplePredictions found, int client, double trained) {
        int line = grid.getRowCount();
        Rectangle colour = new Rectangle(8, 8, desk.surroundings().palette().series(client));
        colour.setArcWidth(3);
        colour.setArcHeight(3);
        String name = found.clients().get(client);
        String[] figures = {
            whole(OptionalDouble.of(trained)),
            whole(found.advised(client)),
            whole(OptionalDouble.of(found.people().get(client))),
            decimal(found.similarity(client)),
            decimal(found.ownShare(client))
        };
        Label named = new Label(name);
        named.setFocusTraversable(true);
        named.getStyleClass().add("edge-name");
        named.setAccessibleText(
                desk.say("ui.edges.said", name, figures[0], figures[1], figures[2], figures[3], figures[4]));
        grid.addRow(line, colour, named);
        for (int i = 0; i < figures.length; i++) {
            grid.add(figure(figures[i]), 2 + i, line);
        }
    }

    private static Node figure(String text) {
        Label figure = new Label(text);
        figure.getStyleClass().add("figure");
        figure.setMinWidth(Region.USE_PREF_SIZE);
        return figure;
    }

    private static String whole(OptionalDouble value) {
        return value.isEmpty() ? Figures.NONE : Words.count(Math.round(value.getAsDouble()));
    }

    private static String decimal(OptionalDouble value) {
        return value.isEmpty() ? Figures.NONE : String.format(Locale.ROOT, "%.3f", value.getAsDouble());
    }
}
