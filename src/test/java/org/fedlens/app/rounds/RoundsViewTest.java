package org.fedlens.app.rounds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.stage.Stage;
import org.fedlens.app.engine.LocalEngine;
import org.fedlens.app.engine.Phase;
import org.fedlens.app.shell.AppSettings;
import org.fedlens.app.shell.CompositionRoot;
import org.fedlens.app.shell.Looks;
import org.fedlens.app.shell.MainWindow;
import org.fedlens.app.shell.WindowContext;
import org.fedlens.app.widget.PaintedView;
import org.fedlens.experiment.run.Runs;
import org.fedlens.text.Words;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

@Tag("window")
class RoundsViewTest {
    @TempDir
    private static Path folder;

    private final FxRobot robot = new FxRobot();
    private CompositionRoot workplace;
    private MainWindow window;
    private WindowContext context;

    @BeforeAll
    static void runTwice() throws Exception {
        System.setProperty("headless.geometry", "1600x1000-32");
        Map<String, Object> clock =
                Map.of("system.devices.name", "mixed", "system.compression.name", "top-k", "training.rounds", 6);
        Runs.play(Runs.small("SCAFFOLD", clock), folder.resolve("runs/clock"), 2);
        Map<String, Object> spent = Map.of(
                "training.rounds",
                8,
                "training.sampling.name",
                "poisson",
                "algorithm.budget",
                8.0,
                "training.participation",
                0.5,
                "system.dropOut",
                0.0);
        Runs.play(Runs.small("DP-FedAvg", spent), folder.resolve("runs/private"), 2);
    }

    private void open(String run, boolean dark, String language) throws Exception {
        Stage stage = FxToolkit.registerPrimaryStage();
        AppSettings settings = new AppSettings(1440, 900, 320, dark, language, true, 2);
        FxToolkit.setupFixture(() -> {
            workplace = new CompositionRoot(
                    settings, workers -> new LocalEngine(folder.resolve("runs"), workers, folder.resolve("home")));
            window = new MainWindow(workplace);
            window.show(stage, settings);
            workplace.open();
        });
        context = workplace.window();
        Looks.until(() -> context.actions().canStart());
        robot.interact(() -> context.actions().pastRuns(runs -> runs.stream()
                .filter(past -> past.folder().endsWith(run))
                .forEach(past -> context.actions().open(past))));
        Looks.until(() -> context.run().phase() == Phase.FINISHED);
    }

    @AfterEach
    void close() throws Exception {
        workplace.close();
        FxToolkit.cleanupStages();
    }

    private boolean painted(String id) {
        return robot.lookup(id).queryAs(PaintedView.class).painted();
    }

    private boolean says(String said) {
        return robot.lookup((Node node) -> node instanceof Label label && said.equals(label.getText()))
                .tryQuery()
                .isPresent();
    }

    @Test
    void rounds_of_a_run_on_disk_are_drawn_counted_and_put_into_words() throws Exception {
        open("clock", false, "en");
        robot.clickOn("#tab-rounds");
        Looks.until(() -> painted("#gantt") && painted("#drift") && painted("#cosine"));
        assertEquals(
                "Round 6 of 6",
                robot.lookup("#shown-round").queryAs(Label.class).getText());
        assertTrue(says("simulated seconds, up to five rounds"));
        assertTrue(says("Besides, under the name control, as many numbers again as there are weights."));
        assertTrue(says("Only a shortened form of the change travels: Top-k."));
        String packed = robot.lookup("#cost-saying").queryAs(Label.class).getText();
        assertTrue(packed.startsWith("Uploads travel ") && packed.endsWith(" times shorter than they are."), packed);
        robot.interact(() -> context.run().selectedProperty().set(0));
        robot.clickOn("#round-previous");
        assertEquals(
                "Round 5 of 6",
                robot.lookup("#shown-round").queryAs(Label.class).getText());
        Thread.sleep(400);
        assertEquals(List.of(), Looks.cut(window.scene()));
        Looks.shoot(window.scene(), "rounds");
        robot.clickOn("#gantt");
        int chosen = context.run().selectedProperty().get();
        assertTrue(chosen >= 0);
        Looks.until(() ->
                robot.lookup("#client-sent").queryAs(Label.class).getText().contains("Client " + Words.client(chosen)));
    }

    @Test
    void a_privacy_budget_that_ended_the_run_is_said_and_drawn() throws Exception {
        open("private", true, "zh-CN");
        int rounds = context.run().round();
        assertTrue(rounds < 8);
        assertTrue(says("隐私预算 8 在第 " + rounds + " 轮后用完。"));
        Looks.shoot(window.scene(), "budget-spent-dark-zh");
        robot.clickOn("#tab-rounds");
        Looks.until(() -> painted("#gantt"));
        ProgressBar spent = robot.lookup("#epsilon-spent").queryAs(ProgressBar.class);
        assertTrue(spent.isVisible() && spent.getProgress() > 0.5 && spent.getProgress() <= 1);
        assertTrue(says("本机秒数，最多五轮"));
        Thread.sleep(400);
        assertEquals(List.of(), Looks.cut(window.scene()));
        Looks.shoot(window.scene(), "rounds-dark-zh");
    }

    @Test
    void a_run_that_is_on_is_followed_round_by_round() throws Exception {
        open("clock", false, "en");
        robot.interact(() -> {
            context.draft().set("training.rounds", 3);
            context.draft().set("system.devices.name", "none");
        });
        Looks.until(() -> context.draft().sheet().number("training.rounds", 0) == 3
                && context.actions().canStart());
        robot.clickOn("#tab-rounds");
        robot.interact(() -> context.actions().start());
        Looks.until(() -> context.run().phase() == Phase.FINISHED);
        Looks.until(() ->
                robot.lookup("#shown-round").queryAs(Label.class).getText().equals("Round 3 of 3"));
        Looks.until(() -> painted("#gantt") && painted("#drift"));
        assertTrue(says("seconds on this computer, up to five rounds"));
    }
}
