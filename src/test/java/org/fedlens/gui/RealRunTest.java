package org.fedlens.gui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import org.fedlens.app.kit.AppSettings;
import org.fedlens.app.shell.CompositionRoot;
import org.fedlens.app.shell.MainWindow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The window over the real engine, seen and touched as a person would: what labels say, what buttons do. */
@Tag("window")
class RealRunTest {
    private static final int LINE_COLOUR = 0x1B57BE;

    private final FxRobot robot = new FxRobot();

    @TempDir
    Path folder;

    private CompositionRoot workplace;

    @BeforeAll
    static void giveTheHeadlessScreenRoom() {
        System.setProperty("headless.geometry", "1600x1000-32");
    }

    @AfterEach
    void close() throws Exception {
        workplace.close();
        FxToolkit.cleanupStages();
    }

    private void open(int rounds, String rates) throws Exception {
        Stage stage = FxToolkit.registerPrimaryStage();
        AppSettings settings = new AppSettings(1440, 900, 320, false, "en", true, 2);
        FxToolkit.setupFixture(() -> {
            workplace = new CompositionRoot(settings, workers -> SmallRuns.of(folder, rounds, rates));
            new MainWindow(workplace).show(stage, settings);
            workplace.open();
        });
        untilChip("Ready");
        until(() -> !robot.lookup("#run").query().isDisabled());
    }

    private static void until(BooleanSupplier met) throws Exception {
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(met::getAsBoolean)
                .get());
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void untilChip(String said) throws Exception {
        until(() -> text("#chip").equals(said));
    }

    private String text(String query) {
        return robot.lookup(query).<Labeled>query().getText();
    }

    private int round() {
        return Integer.parseInt(text("#round").replaceAll("\\D", ""));
    }

    private boolean says(Predicate<String> wanted) {
        return robot.lookup((Node node) -> node instanceof Labeled labeled
                        && labeled.isVisible()
                        && labeled.getText() != null
                        && wanted.test(labeled.getText()))
                .tryQuery()
                .isPresent();
    }

