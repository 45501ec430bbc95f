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
import org.fedlens.app.kit.RoleStyles;
import org.fedlens.app.run.Phase;
import org.fedlens.app.run.RunChooser;
import org.fedlens.app.run.RunFacts;
import org.fedlens.app.run.RunModel;
import org.fedlens.app.setup.SetupSummary;
import org.kordamp.ikonli.javafx.FontIcon;

/** The bar above the workbench: what is shown, the buttons that run it, and how far it is. */
public final class TopBar {
    /** In a narrower window some buttons have their signs only. */
    private static final double ROOM_FOR_SWEEP = 1240;

    private final Desk desk;
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

    TopBar(Desk desk) {
        this.desk = desk;
    }

    @FXML
    private void initialize() {
        // A disabled button hears no pointer, so the place around it carries the tip.
        Tooltip.install(runPlace, runTip);
        step.setTooltip(new Tooltip(Commands.STEP.tip(desk)));
        stop.setTooltip(new Tooltip(Commands.STOP.tip(desk)));
        open.setTooltip(new Tooltip(Commands.OPEN.tip(desk)));
        pin.setTooltip(new Tooltip(Commands.PIN.tip(desk)));
        sweep.setTooltip(new Tooltip(Commands.SWEEP.tip(desk)));
        desk.ties().add(desk.sweeps().revision().subscribe(revision -> showSweep()));
        root.widthProperty().addListener((width, before, now) -> showSweep());
        desk.ties().add(desk.model().phaseProperty().subscribe(phase -> showButtons()));
        desk.ties().add(desk.draft().sheetProperty().subscribe(sheet -> {
            showButtons();
            showTitle();
        }));
        desk.ties().add(desk.model().factsProperty().subscribe(facts -> showTitle()));
        desk.ties().add(desk.model().revision().subscribe(revision -> {
            showProgress();
            showPin();
        }));
        desk.ties().add(desk.model().pinnedProperty().subscribe(pinned -> pin.setSelected(pinned.isPresent())));
        desk.ties().add(desk.screen().device().subscribe(this::showDevice));
    }

    /** The bar without what a class need not see, and with a way out at its end. */
    Parent reduced(Button leave) {
        root.getChildren().removeAll(pin, open, device);
        root.getChildren().add(leave);
        return root;
    }

    private void showDevice(String name) {
        device.setText(SetupSummary.device(desk, name));
        device.setAccessibleText(desk.say("ui.device.accessible", device.getText()));
    }

    private void showTitle() {
        boolean running = desk.model().phase().active() || desk.model().phase().over();
        RunFacts facts =
                running ? desk.model().factsProperty().get() : desk.control().draftFacts();
        title.setText(facts.name().isEmpty() ? desk.say("ui.app") : facts.name());
        StringBuilder below = new StringBuilder(facts.data());
        for (String part :
                new String[] {facts.method(), facts.seed().isEmpty() ? "" : desk.say("ui.seed.value", facts.seed())}) {
            if (!part.isEmpty()) {
                below.append(below.isEmpty() ? "" : " \u00b7 ").append(part);
            }
        }
        subtitle.setText(below.isEmpty() ? desk.say("ui.phase.empty.long") : below.toString());
    }

    private void showButtons() {
        Phase phase = desk.model().phase();
        chip.setText(desk.say(phase.key()));
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
        run.setText(desk.say(key));
        ((FontIcon) run.getGraphic()).setIconLiteral(icon);
        boolean can = desk.control().canPress();
        // A button that is disabled hands its focus on, and the next Space would stop the run.
        run.setDisable(!can && !phase.active());
        run.getStyleClass().remove("waiting");
        if (!can && phase.active()) {
            run.getStyleClass().add("waiting");
        }
        Optional<String> reason = can || phase.active() ? Optional.empty() : firstProblem();
        runTip.setText(reason.orElse(Commands.RUN.tip(desk)));
        run.setAccessibleText(run.getText() + ", " + desk.say(phase.key())
                + reason.map(said -> ", " + said).orElse(""));
        step.setDisable(phase != Phase.PAUSED);
        stop.setDisable(!desk.control().canStop());
        showPin();
        open.setDisable(phase.active());
    }

    private void showPin() {
        pin.setDisable(!desk.control().canPin());
    }

    /** Why nothing can be run, if something is wrong with the setup. */
    private Optional<String> firstProblem() {
        return desk.draft().sheet().problems().stream()
                .findFirst()
                .map(problem -> desk.surroundings().words().say(problem.said()));
    }

    private void showProgress() {
        RunModel model = desk.model();
        boolean on = model.rounds() > 0 && model.phase() != Phase.READY;
        progressBox.setVisible(on);
        if (!on) {
            return;
        }
        round.setText(desk.say("ui.round", model.round()));
        ofRounds.setText(desk.say("ui.round.of", model.rounds()));
        progress.setProgress(model.phase() == Phase.LOADING ? -1 : (double) model.round() / model.rounds());
        progress.setAccessibleText(desk.say("ui.round.accessible", model.round(), model.rounds()));
        double seconds = model.secondsLeft();
        boolean known = model.phase().active() && !Double.isNaN(seconds);
        String elapsed = desk.say("ui.time.took", desk.surroundings().figures().duration(model.seconds()));
        left.setText(
                known
                        ? desk.say("ui.time.left", desk.surroundings().figures().remaining(seconds))
                        : model.phase().over() ? elapsed : "");
    }

    @FXML
    private void run() {
        desk.control().primary();
    }

    @FXML
    private void step() {
        desk.control().step();
    }

    @FXML
    private void stop() {
        desk.control().stop();
    }

    @FXML
    private void pin() {
        desk.control().pin();
        pin.setSelected(desk.model().pinnedProperty().get().isPresent());
    }

    @FXML
    private void sweep() {
        desk.screen().dialog().set(DialogKind.SWEEP);
    }

    private void showSweep() {
        String said = desk.sweeps()
                .current()
                .map(job -> desk.say("ui.sweep.button.on", job.done(), job.size()))
                .orElse(desk.say("ui.sweep.button"));
        boolean narrow = root.getWidth() > 0 && root.getWidth() < ROOM_FOR_SWEEP;
        sweep.setText(narrow ? "" : said);
        pin.setText(narrow ? "" : desk.say("ui.pin"));
        pin.setAccessibleText(desk.say("ui.pin"));
        sweep.setAccessibleText(said);
    }

    @FXML
    private void open() {
        new RunChooser(desk, open).show();
    }
}
