package org.fedlens.app;

import java.util.List;
import java.util.function.ToDoubleFunction;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import javafx.util.Duration;

/**
 * Goes through the rounds that are kept: by hand, by arrow keys, or by itself; above it, how neighbourhoods improve.
 */
final class Scrubber extends HBox {
    private static final double LEFT = 10;
    private static final double RIGHT = 84;
    private static final double LINE = 24;

    private final Desk desk;
    private final EmbeddingModel model;
    private final Canvas canvas = new Canvas();
    private final Label round = new Label();
    private final PlayButton play;
    private final Timeline timeline = new Timeline();
    private final Track track = new Track();

    Scrubber(Desk desk, EmbeddingModel model) {
        this.desk = desk;
        this.model = model;
        setId("scrubber");
        getStyleClass().addAll("card", "scrubber");
        play = new PlayButton(desk, "ui.embeddings.play", this::toggle);
        play.setId("play-rounds");
        play.getStyleClass().addAll("accent", "play");
        round.getStyleClass().add("card-title");
        round.setMinWidth(Region.USE_PREF_SIZE);
        VBox words = new VBox(2, round, new SpeedBox(desk, model.perSecond()));
        words.getStyleClass().add("scrubber-words");
        HBox.setHgrow(track, Priority.ALWAYS);
        getChildren().addAll(play, words, track);
        timeline.setCycleCount(Timeline.INDEFINITE);
        desk.ties().add(model.perSecond().subscribe((before, now) -> {
            if (playing()) {
                start();
            }
        }));
        desk.ties().add(model.round().subscribe(now -> refresh()));
        for (EmbeddingSide side : List.of(model.first(), model.second())) {
            desk.ties().add(side.revision().subscribe(revision -> refresh()));
        }
        desk.ties().add(desk.surroundings().paletteProperty().subscribe(palette -> refresh()));
        desk.ties().add(timeline::stop);
    }

    private boolean playing() {
        return timeline.getStatus() == Animation.Status.RUNNING;
    }

    /** Begins to play, from the first round if the last is shown; or stops. */
    void toggle() {
        if (playing()) {
            timeline.stop();
            play.show(false);
            return;
        }
        if (model.rounds().isEmpty()) {
            return;
        }
        if (model.position() == model.rounds().size() - 1) {
            model.round().set(model.rounds().get(0));
        }
        start();
        play.show(true);
    }

    private void start() {
        timeline.stop();
        timeline.getKeyFrames()
                .setAll(new KeyFrame(Duration.seconds(1 / model.perSecond().get()), tick -> {
                    if (!model.step(1, false)) {
                        timeline.stop();
                        play.show(false);
                    }
                }));
        timeline.play();
    }

    private void refresh() {
        play.setDisable(model.rounds().size() < 2);
        round.setText(model.rounds().isEmpty() ? "\u2013" : desk.say("ui.embeddings.round", model.shownRound()));
        track.setAccessibleText(round.getText());
        track.draw();
    }

    private final class Track extends Pane {
        Track() {
            setId("rounds");
            getStyleClass().add("rounds");
            setFocusTraversable(true);
            setAccessibleRole(AccessibleRole.SLIDER);
            setMinSize(200, 80);
            setPrefHeight(80);
            getChildren().add(canvas);
            setOnMousePressed(this::seek);
            setOnMouseDragged(this::seek);
            setOnKeyPressed(this::key);
        }

        private void seek(MouseEvent event) {
            requestFocus();
            List<Integer> rounds = model.rounds();
            int best = 0;
            for (int i = 0; i < rounds.size(); i++) {
                best = Math.abs(x(rounds.get(i)) - event.getX()) < Math.abs(x(rounds.get(best)) - event.getX())
                        ? i
                        : best;
            }
            if (!rounds.isEmpty()) {
                model.round().set(rounds.get(best));
            }
        }

        private void key(KeyEvent event) {
            List<Integer> rounds = model.rounds();
            switch (event.getCode()) {
                case LEFT -> model.step(-1, false);
                case RIGHT -> model.step(1, false);
                case HOME ->
                    rounds.stream().findFirst().ifPresent(first -> model.round().set(first));
                case END ->
                    rounds.stream()
                            .skip(Math.max(0, rounds.size() - 1))
                            .findFirst()
                            .ifPresent(last -> model.round().set(last));
                default -> {
                    return;
                }
            }
            event.consume();
        }

