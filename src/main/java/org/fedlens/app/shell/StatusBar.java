package org.fedlens.app.shell;

import java.util.IntSummaryStatistics;
import java.util.Locale;
import java.util.stream.IntStream;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.fedlens.app.engine.LabelDistribution;
import org.fedlens.app.kit.LogLine;
import org.fedlens.app.kit.RoleStyles;
import org.fedlens.app.run.ClientPhase;
import org.fedlens.app.run.Phase;
import org.fedlens.app.run.RunModel;
import org.fedlens.report.Figures;

/** The line at the bottom: what the program does and waits for, what travelled, what memory it takes. */
public final class StatusBar {
    private static final double GIGA = 1e9;

    private final Desk desk;

    @FXML
    private Region dot;

    @FXML
    private Label state;

    @FXML
    private Label waiting;

    @FXML
    private Label updates;

    @FXML
    private Label traffic;

    @FXML
    private Label heap;

    @FXML
    private ToggleButton log;

    StatusBar(Desk desk) {
        this.desk = desk;
    }

    @FXML
    private void initialize() {
        log.selectedProperty().bindBidirectional(desk.screen().logOpen());
        desk.ties().add(() -> log.selectedProperty()
                .unbindBidirectional(desk.screen().logOpen()));
        desk.ties().add(desk.model().revision().subscribe(revision -> refresh()));
        desk.ties().add(desk.model().phaseProperty().subscribe(phase -> refresh()));
        desk.ties().add(desk.draft().sheetProperty().subscribe(sheet -> refresh()));
        desk.ties().add(desk.draft().federationProperty().subscribe(federation -> refresh()));
        desk.ties().add(desk.screen().view().subscribe(view -> refresh()));
        Timeline memory = new Timeline(new KeyFrame(Duration.seconds(2), tick -> showHeap()));
        memory.setCycleCount(Animation.INDEFINITE);
        memory.play();
        desk.ties().add(memory::stop);
        showHeap();
    }

    private void refresh() {
        RunModel model = desk.model();
        Phase phase = model.phase();
        RoleStyles.paint(dot, phase.role());
        state.setText(desk.say(phase.key()));
        LabelDistribution split = desk.draft().federationProperty().get();
        boolean valid = desk.draft().sheet().problems().isEmpty();
        boolean data = desk.screen().view().get() == ViewKind.DATA && !phase.active() && valid && split.total() > 0;
        waiting.setText(data ? splitInWords(split) : waitingFor(phase));
        Figures figures = desk.surroundings().figures();
        double rate = model.updatesPerSecond();
        updates.setText(
                Double.isNaN(rate) ? "" : desk.say("ui.status.updates", String.format(Locale.ROOT, "%.1f", rate)));
        traffic.setText(
                model.table().bytes() == 0
                        ? ""
                        : desk.say(
                                "ui.status.traffic",
                                figures.bytes(model.table().bytesUp()),
                                figures.bytes(model.table().bytesDown())));
        long warnings = model.log().stream()
                .filter(line -> line.level() != LogLine.Level.INFO)
                .count();
        log.setText(warnings == 0 ? desk.say("ui.log") : desk.surroundings().sayCount("ui.log.warnings", warnings));
    }

    private String splitInWords(LabelDistribution split) {
        IntSummaryStatistics sizes =
                IntStream.range(0, split.clients().size()).map(split::images).summaryStatistics();
        return desk.say("ui.status.split", split.total()) + "   "
                + desk.say("ui.status.smallest", sizes.getMin(), sizes.getMax());
    }

    private String waitingFor(Phase phase) {
        RunModel model = desk.model();
        int open = model.count(ClientPhase.TRAINING) + model.count(ClientPhase.SAMPLED);
        return switch (phase) {
            case RUNNING, PAUSING ->
                open > 0 ? desk.surroundings().sayCount("ui.status.waiting", open) : desk.say("ui.status.evaluating");
            case LOADING -> desk.say("ui.status.loading");
            case READY ->
                desk.draft().sheet().problems().isEmpty()
                        ? desk.say("ui.status.ready")
                        : desk.surroundings()
                                .sayCount(
                                        "ui.setup.problems",
                                        desk.draft().sheet().problems().size());
            case PAUSED -> desk.say("ui.status.paused");
            case FINISHED, STOPPED, DIVERGED, FAILED -> desk.say("ui.status.over", model.round());
            case EMPTY -> desk.say("ui.phase.empty.long");
            case STOPPING -> desk.say("ui.status.stopping");
        };
    }

    private void showHeap() {
        Runtime runtime = Runtime.getRuntime();
        double used = runtime.totalMemory() - runtime.freeMemory();
        heap.setText(desk.say("ui.status.heap", giga(used), giga(runtime.maxMemory())));
    }

    private static String giga(double bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / GIGA);
    }
}
