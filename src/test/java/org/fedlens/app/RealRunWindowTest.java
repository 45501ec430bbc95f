package org.fedlens.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import javafx.stage.Stage;
import org.fedlens.experiment.RunEvent;
import org.fedlens.report.Points;
import org.fedlens.report.XAxis;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The window on the real engine: small runs on the built-in digits, from the click to the curve and back from disk. */
class RealRunWindowTest {
    @TempDir
    Path home;

    private final FxRobot robot = new FxRobot();
    private Workplace workplace;

    @BeforeEach
    void open() throws Exception {
        System.setProperty("headless.geometry", "1600x1000-32");
        Stage stage = FxToolkit.registerPrimaryStage();
        AppSettings settings = new AppSettings(1440, 900, 320, false, "en", true, 2);
        FxToolkit.setupFixture(() -> {
            workplace = new Workplace(settings, workers -> new LocalEngine(home, workers));
            new MainWindow(workplace).show(stage, settings);
            workplace.open();
        });
        until(() -> model().phase() == Phase.READY && !model().clients().isEmpty());
    }

    @AfterEach
    void close() throws Exception {
        workplace.close();
        FxToolkit.cleanupStages();
    }

    private RunModel model() {
        return workplace.desk().model();
    }

    private RunControl control() {
        return workplace.desk().control();
    }

    private static void until(BooleanSupplier met) throws Exception {
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(met::getAsBoolean)
                .get());
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void set(Map<String, Object> values) throws Exception {
        robot.interact(
                () -> values.forEach((path, value) -> workplace.desk().draft().set(path, value)));
        until(() -> workplace.desk().draft().sheet().problems().isEmpty()
                && values.keySet().stream().allMatch(path -> workplace.desk().draft().sheet().entries().stream()
                        .anyMatch(entry -> entry.path().equals(path)))
                && control().canStart());
    }

    private Points accuracy() {
        return model().table().global("accuracy", XAxis.ROUND);
    }

    @Test
    void a_click_on_run_trains_for_real_and_the_run_can_be_opened_again() throws Exception {
        set(Map.of("training.rounds", 3, "data.train", 400));
        robot.clickOn("#run");
        until(() -> model().phase() == Phase.FINISHED);
        assertEquals(4, accuracy().size());
        double last = accuracy().lastY();
        assertTrue(last > 0.2, () -> "better than chance: " + last);

        AtomicReference<List<PastRun>> past = new AtomicReference<>(List.of());
        robot.interact(() -> control().pastRuns(past::set));
        until(() -> !past.get().isEmpty());
        assertEquals(1, past.get().size());
        robot.interact(() -> control().open(past.get().get(0)));
        until(() -> model().phase() == Phase.FINISHED && accuracy().size() == 4);
        assertEquals(last, accuracy().lastY());
    }

    @Test
    void a_step_ends_after_its_round_and_a_stopped_run_goes_on() throws Exception {
        set(Map.of("training.rounds", 8, "data.train", 400));
        robot.interact(() -> control().start());
        until(() -> model().round() >= 1 && model().phase() == Phase.RUNNING);
        robot.interact(() -> control().pause());
        until(() -> model().phase() == Phase.PAUSED);
        int held = accuracy().size();
        robot.interact(() -> control().step());
        until(() -> model().phase() == Phase.PAUSED && accuracy().size() == held + 1);
        robot.interact(() -> control().stop());
        until(() -> model().phase() == Phase.STOPPED);
        assertEquals(RunEvent.Outcome.STOPPED, model().ended().orElseThrow().outcome());

        AtomicReference<List<PastRun>> past = new AtomicReference<>(List.of());
        robot.interact(() -> control().pastRuns(past::set));
        until(() -> !past.get().isEmpty());
        robot.interact(() -> control().resume(past.get().get(0)));
        until(() -> model().phase() == Phase.FINISHED);
        assertEquals(9, accuracy().size());
    }

    @Test
    void a_run_that_diverges_says_who_and_when() throws Exception {
        set(Map.of(
                "training.rounds", 20,
                "data.train", 400,
                "training.optimizer.learningRate", 10,
                "training.optimizer.weightDecay", 1));
        robot.clickOn("#run");
        until(() -> model().phase() == Phase.DIVERGED);
        RunEvent.Ended end = model().ended().orElseThrow();
        assertTrue(end.values().containsKey("client"));
        assertFalse(robot.lookup("#run").query().isDisabled());
    }
}
