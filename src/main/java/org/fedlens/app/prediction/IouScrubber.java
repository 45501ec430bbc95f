package org.fedlens.app.prediction;

import java.util.List;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.fedlens.app.shell.Desk;
import org.fedlens.app.widget.PlayButton;

/** Goes through the rounds in which classes were evaluated: by hand, by arrow keys, or by itself. */
final class IouScrubber extends HBox {
    private static final double PER_SECOND = 2;

    private final Desk desk;
    private final SceneModel model;
    private final Slider slider = new Slider();
    private final Label round = new Label();
    private final PlayButton play;
    private final Timeline timeline = new Timeline(new KeyFrame(Duration.seconds(1 / PER_SECOND), tick -> step()));
    private boolean showing;

    IouScrubber(Desk desk, SceneModel model) {
        super(8);
        this.desk = desk;
        this.model = model;
        setAlignment(Pos.CENTER_LEFT);
        play = new PlayButton(desk, "ui.embeddings.play", this::toggle);
        play.setId("play-ious");
        play.getStyleClass().addAll("flat", "small");
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
            play.show(false);
            return;
        }
        List<Integer> rounds = rounds();
        if (position() == rounds.size() - 1) {
            model.round().set(rounds.get(0));
        }
        timeline.play();
        play.show(true);
    }

    private void step() {
        List<Integer> rounds = rounds();
        int next = position() + 1;
        if (next < rounds.size()) {
            model.round().set(rounds.get(next));
        }
        if (next >= rounds.size() - 1) {
            timeline.stop();
            play.show(false);
        }
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
