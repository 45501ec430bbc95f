package org.fedlens.app.shell;

import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.fedlens.app.engine.Phase;
import org.fedlens.app.kit.RoleStyles;
import org.fedlens.app.run.RunChooser;
import org.fedlens.app.run.RunCommands;
import org.fedlens.app.run.RunFacts;
import org.fedlens.app.run.RunModel;
import org.fedlens.app.setup.SetupSummary;
import org.fedlens.app.sweep.SweepSheet;
import org.kordamp.ikonli.javafx.FontIcon;

/** The bar above the workbench: what is shown, the buttons that run it, and how far it is. */
public final class TopBar {
    /** In a narrower window some buttons have their signs only. */
    private static final double ROOM_FOR_SWEEP = 1240;

    private final WindowContext context;
    private final Tooltip runTip = new Tooltip();

    @FXML
    private HBox root;

    @FXML
    private Label title;

    @FXML
    private Label chip;

    @FXML
    private Label subtitle;

    @FXML
    private StackPane runPlace;

    @FXML
    private Button run;

    @FXML
    private Button step;

    @FXML
    private Button stop;

    @FXML
    private VBox progressBox;

    @FXML
    private Label round;

    @FXML
    private Label ofRounds;

    @FXML
    private Label left;

    @FXML
    private ProgressBar progress;

    @FXML
    private ToggleButton pin;

    @FXML
    private Button sweep;

    @FXML
    private Button open;

    @FXML
    private Label device;

    public TopBar(WindowContext context) {
        this.context = context;
    }

    @FXML
    private void initialize() {
        // A disabled button hears no pointer, so the place around it carries the tip.
        Tooltip.install(runPlace, runTip);
        step.setTooltip(new Tooltip(RunCommands.STEP.tip(context.environment())));
        stop.setTooltip(new Tooltip(RunCommands.STOP.tip(context.environment())));
        open.setTooltip(new Tooltip(WindowCommands.OPEN.tip(context.environment())));
        pin.setTooltip(new Tooltip(RunCommands.PIN.tip(context.environment())));
        sweep.setTooltip(new Tooltip(SweepSheet.OPEN.tip(context.environment())));
        context.keep(context.sweep().sweeps().revision().subscribe(revision -> showSweep()));
        root.widthProperty().addListener((width, before, now) -> showSweep());
        context.keep(context.run().phaseProperty().subscribe(phase -> showButtons()));
        context.keep(context.draft().sheetProperty().subscribe(sheet -> {
            showButtons();
            showTitle();
        }));
        context.keep(context.run().factsProperty().subscribe(facts -> showTitle()));
        context.keep(context.run().revision().subscribe(revision -> {
            showProgress();
            showPin();
        }));
        context.keep(context.run().pinnedProperty().subscribe(pinned -> pin.setSelected(pinned.isPresent())));
        context.keep(context.setup().state().device().subscribe(this::showDevice));
    }

    /** The bar without what a class need not see, and with a way out at its end. */
    Parent reduced(Button leave) {
        root.getChildren().removeAll(pin, open, device);
        root.getChildren().add(leave);
        return root;
    }

    private void showDevice(String name) {
        device.setText(SetupSummary.device(context.environment(), name));
        device.setAccessibleText(context.say("ui.device.accessible", device.getText()));
    }

    private void showTitle() {
        boolean running =
                context.run().phase().active() || context.run().phase().over();
        RunFacts facts = running
                ? context.run().factsProperty().get()
                : context.actions().draftFacts();
        title.setText(facts.name().isEmpty() ? context.say("ui.app") : facts.name());
        StringBuilder below = new StringBuilder(facts.data());
        for (String part :
                new String[] {facts.method(), facts.seed().isEmpty() ? "" : context.say("ui.seed.value", facts.seed())
                }) {
            if (!part.isEmpty()) {
                below.append(below.isEmpty() ? "" : " \u00b7 ").append(part);
            }
        }
        subtitle.setText(below.isEmpty() ? context.say("ui.phase.empty.long") : below.toString());
    }

