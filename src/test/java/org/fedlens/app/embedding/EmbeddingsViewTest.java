package org.fedlens.app.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlantafx.base.theme.Styles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.TilePane;
import javafx.stage.Stage;
import org.fedlens.app.engine.LocalEngine;
import org.fedlens.app.engine.Phase;
import org.fedlens.app.shell.AppSettings;
import org.fedlens.app.shell.CompositionRoot;
import org.fedlens.app.shell.Looks;
import org.fedlens.app.shell.MainWindow;
import org.fedlens.app.shell.WindowParts;
import org.fedlens.embedding.Projection;
import org.fedlens.experiment.run.Runs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

@Tag("window")
class EmbeddingsViewTest {
    @TempDir
    private static Path folder;

    private final FxRobot robot = new FxRobot();
    private CompositionRoot workplace;
    private MainWindow window;

    @BeforeAll
    static void runTwice() throws Exception {
        System.setProperty("headless.geometry", "1600x1000-32");
        Map<String, Object> kept =
                Map.of("evaluation.embedEvery", 1, "evaluation.embedPoints", 120, "training.localEpochs", 3);
        Runs.play(Runs.small("FedAvg", kept), folder.resolve("runs/one"), 2);
        Runs.play(Runs.small("FedProx", kept), folder.resolve("runs/two"), 2);
        Runs.play(
                Runs.small("FedBUC", Map.of("evaluation.embedEvery", 1, "evaluation.embedPoints", 120)),
                folder.resolve("alone/clusters"),
                2);
        Runs.play(
                Runs.small("FedAvg-BackCE", Map.of("evaluation.embedEvery", 1, "evaluation.embedPoints", 330)),
                folder.resolve("pixels/back"),
                2);
    }

    private EmbeddingModel open(Path runs, boolean dark, String language) throws Exception {
        Stage stage = FxToolkit.registerPrimaryStage();
        AppSettings settings = new AppSettings(1440, 900, 320, dark, language, true, 2);
        FxToolkit.setupFixture(() -> {
            workplace =
                    new CompositionRoot(settings, workers -> new LocalEngine(runs, workers, folder.resolve("home")));
            window = new MainWindow(workplace);
            window.show(stage, settings);
            workplace.open();
        });
        robot.clickOn("#tab-embeddings");
        EmbeddingModel model = WindowParts.embeddings(workplace.window());
        Looks.until(() -> model.listed().get());
        return model;
    }

    private static boolean laid(EmbeddingSide side) {
        return !side.busy() && side.looks().size() == 4 && side.images().isPresent();
    }

    @AfterEach
    void close() throws Exception {
        workplace.close();
        FxToolkit.cleanupStages();
    }

    @Test
    void rounds_are_laid_out_and_can_be_gone_through_and_saved() throws Exception {
        EmbeddingModel model = open(folder.resolve("runs"), false, "en");
        Looks.until(() -> laid(model.first()));
        assertTrue(robot.lookup("#colour-cluster").query().isDisabled(), "nobody clusters in these runs");
        assertEquals(List.of(0, 1, 2, 3), model.rounds());
        assertEquals(3, model.shownRound());
        assertTrue(model.first().looks().values().stream().allMatch(RoundLayouts.Look::settled));
        assertTrue(model.first().looks().get(3).near()
                > model.first().looks().get(0).near() - 0.2);
        robot.interact(() -> model.step(-1, false));
        assertEquals(2, model.shownRound());
        robot.interact(() -> model.step(2, true));
        assertEquals(0, model.shownRound());
        robot.clickOn("#play-rounds");
        Looks.until(() -> model.shownRound() == 3);
        EmbeddingExport export = new EmbeddingExport(WindowParts.embedding(workplace.window()), model);
        for (EmbeddingExport.Kind kind : EmbeddingExport.Kind.values()) {
            Path file = folder.resolve("saved." + kind.extension());
            robot.interact(() -> export.write(kind, model.first(), file));
            Looks.until(() -> workplace.window().run().log().stream()
                    .anyMatch(line -> line.text().values().contains(file.toString())));
            assertTrue(Files.size(file) > 2000, file.toString());
        }
        assertEquals(121, Files.readAllLines(folder.resolve("saved.csv")).size());
        assertEquals(120, Files.readAllLines(folder.resolve("saved.tsv")).size());
        assertEquals(
                121, Files.readAllLines(folder.resolve("saved-metadata.tsv")).size());
        assertTrue(Files.readString(folder.resolve("saved.svg")).contains("<circle"));
    }

