package org.fedlens.app.shell;

import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.fedlens.app.kit.MinimumDisplayTime;
import org.fedlens.app.setup.SettingNames;
import org.fedlens.settings.FormEntry;

/** What happens, in a sentence that stays long enough for a class to read it; and three figures of the run. */
final class NarrationStrip extends HBox {
    private static final long READING_NANOS = 2_500_000_000L;

    private final Desk desk;
    private final MinimumDisplayTime<Narrator.Line> dwell = new MinimumDisplayTime<>(READING_NANOS);
    private final PauseTransition later = new PauseTransition();
    private final Label now = new Label();
    private final Label means = new Label();
    private final Label setting = new Label();
    private final Label value = new Label();
    private final Label perRound = new Label();
    private final Label sent = new Label();

    NarrationStrip(Desk desk) {
        super(16);
        this.desk = desk;
        setId("narration");
        getStyleClass().addAll("card", "narration");
        now.setId("narration-now");
        means.setId("narration-means");
        now.getStyleClass().add("narration-now");
        now.setWrapText(true);
        means.setWrapText(true);
        Region bar = new Region();
        bar.getStyleClass().add("narration-bar");
        VBox words = new VBox(2, now, means);
        words.getStyleClass().add("narration-words");
        HBox.setHgrow(words, Priority.ALWAYS);
        getChildren()
                .addAll(
                        bar,
                        words,
                        figure(setting, value),
                        figure(new Label(desk.say("ui.present.perRound")), perRound),
                        figure(new Label(desk.say("ui.present.sent")), sent));
        later.setOnFinished(end -> tell());
        desk.ties().add(later::stop);
        desk.ties().add(desk.model().revision().subscribe(revision -> refresh()));
        desk.ties().add(desk.model().phaseProperty().subscribe(phase -> refresh()));
        desk.ties().add(desk.draft().sheetProperty().subscribe(sheet -> refresh()));
    }

    private static VBox figure(Label name, Label value) {
        name.getStyleClass().add("secondary");
        value.getStyleClass().add("narration-figure");
        VBox box = new VBox(name, value);
        box.getStyleClass().add("narration-words");
        box.setMinWidth(USE_PREF_SIZE);
        return box;
    }

    private void refresh() {
        tell();
        Optional<FormEntry> knob = desk.draft().sheet().entries().stream()
                .filter(entry -> entry.live() && entry.path().startsWith("algorithm."))
                .findFirst()
                .or(() -> desk.draft().sheet().entry("training.optimizer.learningRate"));
        SettingNames names = new SettingNames(desk.surroundings());
        setting.setText(knob.map(names::label).orElse(""));
        value.setText(
                knob.map(entry -> desk.draft().sheet().value(entry.path())).orElse(""));
        int clients = desk.model().clients().size();
        double share = desk.draft().sheet().number("training.participation", 1);
        int cohort = desk.model().cohort().isEmpty()
                ? (int) Math.max(1, Math.round(share * clients))
                : desk.model().cohort().size();
        perRound.setText(clients == 0 ? "" : cohort + " / " + clients);
        sent.setText(desk.surroundings().figures().bytes(desk.model().table().bytesUp()));
    }

    private void tell() {
        Narrator.Line line = Narrator.tell(desk.model(), desk.surroundings().figures());
        long wait = dwell.offer(line, System.nanoTime());
        if (wait > 0) {
            later.setDuration(Duration.millis(wait / 1e6 + 1));
            later.playFromStart();
        }
        dwell.shown().ifPresent(shown -> {
            now.setText(desk.surroundings().words().say(shown.now()));
            means.setText(desk.surroundings().words().say(shown.means()));
        });
    }
}
