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
import org.fedlens.app.data.DataView;
import org.fedlens.app.engine.LabelDistribution;
import org.fedlens.app.engine.Phase;
import org.fedlens.app.kit.LogLine;
import org.fedlens.app.kit.RoleStyles;
import org.fedlens.app.run.ClientPhase;
import org.fedlens.app.run.RunModel;
import org.fedlens.report.Figures;

/** The line at the bottom: what the program does and waits for, what travelled, what memory it takes. */
public final class StatusBar {
    private static final double GIGA = 1e9;

    private final WindowContext context;

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

    public StatusBar(WindowContext context) {
        this.context = context;
    }

    @FXML
    private void initialize() {
        log.selectedProperty().bindBidirectional(context.navigation().logOpen());
        context.keep(() ->
                log.selectedProperty().unbindBidirectional(context.navigation().logOpen()));
        context.keep(context.run().revision().subscribe(revision -> refresh()));
        context.keep(context.run().phaseProperty().subscribe(phase -> refresh()));
        context.keep(context.draft().sheetProperty().subscribe(sheet -> refresh()));
        context.keep(context.draft().federationProperty().subscribe(federation -> refresh()));
        context.keep(context.navigation().page().subscribe(view -> refresh()));
        Timeline memory = new Timeline(new KeyFrame(Duration.seconds(2), tick -> showHeap()));
        memory.setCycleCount(Animation.INDEFINITE);
        memory.play();
        context.keep(memory::stop);
        showHeap();
    }

    private void refresh() {
        RunModel model = context.run();
        Phase phase = model.phase();
        RoleStyles.paint(dot, phase.role());
        state.setText(context.say(phase.key()));
        LabelDistribution split = context.draft().federationProperty().get();
        boolean valid = context.draft().sheet().problems().isEmpty();
        boolean data = context.navigation().shows(DataView.PAGE) && !phase.active() && valid && split.total() > 0;
        waiting.setText(data ? splitInWords(split) : waitingFor(phase));
        Figures figures = context.environment().figures();
        double rate = model.updatesPerSecond();
        updates.setText(
                Double.isNaN(rate) ? "" : context.say("ui.status.updates", String.format(Locale.ROOT, "%.1f", rate)));
        traffic.setText(
                model.table().bytes() == 0
                        ? ""
                        : context.say(
                                "ui.status.traffic",
                                figures.bytes(model.table().bytesUp()),
                                figures.bytes(model.table().bytesDown())));
        long warnings = model.log().stream()
                .filter(line -> line.level() != LogLine.Level.INFO)
                .count();
        log.setText(
                warnings == 0 ? context.say("ui.log") : context.environment().sayCount("ui.log.warnings", warnings));
    }

    private String splitInWords(LabelDistribution split) {
        IntSummaryStatistics sizes =
                IntStream.range(0, split.clients().size()).map(split::images).summaryStatistics();
        return context.say("ui.status.split", split.total()) + "   "
                + context.say("ui.status.smallest", sizes.getMin(), sizes.getMax());
    }

    private String waitingFor(Phase phase) {
        RunModel model = context.run();
        int open = model.count(ClientPhase.TRAINING) + model.count(ClientPhase.SAMPLED);
        return switch (phase) {
            case RUNNING, PAUSING ->
                open > 0
                        ? context.environment().sayCount("ui.status.waiting", open)
                        : context.say("ui.status.evaluating");
            case LOADING -> context.say("ui.status.loading");
            case READY ->
                context.draft().sheet().problems().isEmpty()
                        ? context.say("ui.status.ready")
                        : context.environment()
                                .sayCount(
                                        "ui.setup.problems",
                                        context.draft().sheet().problems().size());
            case PAUSED -> context.say("ui.status.paused");
            case FINISHED, STOPPED, DIVERGED, FAILED -> context.say("ui.status.over", model.round());
            case EMPTY -> context.say("ui.phase.empty.long");
            case STOPPING -> context.say("ui.status.stopping");
        };
    }

    private void showHeap() {
        Runtime runtime = Runtime.getRuntime();
        double used = runtime.totalMemory() - runtime.freeMemory();
        heap.setText(context.say("ui.status.heap", giga(used), giga(runtime.maxMemory())));
    }

    private static String giga(double bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / GIGA);
    }
}
