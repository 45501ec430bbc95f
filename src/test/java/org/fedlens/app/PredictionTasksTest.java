package org.fedlens.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.fedlens.experiment.ClassPredictions;
import org.fedlens.experiment.ExperimentFile;
import org.fedlens.experiment.PeoplePredictions;
import org.fedlens.experiment.Runs;
import org.fedlens.experiment.SceneOrder;
import org.fedlens.experiment.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

@Tag("window")
class PredictionTasksTest {
    private static final String PEOPLE =
            """
            fedlens: 1
            name: People
            data: {source: people, height: 32, width: 16}
            partition: {scheme: site, clients: 4}
            model: {name: small-resnet, channels: 4}
            algorithm: {name: FedUReID, mergeShare: 0.1, phases: 2, firstEpochs: 1}
            training: {rounds: 2, localEpochs: 1, batch: 16}
            evaluation: {embedEvery: 0}
            """;

    @TempDir
    private static Path folder;

    private final FxRobot robot = new FxRobot();
    private Workplace workplace;
    private MainWindow window;

    @BeforeAll
    static void run() throws Exception {
        System.setProperty("headless.geometry", "1600x1000-32");
        Runs.play(Runs.small("FedAvg", Map.of("training.rounds", 1)), folder.resolve("runs/digits"), 2);
        Runs.play(ExperimentFile.require(ExperimentFile.parse(PEOPLE, "people")), folder.resolve("runs/people"), 2);
    }

    private PredictionModel open(Task task, boolean dark, String language) throws Exception {
        Stage stage = FxToolkit.registerPrimaryStage();
        AppSettings settings = new AppSettings(1440, 900, 320, dark, language, true, 2);
        FxToolkit.setupFixture(() -> {
            workplace = new Workplace(
                    settings, workers -> new LocalEngine(folder.resolve("runs"), workers, folder.resolve("home")));
            window = new MainWindow(workplace);
            window.show(stage, settings);
            workplace.open();
        });
        robot.clickOn("#tab-predictions");
        PredictionModel model = workplace.desk().predictions();
        Looks.until(() -> model.runs().get().size() == 2);
        robot.clickOn("#task-" + task.name().toLowerCase(Locale.ROOT));
        Looks.until(
                () -> model.trial().filter(trial -> trial.result().isPresent()).isPresent());
        return model;
    }

    @AfterEach
    void close() throws Exception {
        workplace.close();
        FxToolkit.cleanupStages();
    }

    private static double told(String run, String row) throws Exception {
        return Files.readAllLines(folder.resolve(run).resolve("metrics.csv")).stream()
                .filter(line -> line.startsWith(row))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(',') + 1)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_cell_of_the_matrix_shows_its_images_the_surest_first() throws Exception {
        PredictionModel model = open(Task.CLASSES, false, "en");
        ClassPredictions found = model.classes().trial().result().orElseThrow();
        assertEquals(120, found.confusion().total());
        assertEquals(
                told("runs/digits", "1,global,accuracy,"), found.confusion().accuracy(), 1e-8);
        robot.interact(() -> robot.lookup("#confusion").query().requestFocus());
        robot.push(KeyCode.RIGHT).push(KeyCode.DOWN).push(KeyCode.RIGHT);
        assertEquals(new ClassModel.Cell(1, 1), model.classes().cell().get().orElseThrow());
        int truth = 0;
        int guess = 0;
        for (int cell = 0; cell < 100; cell++) {
            if (found.confusion().count(cell / 10, cell % 10)
                    > found.confusion().count(truth, guess)) {
                truth = cell / 10;
                guess = cell % 10;
            }
        }
        ClassModel.Cell fullest = new ClassModel.Cell(truth, guess);
        int[] images = found.cell(truth, guess);
        double[] sure = Arrays.stream(images)
                .mapToDouble(image -> -found.likely(image).get(0).share())
                .toArray();
        double[] sorted = sure.clone();
        Arrays.sort(sorted);
        assertArrayEquals(sorted, sure);
        robot.interact(() -> model.classes().cell().set(Optional.of(fullest)));
        VBox shown = robot.lookup("#cell-images").queryAs(VBox.class);
        Looks.until(() -> shown.getChildren().size() == images.length);
        robot.clickOn("#matrix-shares");
        assertTrue(model.classes().shares().get());
        Looks.shoot(window.scene(), "predictions-classes");
        assertEquals(List.of(), Looks.cut(window.scene()));
    }