        private double x(int round) {
            List<Integer> rounds = model.rounds();
            double last = Math.max(1, rounds.get(rounds.size() - 1));
            return LEFT + round / last * Math.max(1, getWidth() - LEFT - RIGHT);
        }

        private double line() {
            return getHeight() - LINE;
        }

        @Override
        protected void layoutChildren() {
            draw();
        }

        void draw() {
            canvas.setWidth(getWidth());
            canvas.setHeight(getHeight());
            GraphicsContext graphics = canvas.getGraphicsContext2D();
            graphics.clearRect(0, 0, getWidth(), getHeight());
            List<Integer> rounds = model.rounds();
            if (rounds.isEmpty()) {
                return;
            }
            Palette palette = desk.surroundings().palette();
            int at = rounds.get(model.position());
            graphics.setLineWidth(4);
            graphics.setStroke(palette.role("track"));
            graphics.strokeLine(LEFT, line(), x(rounds.get(rounds.size() - 1)), line());
            graphics.setStroke(palette.role("accent"));
            graphics.strokeLine(LEFT, line(), x(at), line());
            for (int round : rounds) {
                graphics.setFill(palette.role(round <= at ? "accent" : "ghost"));
                graphics.fillOval(x(round) - 3, line() - 3, 6, 6);
            }
            curve(graphics, model.second(), "B", palette.role("accent"), 14);
            curve(graphics, model.first(), "A", palette.role("muted"), 30);
            graphics.setFill(palette.role("surface"));
            graphics.fillOval(x(at) - 8, line() - 8, 16, 16);
            graphics.setStroke(palette.role("accent"));
            graphics.setLineWidth(2);
            graphics.strokeOval(x(at) - 8, line() - 8, 16, 16);
            ticks(graphics, palette, rounds);
        }

        private void ticks(GraphicsContext graphics, Palette palette, List<Integer> rounds) {
            graphics.setFill(palette.role("subtle"));
            graphics.setFont(Font.font("Inter", 11));
            graphics.setTextAlign(TextAlignment.CENTER);
            double last = Double.NEGATIVE_INFINITY;
            for (int round : rounds) {
                if (x(round) - last >= 44) {
                    last = x(round);
                    graphics.fillText(String.valueOf(round), last, getHeight() - 3);
                }
            }
        }

        /** How the share of right neighbours went, from its lowest to its highest on either side. */
        private void curve(GraphicsContext graphics, EmbeddingSide side, String letter, Color colour, double label) {
            double low = extreme(false);
            double high = Math.max(low + 0.05, extreme(true));
            ToDoubleFunction<Layouts.Look> y = look -> 8 + (1 - (look.near() - low) / (high - low)) * (line() - 28);
            boolean dashed = side == model.first() && model.second().run().get().isPresent();
            graphics.setStroke(colour);
            graphics.setLineWidth(1.6);
            graphics.setLineDashes(dashed ? new double[] {4, 3} : new double[0]);
            graphics.beginPath();
            boolean first = true;
            for (Layouts.Look look : side.looks().values()) {
                if (first) {
                    graphics.moveTo(x(look.round()), y.applyAsDouble(look));
                    first = false;
                } else {
                    graphics.lineTo(x(look.round()), y.applyAsDouble(look));
                }
            }
            graphics.stroke();
            graphics.setLineDashes();
            if (!side.looks().isEmpty()) {
                graphics.setFill(colour);
                graphics.setFont(Font.font("Inter SemiBold", 11));
                graphics.setTextAlign(TextAlignment.LEFT);
                graphics.fillText(letter + " " + desk.say("ui.embeddings.near"), getWidth() - RIGHT + 16, label);
            }
        }

        private double extreme(boolean most) {
            double extreme = most ? 0 : 1;
            for (EmbeddingSide side : List.of(model.first(), model.second())) {
                for (Layouts.Look look : side.looks().values()) {
                    extreme = most ? Math.max(extreme, look.near()) : Math.min(extreme, look.near());
                }
            }
            return extreme;
        }
    }
}
