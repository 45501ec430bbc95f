package org.fedlens.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.fedlens.experiment.Runs;
import org.fedlens.experiment.SceneOrder;
import org.fedlens.experiment.ScenePredictions;
import org.fedlens.experiment.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

@Tag("window")
class PredictionsViewTest {
    @TempDir
    private static Path folder;

    private final FxRobot robot = new FxRobot();
    private Workplace workplace;
    private MainWindow window;

    @BeforeAll
    static void run() throws Exception {
        System.setProperty("headless.geometry", "1600x1000-32");
        Map<String, Object> brief = Map.of("training.rounds", 2, "evaluation.clients", false);
        Runs.play(Runs.small("FedAvg-BackCE", brief), folder.resolve("runs/back"), 2);
        Runs.play(Runs.small("FedAvg-OHEM", brief), folder.resolve("runs/plain"), 2);
    }

    private PredictionModel open(Path runs, boolean dark, String language) throws Exception {
        Stage stage = FxToolkit.registerPrimaryStage();
        AppSettings settings = new AppSettings(1440, 900, 320, dark, language, true, 2);
        FxToolkit.setupFixture(() -> {
            workplace = new Workplace(settings, workers -> new LocalEngine(runs, workers, folder.resolve("home")));
            window = new MainWindow(workplace);
            window.show(stage, settings);
            workplace.open();
        });
        robot.clickOn("#tab-predictions");
        PredictionModel model = workplace.desk().predictions();
        Looks.until(() -> model.listed().get());
        return model;
    }

    private SceneModel scenes(boolean dark, String language) throws Exception {
        PredictionModel model = open(folder.resolve("runs"), dark, language);
        PredictionModel.Tried back = model.runs().get().stream()
                .filter(run -> run.run().folder().endsWith("back"))
                .findFirst()
                .orElseThrow();
        robot.interact(() -> model.choose(back));
        Looks.until(() -> model.scenes().first().result().isPresent()
                && robot.lookup("#scene-row-0").query().isVisible());
        return model.scenes();
    }

    @AfterEach
    void close() throws Exception {
        workplace.close();
        FxToolkit.cleanupStages();
    }

    @Test
    void scenes_are_ordered_and_compared_with_another_run() throws Exception {
        SceneModel scenes = scenes(false, "en");
        ScenePredictions found = scenes.first().result().orElseThrow();
        assertEquals(2, found.round());
        assertEquals(6, found.count());
        assertTrue(found.confusion().total() > 5 * 32 * 48);
        int[] worst = scenes.page();
        assertArrayEquals(Arrays.copyOf(SceneOrder.WORST.of(found.ious()), 4), worst);
        robot.interact(() -> robot.lookup("#scene-order")
                .<ComboBox<?>>query()
                .getSelectionModel()
                .select(2));
        assertArrayEquals(new int[] {0, 1, 2, 3}, scenes.page());
        robot.clickOn("#scenes-after");
        assertArrayEquals(new int[] {4, 5}, scenes.page());
        assertEquals(
                found.classes().size(),
                robot.lookup("#iou-bars").queryAs(VBox.class).getChildren().size());
        ComboBox<?> compare = robot.lookup("#compare-run").query();
        assertEquals(2, compare.getItems().size());
        robot.interact(() -> compare.getSelectionModel().select(1));
        Looks.until(scenes::comparable);
        robot.clickOn("#scene-wipe");
        Label right = robot.lookup("#wipe-right").queryAs(Label.class);
        Looks.until(() ->
                right.getText().equals("plain") && robot.lookup("#wipe").query().isVisible());
        WipeView wipe = robot.lookup("#wipe").queryAs(WipeView.class);
        robot.interact(wipe::requestFocus);
        robot.push(KeyCode.HOME).push(KeyCode.PAGE_UP).push(KeyCode.RIGHT);
        assertEquals(0.11, wipe.wipe().get().share(), 1e-9);
        assertTrue(wipe.getAccessibleText().contains("11"));
        robot.clickOn(wipe);
        assertEquals(0.5, wipe.wipe().get().share(), 0.02);
        Looks.shoot(window.scene(), "predictions-wipe");
    }