    @Test
    void a_query_is_answered_by_a_ranked_gallery() throws Exception {
        PredictionModel model = open(Task.PEOPLE, true, "zh-CN");
        PeopleModel people = model.people();
        PeoplePredictions found = people.trial().result().orElseThrow();
        assertEquals(4, found.clients().size());
        assertEquals(told("runs/people", "2,client-000,served-map,"), found.meanPrecision(), 1e-6);
        assertEquals(SceneOrder.WORST.of(found.precisions())[0], people.query().get());
        TilePane tiles = robot.lookup("#ranked-gallery").queryAs(TilePane.class);
        Looks.until(() -> tiles.getChildren().size() == 10);
        robot.clickOn("#length-20");
        int twenty = found.ranking(people.query().get(), 20).size();
        Looks.until(() -> tiles.getChildren().size() == twenty);
        List<PeoplePredictions.Ranked> ranked = found.ranking(people.query().get(), 20);
        for (int place = 1; place < ranked.size(); place++) {
            assertTrue(ranked.get(place).near() <= ranked.get(place - 1).near() + 1e-9);
        }
        for (PeoplePredictions.Ranked one : ranked) {
            assertTrue(!one.right()
                    || found.galleryCamera(one.picture())
                            != found.camera(people.query().get()));
        }
        assertEquals(4, found.clusters().size());
        robot.interact(() -> people.client().set(2));
        Looks.until(
                () -> people.trial().result().filter(now -> now.client() == 2).isPresent());
        Thread.sleep(200);
        Looks.shoot(window.scene(), "predictions-people");
        assertEquals(List.of(), Looks.cut(window.scene()));
    }

    @Test
    void a_film_shows_how_the_clusters_of_a_client_came_about() throws Exception {
        PredictionModel model = open(Task.PEOPLE, false, "en");
        FilmModel film = model.people().film();
        Looks.until(() -> film.film().get().isPresent());
        Film first = film.film().get().orElseThrow();
        robot.interact(() -> film.client().set(2));
        Looks.until(() -> film.film().get().filter(now -> now != first).isPresent());
        assertEquals(2, film.film().get().orElseThrow().last());
        assertEquals(2, film.phase());
        robot.interact(() -> robot.lookup("#film").query().requestFocus());
        robot.push(KeyCode.LEFT);
        assertEquals(1, film.phase());
        assertEquals(
                told("runs/people", "2,client-002,cluster-purity,"),
                film.now().orElseThrow().purity(),
                1e-6);
        assertEquals(
                told("runs/people", "2,client-002,clusters,"),
                film.now().orElseThrow().clusters().count());
        assertEquals(
                "After merge 1 of 2", robot.lookup("#film-phase").queryLabeled().getText());
        Label head = robot.lookup("#edge-table .label").nth(0).queryAs(Label.class);
        assertEquals("used", head.getText(), "the table tells of training, the film of what followed");
        robot.push(KeyCode.HOME).push(KeyCode.LEFT);
        assertEquals(
                "Before the merges", robot.lookup("#film-phase").queryLabeled().getText());
        assertEquals(0, film.position().get());
        robot.clickOn("#film-play");
        Looks.until(() -> film.position().get() == 2);
        Film of = film.film().get().orElseThrow();
        robot.interact(() -> film.client().set(3));
        Looks.until(() -> film.film().get().filter(now -> now != of).isPresent());
        assertEquals(24, film.film().get().orElseThrow().story().pictures());
        Looks.shoot(window.scene(), "predictions-film");
        assertEquals(List.of(), Looks.cut(window.scene()));
    }
}