    private static int coloured(Node chart) {
        WritableImage image = WaitForAsyncUtils.waitForAsyncFx(5000, () -> chart.snapshot(null, null));
        PixelReader pixels = image.getPixelReader();
        int found = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                found += (pixels.getArgb(x, y) & 0xFFFFFF) == LINE_COLOUR ? 1 : 0;
            }
        }
        return found;
    }

    private void untilCurve() throws Exception {
        Node chart = robot.lookup("#accuracy-chart").query();
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> coloured(chart) > 100);
    }

    @Test
    void run_leads_to_a_curve_and_the_run_on_disk_replays_to_the_same_accuracy() throws Exception {
        open(4, "learningRate: 0.05");
        robot.clickOn("#run");
        untilChip("Finished");
        assertEquals(4, round());
        assertTrue(says(said -> said.startsWith("Finished 4 rounds")), "the green note");
        untilCurve();
        String accuracy = text("#key-figure");
        assertTrue(accuracy.endsWith("%"), accuracy);

        close();
        open(9, "learningRate: 0.01");
        assertFalse(text("#key-figure").equals(accuracy), "nothing is shown yet");
        choose(KeyCode.ENTER);
        untilChip("Finished");
        assertEquals(4, round());
        assertEquals(accuracy, text("#key-figure"));
        untilCurve();
    }

    /** Opens the list of runs and presses a key on the first. */
    private void choose(KeyCode key) throws Exception {
        robot.clickOn("#open");
        until(() -> !list().getItems().isEmpty());
        robot.type(key);
    }

    private ListView<?> list() {
        return robot.lookup(".run-list").query();
    }

    @Test
    void pause_holds_the_run_step_gives_one_round_and_resume_ends_it() throws Exception {
        open(40, "learningRate: 0.05");
        robot.clickOn("#run");
        until(() -> text("#chip").equals("Running"));
        robot.clickOn("#run");
        untilChip("Paused");
        int held = round();
        assertTrue(held < 40, "paused before the end");
        assertEquals("Resume", text("#run"));

        robot.clickOn("#step");
        until(() -> text("#chip").equals("Paused") && round() == held + 1);

        robot.clickOn("#run");
        untilChip("Finished");
        assertEquals(40, round());
    }

    @Test
    void a_stopped_run_says_where_and_can_be_resumed() throws Exception {
        open(30, "learningRate: 0.05");
        robot.clickOn("#run");
        until(() -> text("#chip").equals("Running") && round() >= 1);
        robot.clickOn("#stop");
        untilChip("Stopped");
        int held = round();
        assertTrue(says(("Stopped at round " + held)::equals), "the note names round " + held);

        robot.clickOn("#open");
        until(() -> !list().getItems().isEmpty());
        robot.clickOn("#open-resume");
        until(() -> text("#chip").equals("Running") && round() > held);
        robot.clickOn("#stop");
        untilChip("Stopped");
        assertTrue(round() > held);
    }

    @Test
    void a_stopped_run_can_be_discarded_had_back_and_gone_on_with_from_its_note() throws Exception {
        open(30, "learningRate: 0.05");
        robot.clickOn("#run");
        until(() -> text("#chip").equals("Running") && round() >= 1);
        robot.clickOn("#stop");
        untilChip("Stopped");
        int held = round();

        robot.clickOn("#note-discard");
        until(() -> says(said -> said.startsWith("Discarded.")));
        assertEquals(List.of(), runs(), "nothing is left among the runs");
        assertTrue(text("#key-figure").endsWith("%"), "the curves stay");

        robot.clickOn("#note-undo");
        until(() -> robot.lookup("#note-resume").tryQuery().isPresent());
        assertEquals(List.of("small-seed-1"), runs());
        robot.clickOn("#note-resume");
        until(() -> text("#chip").equals("Running") && round() > held);
        robot.clickOn("#stop");
        untilChip("Stopped");
    }

    private List<String> runs() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(run -> run.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void a_run_that_diverges_names_client_and_round_and_offers_to_mend_the_rate() throws Exception {
        open(5, "learningRate: 10, weightDecay: 1");
        robot.clickOn("#run");
        untilChip("Diverged");
        assertTrue(says(said -> said.matches("The loss of client \\d+ became NaN in round \\d+\\..*")), "who and when");
        robot.clickOn("Set 1");
        until(() -> workplaceSays("training.optimizer.learningRate", "1"));
        assertEquals("Run again", text("#run"));
    }

    private boolean workplaceSays(String path, String value) {
        return robot.lookup("#field-" + path.replace('.', '-'))
                .<TextField>tryQuery()
                .map(field -> field.getText().equals(value))
                .orElseGet(() -> !says(("Set " + value)::equals));
    }

    @Test
    void closing_asks_while_a_run_is_on_and_staying_lets_it_go_on() throws Exception {
        open(30, "learningRate: 0.05");
        robot.clickOn("#run");
        until(() -> text("#chip").equals("Running") && round() >= 1);
        Window window = robot.lookup("#run").query().getScene().getWindow();
        Platform.runLater(() -> window.fireEvent(new WindowEvent(window, WindowEvent.WINDOW_CLOSE_REQUEST)));
        until(() -> says("Stay"::equals));
        robot.clickOn("Stay");
        until(() -> !says("Stay"::equals));
        assertTrue(window.isShowing());
        assertEquals("Running", text("#chip"));
        robot.clickOn("#stop");
        untilChip("Stopped");
    }

    @Test
    void a_client_left_out_by_a_right_click_is_drawn_no_more_until_it_is_taken_back() throws Exception {
        open(3, "learningRate: 0.05");
        rightClick("#client-1");
        robot.clickOn("Leave out from the next round");
        until(() -> !robot.lookup("#run").query().isDisabled());
        robot.clickOn("#run");
        untilChip("Finished");
        String events = Files.readString(folder.resolve(runs().get(0)).resolve("events.jsonl"));
        assertTrue(events.contains("\"cohort\":[0,2,3]"), "three of four take part");
        assertFalse(events.contains("\"cohort\":[0,1,2,3]"), "never all of them");
        rightClick("#client-1");
        until(() -> says("Take back in"::equals)
                || robot.lookup("#client-leave").tryQuery().isPresent());
    }

    /** The headless screen makes no menu requests of its own. */
    private void rightClick(String query) {
        Node node = robot.lookup(query).query();
        var at = WaitForAsyncUtils.waitForAsyncFx(5000, () -> node.localToScreen(node.getBoundsInLocal()));
        double x = at.getCenterX();
        double y = at.getCenterY();
        robot.interact(() ->
                node.fireEvent(new ContextMenuEvent(ContextMenuEvent.CONTEXT_MENU_REQUESTED, 5, 5, x, y, false, null)));
    }
}
