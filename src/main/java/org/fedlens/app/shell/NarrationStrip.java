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

    private final WindowContext context;
    private final MinimumDisplayTime<Narrator.Line> dwell = new MinimumDisplayTime<>(READING_NANOS);
    private final PauseTransition later = new PauseTransition();
    private final Label now = new Label();
    private final Label means = new Label();
    private final Label setting = new Label();
    private final Label value = new Label();
    private final Label perRound = new Label();
    private final Label sent = new Label();

    NarrationStrip(WindowContext context) {
        super(16);
        this.context = context;
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
                        figure(new Label(context.say("ui.present.perRound")), perRound),
                        figure(new Label(context.say("ui.present.sent")), sent));
        later.setOnFinished(end -> tell());
        context.keep(later::stop);
        context.keep(context.run().revision().subscribe(revision -> refresh()));
        context.keep(context.run().phaseProperty().subscribe(phase -> refresh()));
        context.keep(context.draft().sheetProperty().subscribe(sheet -> refresh()));
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
        Optional<FormEntry> knob = context.draft().sheet().entries().stream()
                .filter(entry -> entry.live() && entry.path().startsWith("algorithm."))
                .findFirst()
                .or(() -> context.draft().sheet().entry("training.optimizer.learningRate"));
        SettingNames names = new SettingNames(context.environment());
        setting.setText(knob.map(names::label).orElse(""));
        value.setText(
                knob.map(entry -> context.draft().sheet().value(entry.path())).orElse(""));
        int clients = context.run().clients().size();
        double share = context.draft().sheet().number("training.participation", 1);
        int cohort = context.run().cohort().isEmpty()
                ? (int) Math.max(1, Math.round(share * clients))
                : context.run().cohort().size();
        perRound.setText(clients == 0 ? "" : cohort + " / " + clients);
        sent.setText(context.environment().figures().bytes(context.run().table().bytesUp()));
    }

    private void tell() {
        Narrator.Line line = Narrator.tell(context.run(), context.environment().figures());
        long wait = dwell.offer(line, System.nanoTime());
        if (wait > 0) {
            later.setDuration(Duration.millis(wait / 1e6 + 1));
            later.playFromStart();
        }
        dwell.shown().ifPresent(shown -> {
            now.setText(context.environment().words().say(shown.now()));
            means.setText(context.environment().words().say(shown.means()));
        });
    }
}
