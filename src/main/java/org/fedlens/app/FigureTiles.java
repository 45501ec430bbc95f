package org.fedlens.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.fedlens.metrics.Heterogeneity;

/** Four figures on how much the clients differ, each with what it means. */
final class FigureTiles extends HBox {
    private final Desk desk;
    private final List<Tile> tiles = new ArrayList<>();

    private static final class Tile extends VBox {
        private final Label value = new Label();
        private final Label unit = new Label();
        private final Label meaning = new Label();
        private final ProgressBar bar = new ProgressBar(0);

        Tile(String title) {
            getStyleClass().addAll("card", "figure-tile");
            Label head = new Label(title);
            head.getStyleClass().add("secondary");
            value.getStyleClass().add("tile-figure");
            unit.getStyleClass().add("secondary");
            meaning.getStyleClass().add("tile-meaning");
            meaning.setWrapText(true);
            value.setMinWidth(Label.USE_PREF_SIZE);
            unit.setMinWidth(Label.USE_PREF_SIZE);
            HBox line = new HBox(8, value, unit);
            line.setAlignment(Pos.BASELINE_LEFT);
            bar.setMaxWidth(Double.MAX_VALUE);
            getChildren().addAll(head, line, bar, meaning);
        }

        void show(String figure, String of, double share, String said) {
            value.setText(figure);
            unit.setText(of);
            bar.setProgress(Math.max(0, Math.min(1, share)));
            meaning.setText(said);
            setAccessibleText(figure + " " + of + ", " + said);
        }
    }

    FigureTiles(Desk desk) {
        this.desk = desk;
        getStyleClass().add("figure-tiles");
        for (String name : new String[] {"emd", "js", "labels", "size"}) {
            Tile tile = new Tile(desk.say("ui.data.figure." + name));
            tile.setId("figure-" + name);
            HBox.setHgrow(tile, Priority.ALWAYS);
            tile.setPrefWidth(160);
            tile.setMaxWidth(Double.MAX_VALUE);
            tiles.add(tile);
        }
        getChildren().addAll(tiles);
        desk.ties().add(desk.draft().federationProperty().subscribe(this::show));
    }

    private void show(Federation federation) {
        if (federation.figures().isEmpty()) {
            tiles.forEach(tile -> tile.show("\u2013", "", 0, ""));
            return;
        }
        Heterogeneity figures = federation.figures().get();
        double moved = figures.meanEarthMover();
        tiles.get(0)
                .show(
                        two(moved),
                        desk.say("ui.data.figure.emd.of"),
                        moved / 2,
                        desk.say(
                                "ui.data.figure.emd.means",
                                desk.surroundings().figures().wholePercent(Math.round(50 * moved) / 100.0)));
        double bits = figures.meanJensenShannon();
        tiles.get(1)
                .show(
                        two(bits),
                        desk.say("ui.data.figure.js.of"),
                        bits,
                        desk.say("ui.data.figure.js.means." + level(bits, 0.1, 0.4)));
        double labels = figures.meanEffectiveClasses();
        int classes = federation.classes().size();
        tiles.get(2)
                .show(
                        String.format(Locale.ROOT, "%.1f", labels),
                        desk.say("ui.data.figure.labels.of", classes),
                        labels / classes,
                        desk.say("ui.data.figure.labels.means", String.format(Locale.ROOT, "%.1f", labels)));
        double spread = figures.sizeVariation();
        tiles.get(3)
                .show(
                        desk.surroundings().figures().wholePercent(Math.round(100 * spread) / 100.0),
                        desk.say("ui.data.figure.size.of"),
                        spread,
                        desk.say("ui.data.figure.size.means." + level(spread, 0.1, 0.6)));
    }

    private static String level(double value, double low, double high) {
        return value < low ? "low" : value < high ? "middle" : "high";
    }

    private static String two(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
