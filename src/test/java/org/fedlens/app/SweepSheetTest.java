package org.fedlens.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.fedlens.experiment.execution.SweepPlay;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.service.query.NodeQuery;

@Tag("window")
class SweepSheetTest {
    @TempDir
    private Path folder;

    private final FxRobot robot = new FxRobot();
    private Workplace workplace;
    private MainWindow window;
    private Desk desk;

    @BeforeAll
    static void giveTheHeadlessScreenRoom() {
        System.setProperty("headless.geometry", "1600x1000-32");
    }

    private void open(boolean dark, String language, int rounds) throws Exception {
        Stage stage = FxToolkit.registerPrimaryStage();
        AppSettings settings = new AppSettings(1440, 900, 320, dark, language, true, 2);
        FxToolkit.setupFixture(() -> {
            workplace = new Workplace(
                    settings, workers -> new LocalEngine(folder.resolve("runs"), workers, folder.resolve("home")));
            window = new MainWindow(workplace);
            window.show(stage, settings);
            workplace.open();
        });
        desk = workplace.desk();
        Looks.until(() -> desk.control().canStart());
        robot.interact(() -> {
            desk.draft().set("data.source", "digits-8x8");
            desk.draft().set("data.train", 120);
            desk.draft().set("data.test", 60);
            desk.draft().set("partition.scheme", "iid");
            desk.draft().set("partition.clients", 3);
            desk.draft().set("training.rounds", rounds);
        });
        Looks.until(() -> desk.draft().sheet().number("training.rounds", 0) == rounds
                && desk.control().canStart());
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.R);
        Looks.until(() -> desk.sweepDraft().plan().get().isPresent());
    }

    @AfterEach
    void close() throws Exception {
        workplace.close();
        FxToolkit.cleanupStages();
    }

    private SweepJob job() {
        return desk.sweeps().jobs().get(0);
    }

    private NodeQuery field() {
        return robot.lookup((Node node) -> "add-training.batch".equals(node.getId()));
    }

    private String text(String query) {
        return robot.lookup(query).queryAs(Label.class).getText();
    }

    @Test
    void a_sweep_is_put_together_played_and_tabulated_and_what_fails_does_not_stop_the_rest() throws Exception {
        open(false, "en", 2);
        robot.interact(() -> {
            desk.sweepDraft().seeds().set(2);
            desk.sweepDraft().set("algorithm.name", List.of("FedAvg", "Bulyan"));
        });
        Looks.until(() -> text("#sweep-runs").equals("4 runs"));
        Looks.until(() -> !text("#sweep-time").equals("\u2013"));
        assertEquals(List.of(), Looks.cut(window.scene()));
        Looks.shoot(window.scene(), "sweep-plan");
        robot.clickOn("#sweep-queue");
        Looks.until(() -> !desk.sweeps().jobs().isEmpty() && job().phase() == SweepJob.Phase.OVER);
        assertEquals(
                List.of(
                        Optional.of(SweepPlay.State.FINISHED),
                        Optional.of(SweepPlay.State.FAILED),
                        Optional.of(SweepPlay.State.FINISHED),
                        Optional.of(SweepPlay.State.FAILED)),
                job().states());
        assertEquals("Done: 4 of 4 runs, 2 failed", text("#sweep-state"));
        Looks.until(() ->
                job().table().isPresent() && job().table().get().lines().get(0).finished() == 2);
        TableView<?> table = robot.lookup("#sweep-table").queryTableView();
        assertEquals(2, table.getItems().size());
        assertTrue(job().table().get().lines().get(0).cells().get(0).endsWith("(2)"));
        assertTrue(robot.lookup("#sweep-failures").queryParent().getChildrenUnmodifiable().stream()
                .anyMatch(line -> ((Label) line).getText().startsWith("Bulyan, seed 1: ")));
        Looks.shoot(window.scene(), "sweep-queue");
        assertEquals(List.of(), Looks.cut(window.scene()));
        Path csv = folder.resolve("out.csv");
        Path markdown = folder.resolve("out.md");
        robot.interact(() -> {
            desk.sweeps().export(job().table().get(), csv);
            desk.sweeps().export(job().table().get(), markdown);
        });
        Looks.until(() -> Files.exists(csv) && Files.exists(markdown));
        Looks.until(() -> desk.model().log().stream()
                .anyMatch(line -> line.text().values().contains(markdown.toString())));
        assertTrue(Files.readString(csv).startsWith("case,runs,diverged,missing,accuracy mean"));
        assertTrue(Files.readString(markdown).contains("| FedAvg |"));
        assertFalse(robot.lookup("#sweep-retry").queryAs(Button.class).isDisabled());
        robot.clickOn("#sweep-retry");
        Looks.until(() -> job().phase() == SweepJob.Phase.OVER && job().failed() == 2);
    }

    @Test
    void a_paused_sweep_goes_on_in_another_window_and_finds_what_it_has() throws Exception {
        open(true, "zh-CN", 12);
        Looks.until(() -> desk.sweepDraft().plan().get().isPresent());
        assertEquals(List.of(), Looks.cut(window.scene()));
        robot.clickOn("#sweep-queue");
        Looks.until(() -> !desk.sweeps().jobs().isEmpty() && job().done() == 1);
        robot.clickOn("#sweep-toggle");
        Looks.until(() -> job().phase() == SweepJob.Phase.PAUSED);
        int done = job().done();
        assertTrue(done >= 1 && done < 3, String.valueOf(done));
        Thread.sleep(300);
        assertEquals(List.of(), Looks.cut(window.scene()));
        Looks.shoot(window.scene(), "sweep-paused-dark-zh");
        close();
        open(false, "en", 12);
        Looks.until(() -> !desk.sweeps().jobs().isEmpty());
        assertEquals(SweepJob.Phase.PAUSED, job().phase());
        assertEquals(done, job().done());
        Looks.until(
                () -> desk.sweepDraft().plan().get().map(SweepDraft.Plan::left).equals(Optional.of(3 - done)));
        robot.interact(() -> desk.sweeps().resume(job()));
        Looks.until(() -> job().phase() == SweepJob.Phase.OVER);
        assertEquals(0, job().failed());
        Looks.until(() -> job().table().isPresent());
        Looks.until(() -> job().table().get().lines().get(0).finished() == 3);
    }

    @Test
    void values_are_typed_as_a_range_and_what_is_wrong_is_said() throws Exception {
        open(false, "en", 2);
        robot.interact(() -> desk.sweepDraft().set("training.batch", List.of("16")));
        Looks.until(() -> field().tryQuery().isPresent());
        TextField typed = field().queryAs(TextField.class);
        robot.interact(() -> {
            typed.setText("8 : 32 : 3");
            typed.fireEvent(new ActionEvent());
        });
        assertEquals(
                List.of("16", "8", "20", "32"),
                desk.sweepDraft().factors().get().get(1).values());
        Looks.until(() -> text("#sweep-runs").equals("12 runs"));
        robot.interact(() -> desk.sweepDraft().set("training.batch", List.of("many")));
        Looks.until(() -> desk.sweepDraft().problem().get().isPresent());
        assertTrue(text("#sweep-problem").startsWith("many is not a number."), text("#sweep-problem"));
        assertTrue(robot.lookup("#sweep-queue").queryAs(Button.class).isDisabled());
        Path file = Path.of("sample-data/sweeps/unequal-steps.yaml").toAbsolutePath();
        robot.interact(() -> desk.sweepDraft().open(file));
        Looks.until(() -> desk.sweepDraft().file().get().isPresent()
                && desk.sweepDraft().plan().get().isPresent());
        assertTrue(text("#sweep-runs").endsWith(" runs"));
        robot.push(KeyCode.ESCAPE);
        assertEquals(Dialog.NONE, desk.screen().dialog().get());
    }
}