    @Test
    void pixels_of_scenes_are_points_by_class() throws Exception {
        for (boolean dark : new boolean[] {false, true}) {
            String language = dark ? "zh-CN" : "en";
            EmbeddingModel model = open(folder.resolve("pixels"), dark, language);
            Looks.until(() -> laid(model.first()));
            var shown = model.first().images().orElseThrow();
            assertTrue(shown.spots());
            assertTrue(shown.count() > 250 && shown.count() <= 330, shown.count() + " points");
            String said = workplace.window().say("ui.embeddings.count.spots", "" + shown.count(), "32");
            assertTrue(
                    robot.lookup((javafx.scene.Node node) -> node instanceof javafx.scene.control.Label label
                                    && label.getText().equals(said))
                            .tryQuery()
                            .isPresent(),
                    said);
            robot.interact(() -> model.choose(model.first(), new int[] {0, 60, 120, 180, 240}));
            String chip = workplace.window().say("ui.embeddings.pixels", "5");
            assertTrue(
                    robot.lookup((javafx.scene.Node node) -> node instanceof javafx.scene.control.Label label
                                    && label.getText().equals(chip))
                            .tryQuery()
                            .isPresent(),
                    chip);
            Looks.shoot(window.scene(), "embeddings-pixels-" + (dark ? "dark" : "light"));
            assertEquals(List.of(), Looks.cut(window.scene()), language);
            close();
        }
        open(folder.resolve("none"), false, "en");
    }

    @Test
    void points_are_chosen_with_a_lasso_or_a_click_and_mean_the_same_images_on_both_sides() throws Exception {
        EmbeddingModel model = open(folder.resolve("runs"), true, "en");
        Looks.until(() -> laid(model.first()));
        robot.clickOn("#compare-sides");
        Looks.until(() -> laid(model.second()));
        assertTrue(model.first().sameImages(model.second()));
        ScatterView view = robot.lookup("#scatter-a").queryAs(ScatterView.class);
        Point2D origin = view.localToScreen(0, 0);
        double width = view.getWidth();
        double height = view.getHeight();
        robot.drag(origin.getX() + 4, origin.getY() + 4, MouseButton.PRIMARY)
                .moveTo(origin.getX() + width - 4, origin.getY() + 4)
                .moveTo(origin.getX() + width - 4, origin.getY() + height / 2)
                .moveTo(origin.getX() + 4, origin.getY() + height / 2)
                .drop();
        Looks.until(() -> model.chosen().get().indices().length > 0);
        int[] upper = IntStream.range(0, 120)
                .filter(i -> view.place(i).getY() < height / 2 - 4)
                .toArray();
        for (int i : upper) {
            assertTrue(IntStream.of(model.chosen().get().indices()).anyMatch(j -> j == i));
        }
        assertEquals(model.chosen().get(), model.chosenOn(model.second()));
        int shown = Math.min(60, model.chosen().get().indices().length);
        TilePane images = robot.lookup("#chosen-images").queryAs(TilePane.class);
        assertEquals(shown, images.getChildren().size());
        Looks.shoot(window.scene(), "embeddings-two-sides");
        Point2D point = view.place(7);
        robot.clickOn(origin.getX() + point.getX(), origin.getY() + point.getY());
        Looks.until(() -> model.chosen().get().around() >= 0);
        int around = model.chosen().get().around();
        assertTrue(view.place(around).distance(point) < 9);
        assertEquals(around, model.chosen().get().indices()[0]);
        assertEquals(25, model.chosen().get().indices().length);
        robot.interact(() -> model.linked().set(false));
        assertEquals(0, model.chosenOn(model.second()).indices().length);
    }

