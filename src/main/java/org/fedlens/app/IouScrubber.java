package org.fedlens.app;

import java.util.List;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.kordamp.ikonli.javafx.FontIcon;

/** Goes through the rounds in which classes were evaluated: by hand, by arrow keys, or by itself. */
final class IouScrubber extends HBox {
    private static final double PER_SECOND = 2;

    private final Desk desk;
    private final SceneModel model;
    private final Slider slider = new Slider();
    private final Label round = new Label();
    private final FontIcon icon = new FontIcon("bi-play-fill");
    private final Button play = new Button(null, icon);
    private final Timeline timeline = new Timeline(new KeyFrame(Duration.seconds(1 / PER_SECOND), tick -> step()));
    private boolean showing;

    IouScrubber(Desk desk, SceneModel model) {
        super(8);
        this.desk = desk;
        this.model = model;
        setAlignment(Pos.CENTER_LEFT);
        play.setId("play-ious");
        play.getStyleClass().addAll("button-icon", "flat", "small");
        play.setOnAction(action -> toggle());
        slider.setId("iou-rounds");
        slider.setMajorTickUnit(1);
        slider.setMinorTickCount(0);
        slider.setBlockIncrement(1);
        slider.setSnapToTicks(true);
        HBox.setHgrow(slider, Priority.ALWAYS);
        round.getStyleClass().add("secondary");
        round.setMinWidth(Region.USE_PREF_SIZE);
        getChildren().addAll(play, slider, round);
        timeline.setCycleCount(Animation.INDEFINITE);
        slider.valueProperty().subscribe(value -> {
            List<Integer> rounds = rounds();
            int at = (int) Math.round(value.doubleValue());
            if (!showing && at < rounds.size()) {
                model.round().set(rounds.get(at));
            }
        });
        desk.ties().add(model.revision().subscribe(changed -> refresh()));
        desk.ties().add(model.round().subscribe(now -> refresh()));
        desk.ties().add(timeline::stop);
        say(false);
    }

    private List<Integer> rounds() {
        return model.first().result().map(found -> found.rounds().rounds()).orElse(List.of());
    }

    private int position() {
        List<Integer> rounds = rounds();
        int at = rounds.size() - 1;
        while (at > 0 && rounds.get(at) > model.round().get()) {
            at--;
        }
        return Math.max(0, at);
    }

    /** Begins to play, from the first round if the last is shown; or stops. */
    private void toggle() {
        if (timeline.getStatus() == Animation.Status.RUNNING) {
            timeline.stop();
            say(false);
            return;
        }
        List<Integer> rounds = rounds();
        if (position() == rounds.size() - 1) {
            model.round().set(rounds.get(0));
        }
        timeline.play();
        say(true);
    }

    private void step() {
        List<Integer> rounds = rounds();
        int next = position() + 1;
        if (next < rounds.size()) {
            model.round().set(rounds.get(next));
        }
        if (next >= rounds.size() - 1) {
            timeline.stop();
            say(false);
        }
    }

    private void say(boolean playing) {
        icon.setIconLiteral(playing ? "bi-pause-fill" : "bi-play-fill");
        String said = desk.say(playing ? "ui.embeddings.pause" : "ui.embeddings.play");
        play.setAccessibleText(said);
        play.setTooltip(new Tooltip(said));
    }

    private void refresh() {
        showing = true;
        List<Integer> rounds = rounds();
        slider.setMax(Math.max(1, rounds.size() - 1));
        slider.setValue(position());
        slider.setDisable(rounds.size() < 2);
        play.setDisable(rounds.size() < 2);
        round.setText(model.first()
                .result()
                .map(found -> desk.say(
                        "ui.predictions.round",
                        found.rounds().standing(model.round().get()).orElse(found.round())))
                .orElse(""));
        slider.setAccessibleText(desk.say("ui.predictions.rounds") + ", " + round.getText());
        showing = false;
    }
}