    private void showButtons() {
        Phase phase = context.run().phase();
        chip.setText(context.say(phase.key()));
        RoleStyles.paint(chip, phase.role());
        String key;
        String icon;
        switch (phase) {
            case RUNNING, PAUSING, LOADING, STOPPING -> {
                key = "ui.pause";
                icon = "bi-pause-fill";
            }
            case PAUSED -> {
                key = "ui.resume";
                icon = "bi-play-fill";
            }
            case FINISHED, STOPPED, DIVERGED, FAILED -> {
                key = "ui.runAgain";
                icon = "bi-play-fill";
            }
            default -> {
                key = "ui.run";
                icon = "bi-play-fill";
            }
        }
        run.setText(context.say(key));
        ((FontIcon) run.getGraphic()).setIconLiteral(icon);
        boolean can = context.actions().canPress();
        // A button that is disabled hands its focus on, and the next Space would stop the run.
        run.setDisable(!can && !phase.active());
        run.getStyleClass().remove("waiting");
        if (!can && phase.active()) {
            run.getStyleClass().add("waiting");
        }
        Optional<String> reason = can || phase.active() ? Optional.empty() : firstProblem();
        runTip.setText(reason.orElse(WindowCommands.RUN.tip(context.environment())));
        run.setAccessibleText(run.getText() + ", " + context.say(phase.key())
                + reason.map(said -> ", " + said).orElse(""));
        step.setDisable(phase != Phase.PAUSED);
        stop.setDisable(!context.actions().canStop());
        showPin();
        open.setDisable(phase.active());
    }

    private void showPin() {
        pin.setDisable(!context.actions().canPin());
    }

    /** Why nothing can be run, if something is wrong with the setup. */
    private Optional<String> firstProblem() {
        return context.draft().sheet().problems().stream()
                .findFirst()
                .map(problem -> context.environment().words().say(problem.said()));
    }

    private void showProgress() {
        RunModel model = context.run();
        boolean on = model.rounds() > 0 && model.phase() != Phase.READY;
        progressBox.setVisible(on);
        if (!on) {
            return;
        }
        round.setText(context.say("ui.round", model.round()));
        ofRounds.setText(context.say("ui.round.of", model.rounds()));
        progress.setProgress(model.phase() == Phase.LOADING ? -1 : (double) model.round() / model.rounds());
        progress.setAccessibleText(context.say("ui.round.accessible", model.round(), model.rounds()));
        double seconds = model.secondsLeft();
        boolean known = model.phase().active() && !Double.isNaN(seconds);
        String elapsed =
                context.say("ui.time.took", context.environment().figures().duration(model.seconds()));
        left.setText(
                known
                        ? context.say(
                                "ui.time.left", context.environment().figures().remaining(seconds))
                        : model.phase().over() ? elapsed : "");
    }

    @FXML
    private void run() {
        context.actions().primary();
    }

    @FXML
    private void step() {
        context.actions().step();
    }

    @FXML
    private void stop() {
        context.actions().stop();
    }

    @FXML
    private void pin() {
        context.actions().pin();
        pin.setSelected(context.run().pinnedProperty().get().isPresent());
    }

    @FXML
    private void sweep() {
        context.navigation().open(SweepSheet.DIALOG);
    }

    private void showSweep() {
        String said = context.sweep()
                .sweeps()
                .current()
                .map(job -> context.say("ui.sweep.button.on", job.done(), job.size()))
                .orElse(context.say("ui.sweep.button"));
        boolean narrow = root.getWidth() > 0 && root.getWidth() < ROOM_FOR_SWEEP;
        sweep.setText(narrow ? "" : said);
        pin.setText(narrow ? "" : context.say("ui.pin"));
        pin.setAccessibleText(context.say("ui.pin"));
        sweep.setAccessibleText(said);
    }

    @FXML
    void open() {
        new RunChooser(context.base(), open).show();
    }
}