    @Test
    void one_run_shows_its_clusters_two_of_its_rounds_and_an_image_by_its_number() throws Exception {
        EmbeddingModel model = open(folder.resolve("alone"), false, "en");
        Looks.until(() -> laid(model.first()));
        robot.clickOn("#colour-cluster");
        assertEquals(PointColouring.CLUSTER, model.colouring().get());
        robot.clickOn("#compare-sides");
        Looks.until(() -> laid(model.second()));
        assertEquals(model.first().run().get(), model.second().run().get());
        assertEquals(3, model.shownRound(model.first()));
        assertEquals(0, model.shownRound(model.second()), "the untrained model beside the last");
        robot.interact(() -> model.step(-1, false));
        assertEquals(2, model.shownRound(model.first()));
        assertEquals(0, model.shownRound(model.second()));
        robot.clickOn("#find-image").write("17").type(KeyCode.ENTER);
        Looks.until(() -> model.chosen().get().around() == 17);
        assertEquals(25, model.chosenOn(model.second()).indices().length);
        assertEquals(List.of(), Looks.cut(window.scene()));
        Looks.shoot(window.scene(), "embeddings-clusters-two-rounds");
        robot.clickOn("#find-image").write("999").type(KeyCode.ENTER);
        assertEquals(17, model.chosen().get().around());
        TextField field = robot.lookup("#find-image").queryAs(TextField.class);
        assertTrue(field.getPseudoClassStates().contains(Styles.STATE_DANGER));
        assertTrue(
                field.getTooltip().getText().contains("119"), field.getTooltip().getText());
        ComboBox<Integer> standing = robot.lookup("#standing-round").queryComboBox();
        assertEquals(List.of(EmbeddingModel.MOVES_ALONG, 0, 1, 2, 3), standing.getItems());
        robot.interact(() -> standing.setValue(EmbeddingModel.MOVES_ALONG));
        assertEquals(2, model.shownRound(model.second()));
    }

    @Test
    void a_selection_stands_alone() throws Exception {
        EmbeddingModel model = open(folder.resolve("runs"), true, "zh-CN");
        EmbeddingSide first = model.first();
        Looks.until(() -> laid(first));
        ScatterView view = robot.lookup("#scatter-a").queryAs(ScatterView.class);
        int[] labels = first.images().orElseThrow().labels();
        int[] zeros = zeros(first);
        robot.push(KeyCode.I);
        assertFalse(model.isolating().get(), "nothing is chosen");
        robot.interact(() -> model.choose(first, zeros));
        robot.clickOn("#isolate");
        assertEquals(
                IntStream.of(zeros).boxed().toList(),
                IntStream.range(0, labels.length)
                        .filter(model.shownOn(first))
                        .boxed()
                        .toList());
        for (int i = 0; i < labels.length; i++) {
            int under = view.at(view.place(i).getX(), view.place(i).getY());
            assertTrue(under < 0 || labels[under] == 0, "a hidden point answers");
        }
    }

    @Test
    void a_snapshot_stays_while_the_first_side_goes_on() throws Exception {
        EmbeddingModel model = open(folder.resolve("runs"), true, "zh-CN");
        EmbeddingSide first = model.first();
        EmbeddingSide second = model.second();
        Looks.until(() -> laid(first));
        int[] zeros = zeros(first);
        robot.interact(() -> model.choose(first, zeros));
        robot.clickOn("#isolate");
        robot.clickOn("#snapshot");
        assertTrue(second.held() && model.comparing().get());
        assertEquals(first.run().get(), second.run().get());
        assertEquals(
                zeros.length,
                IntStream.range(0, 120).filter(model.shownOn(second)).count(),
                "linked");
        Looks.shoot(window.scene(), "embeddings-snapshot");
        assertEquals(List.of(), Looks.cut(window.scene()));
        robot.push(KeyCode.ESCAPE);
        assertEquals(120, IntStream.range(0, 120).filter(model.shownOn(first)).count());
        assertEquals(zeros.length, model.chosen().get().indices().length, "the selection is still there");
        RoundLayouts.Look kept = second.look(3).orElseThrow();
        robot.interact(() -> {
            model.step(-1, false);
            model.projection().set(Projection.PCA);
        });
        Looks.until(() -> laid(first));
        assertEquals(2, first.look(model.shownRound(first)).orElseThrow().round());
        assertEquals(kept, second.look(model.shownRound(second)).orElseThrow());
        assertFalse(
                java.util.Arrays.equals(kept.y(), first.look(3).orElseThrow().y()));
        robot.clickOn("#put-away");
        assertFalse(second.held() || model.comparing().get(), "there was no second side before");
        robot.interact(() -> model.comparing().set(true));
        var other = second.run().get();
        Looks.until(() -> laid(second));
        robot.clickOn("#scatter-a").push(KeyCode.S);
        assertTrue(second.held());
        ComboBox<Object> runs = robot.lookup("#embedded-run-b").queryComboBox();
        assertEquals(null, runs.getValue());
        assertEquals(
                workplace.window().say("ui.embeddings.held"),
                runs.getButtonCell().getText());
        robot.clickOn("#put-away");
        assertEquals(other, second.run().get());
        assertEquals(other, runs.getValue());
        Looks.until(() -> laid(second));
        robot.clickOn("#snapshot");
        robot.interact(() -> runs.setValue(first.run().get()));
        Looks.until(() -> !second.held() && laid(second));
    }