    @Test
    void the_model_says_the_same_as_when_it_was_evaluated() throws Exception {
        SceneModel scenes = scenes(true, "en");
        ScenePredictions found = scenes.first().result().orElseThrow();
        double told = Files.readAllLines(folder.resolve("runs/back/metrics.csv")).stream()
                .filter(line -> line.startsWith("2,global,miou,"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(',') + 1)))
                .findFirst()
                .orElseThrow();
        assertEquals(told, found.confusion().meanIou(), 1e-8);
    }

    @Test
    void bars_follow_the_rounds_and_what_a_client_never_saw_is_marked() throws Exception {
        SceneModel scenes = scenes(false, "en");
        ScenePredictions found = scenes.first().result().orElseThrow();
        assertEquals(List.of(0, 1, 2), found.rounds().rounds());
        String last = mean();
        Slider slider = robot.lookup("#iou-rounds").query();
        assertEquals(2, slider.getValue());
        robot.interact(slider::requestFocus);
        robot.push(KeyCode.LEFT).push(KeyCode.LEFT);
        assertEquals(0, scenes.round().get());
        double first = Files.readAllLines(folder.resolve("runs/back/metrics.csv")).stream()
                .filter(line -> line.startsWith("0,global,miou,"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(',') + 1)))
                .findFirst()
                .orElseThrow();
        assertEquals(first, found.rounds().mean(0), 1e-8);
        assertNotEquals(last, mean());
        robot.clickOn("#play-ious");
        Looks.until(() -> scenes.round().get() == 2);
        assertEquals(last, mean());
        robot.interact(() -> robot.lookup("#unseen-client")
                .<ComboBox<?>>query()
                .getSelectionModel()
                .select(4));
        assertEquals(3, scenes.client().get());
        // One of the eleven classes is its own.
        assertEquals(10, robot.lookup("#iou-bars .unseen").queryAll().size());
        Looks.shoot(window.scene(), "predictions-unseen");
    }

    private String mean() {
        return robot.lookup("#mean-iou").queryAs(Label.class).getText();
    }

    @Test
    void two_clients_label_one_scene_differently() throws Exception {
        SceneModel scenes = scenes(false, "en");
        var conflict = scenes.first().result().orElseThrow().conflict(0).orElseThrow();
        assertNotEquals(conflict.heldClasses(), conflict.seenClasses());
        for (int i = 0; i < conflict.truth().length; i++) {
            int held = conflict.held()[i] & 0xFF;
            int seen = conflict.seen()[i] & 0xFF;
            assertTrue(held == 255 || conflict.held()[i] == conflict.truth()[i]);
            assertTrue(seen == 255 || conflict.seen()[i] == conflict.truth()[i]);
        }
        Looks.until(
                () -> robot.lookup("#conflict-card .masked-picture").queryAll().size() == 3);
    }

    @Test
    void every_label_fits_in_both_themes_and_languages() throws Exception {
        for (boolean dark : new boolean[] {false, true}) {
            String language = dark ? "zh-CN" : "en";
            SceneModel scenes = scenes(dark, language);
            Looks.until(() ->
                    robot.lookup("#conflict-card .masked-picture").queryAll().size() == 3);
            robot.interact(() -> robot.lookup("#compare-run")
                    .<ComboBox<?>>query()
                    .getSelectionModel()
                    .select(1));
            Looks.until(scenes::comparable);
            Thread.sleep(200);
            Looks.shoot(window.scene(), "predictions-" + (dark ? "dark" : "light") + "-" + language.substring(0, 2));
            assertEquals(List.of(), Looks.cut(window.scene()), language);
            robot.clickOn("#scene-errors");
            assertTrue(scenes.errors().get());
            close();
        }
        PredictionModel model = open(folder.resolve("none"), false, "en");
        assertEquals(List.of(), model.runs().get());
        assertTrue(robot.lookup("#no-predictions").query().isVisible());
        assertEquals(List.of(), Looks.cut(window.scene()));
    }

    @Test
    void only_tasks_that_some_run_has_are_offered() throws Exception {
        PredictionModel model = open(folder.resolve("runs"), false, "en");
        assertEquals(Task.SCENES, Task.of(folder.resolve("runs/back")).orElseThrow());
        assertEquals(2, model.runs().get().size());
        HBox tasks = (HBox) robot.lookup("#task-scenes").query().getParent();
        assertEquals(1, tasks.getChildren().size());
    }
}
