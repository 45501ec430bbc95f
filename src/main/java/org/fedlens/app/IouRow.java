package org.fedlens.app;

import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.Polygon;
import org.kordamp.ikonli.javafx.FontIcon;

/** One class: its colour and name, its IoU as a bar and a figure, the other run's as a diamond and a difference. */
final class IouRow extends HBox {
    private static final double NAME = 104;
    private static final double FIGURE = 44;

    /**
     * @param iou NaN if no pixel is of this class
     * @param other the other run's, NaN without one
     * @param unseen true to mark it as a class that somebody never saw
     */
    IouRow(Desk desk, String name, int label, double iou, double other, boolean unseen) {
        getStyleClass().add("iou-row");
        Color colour = desk.surroundings().palette().series(label);
        Region swatch = new Region();
        swatch.getStyleClass().add("iou-swatch");
        swatch.setStyle("-fx-background-color: " + css(colour));
        Label called = new Label(name);
        called.setMinWidth(NAME);
        called.setMaxWidth(NAME);
        called.setTooltip(new Tooltip(unseen ? desk.say("ui.predictions.bar.unseen", name) : name));
        if (unseen) {
            called.setGraphic(new FontIcon("bi-eye-slash"));
            called.setContentDisplay(ContentDisplay.RIGHT);
            called.getStyleClass().add("unseen");
        }
        Label figure =
                new Label(Double.isNaN(iou) ? "" : desk.surroundings().figures().points(iou));
        figure.getStyleClass().add("figure");
        Label difference = new Label(difference(desk, iou, other));
        difference.getStyleClass().addAll("figure", iou < other ? "down" : "up");
        for (Label each : new Label[] {figure, difference}) {
            each.setMinWidth(FIGURE);
            each.setAlignment(Pos.CENTER_RIGHT);
        }
        Bar bar = new Bar(iou, other, colour);
        HBox.setHgrow(bar, Priority.ALWAYS);
        getChildren().addAll(swatch, called, bar, figure);
        if (Double.isNaN(iou)) {
            Label none = new Label(desk.say("ui.predictions.noPixels"));
            none.getStyleClass().add("secondary");
            none.setMinWidth(Region.USE_PREF_SIZE);
            getChildren().set(3, none);
        } else if (!Double.isNaN(other)) {
            getChildren().add(difference);
        }
        setAccessibleRole(AccessibleRole.TEXT);
        String said = unseen ? desk.say("ui.predictions.bar.unseen", name) : name;
        String percent = desk.surroundings().figures().percent(iou);
        setAccessibleText(
                Double.isNaN(iou)
                        ? desk.say("ui.predictions.bar.none", said)
                        : Double.isNaN(other)
                                ? desk.say("ui.predictions.bar", said, percent)
                                : desk.say(
                                        "ui.predictions.bar.against",
                                        said,
                                        percent,
                                        desk.surroundings().figures().percent(other)));
    }

    private static String difference(Desk desk, double iou, double other) {
        double by = iou - other;
        return Double.isNaN(by)
                ? ""
                : (by < 0 ? "\u2212" : "+") + desk.surroundings().figures().points(Math.abs(by));
    }

    private static String css(Color colour) {
        return String.format(
                Locale.ROOT,
                "#%02X%02X%02X",
                Math.round(colour.getRed() * 255),
                Math.round(colour.getGreen() * 255),
                Math.round(colour.getBlue() * 255));
    }

    /** A track with the share of it that is filled, and a diamond where the other run's bar ends. */
    private static final class Bar extends Region {
        private static final double HIGH = 12;

        private final Region track = new Region();
        private final Region filled = new Region();
        private final Polygon diamond = new Polygon(0, -5, 5, 0, 0, 5, -5, 0);
        private final double share;
        private final double other;

        Bar(double share, double other, Color colour) {
            this.share = share;
            this.other = other;
            track.getStyleClass().add("iou-track");
            filled.getStyleClass().add("iou-bar");
            filled.setStyle("-fx-background-color: " + css(colour));
            diamond.getStyleClass().add("iou-diamond");
            diamond.setManaged(false);
            filled.setVisible(share > 0);
            diamond.setVisible(!Double.isNaN(other));
            getChildren().addAll(track, filled, diamond);
            setMinHeight(HIGH);
            setMaxHeight(HIGH);
            setMinWidth(60);
        }

        @Override
        protected void layoutChildren() {
            track.resizeRelocate(0, 0, getWidth(), HIGH);
            filled.resizeRelocate(0, 0, Double.isNaN(share) ? 0 : getWidth() * share, HIGH);
            diamond.setLayoutX(Double.isNaN(other) ? 0 : getWidth() * other);
            diamond.setLayoutY(HIGH / 2);
        }
    }
}