    private static int[] zeros(EmbeddingSide side) {
        int[] labels = side.images().orElseThrow().labels();
        return IntStream.range(0, labels.length).filter(i -> labels[i] == 0).toArray();
    }

    @Test
    void another_projection_lays_out_anew() throws Exception {
        EmbeddingModel model = open(folder.resolve("runs"), false, "en");
        Looks.until(() -> laid(model.first()));
        double[] before = model.first().look(3).orElseThrow().y();
        robot.interact(() -> model.projection().set(Projection.PCA));
        Looks.until(() -> laid(model.first()) && model.first().looks().get(3).y() != before);
        assertFalse(java.util.Arrays.equals(
                before, model.first().look(3).orElseThrow().y()));
    }

    @Test
    void a_perplexity_that_is_too_much_is_said() throws Exception {
        EmbeddingModel model = open(folder.resolve("runs"), false, "en");
        robot.interact(() -> model.perplexity().set(45));
        Looks.until(() -> model.first().problem().isPresent());
        assertTrue(model.first().problem().get().getMessage().contains("39"));
        robot.interact(() -> model.perplexity().set(20));
        Looks.until(() -> laid(model.first()) && model.first().problem().isEmpty());
    }

    @Test
    void a_run_that_is_on_appears_round_by_round() throws Exception {
        EmbeddingModel model = open(folder.resolve("fresh"), false, "en");
        assertTrue(model.runs().get().isEmpty());
        Looks.until(() -> workplace.window().actions().canStart());
        robot.interact(() -> {
            workplace.window().draft().set("evaluation.embedEvery", 1);
            workplace.window().draft().set("training.rounds", 2);
            workplace.window().draft().set("data.train", 300);
        });
        Looks.until(() -> workplace.window().draft().sheet().number("training.rounds", 0) == 2
                && workplace.window().actions().canStart());
        robot.interact(() -> workplace.window().actions().start());
        Looks.until(() -> workplace.window().run().phase() == Phase.FINISHED);
        Looks.until(() -> !model.first().busy() && model.first().looks().size() == 3);
        assertEquals(List.of(0, 1, 2), model.rounds());
    }

    @Test
    void every_label_fits_in_both_themes_and_languages() throws Exception {
        for (boolean dark : new boolean[] {false, true}) {
            for (String language : List.of(dark ? "zh-CN" : "en")) {
                EmbeddingModel model = open(folder.resolve("runs"), dark, language);
                Looks.until(() -> laid(model.first()));
                robot.interact(
                        () -> model.choose(model.first(), IntStream.range(0, 40).toArray()));
                Thread.sleep(200);
                assertEquals(List.of(), Looks.cut(window.scene()), language + (dark ? " dark" : " light"));
                Looks.shoot(window.scene(), "embeddings-" + (dark ? "dark" : "light") + "-" + language.substring(0, 2));
                close();
            }
        }
        EmbeddingModel model = open(folder.resolve("none"), false, "zh-CN");
        assertEquals(List.of(), model.runs().get());
        Node nothing = robot.lookup("#no-embeddings").query();
        assertTrue(nothing.isVisible());
        assertEquals(List.of(), Looks.cut(window.scene()));
    }
}
