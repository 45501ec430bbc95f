package org.fedlens.app.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.scene.control.TextField;
import org.fedlens.app.engine.Engine;
import org.fedlens.app.engine.LocalEngine;
import org.fedlens.app.shell.Looks;
import org.fedlens.app.shell.WindowHand;
import org.fedlens.app.shell.WindowParts;
import org.fedlens.experiment.run.Runs;
import org.fedlens.report.Comparison;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

@Tag("window")
class CompareViewTest {
    @TempDir
    private static Path folder;

    @BeforeAll
    static void play() throws Exception {
        for (String method : List.of("FedAvg", "LocalOnly")) {
            for (int seed = 1; seed <= 3; seed++) {
                Map<String, Object> changes = Map.of("seed", seed, "training.rounds", 3);
                Runs.play(Runs.small(method, changes), folder.resolve("runs/" + method + "-" + seed), 2);
            }
        }
    }

    @Test
    void chosen_runs_are_grouped_tested_drawn_and_saved() throws Exception {
        for (String language : List.of("en", "zh-CN")) {
            boolean dark = !language.equals("en");
            Engine engine = new LocalEngine(folder.resolve("runs"), () -> 1, folder.resolve("home"));
            try (WindowHand hand = new WindowHand(WindowHand.settings(dark, language, 1), engine)) {
                FxRobot robot = hand.robot();
                CompareModel model = WindowParts.compare(hand.context());
                robot.clickOn("#tab-compare");
                Looks.until(() -> model.runs().get().size() == 6);
                robot.interact(() -> model.runs().get().forEach(run -> model.choose(run, true)));
                Looks.until(() -> model.result().get().isPresent()
                        && model.result().get().get().curves().size() == 6);
                Comparison found = model.result().get().get().comparison();
                assertEquals(2, found.groups().size());
                assertEquals(1, found.pairs().size());
                assertEquals(
                        2,
                        robot.lookup("#compare-groups")
                                .queryTableView()
                                .getItems()
                                .size());
                assertEquals(
                        1,
                        robot.lookup("#compare-pairs")
                                .queryTableView()
                                .getItems()
                                .size());
                Thread.sleep(500);
                assertEquals(List.of(), Looks.cut(hand.window().scene()));
                Looks.shoot(hand.window().scene(), "compare-" + language);
                robot.interact(() -> model.test().set(Comparison.Test.WILCOXON));
                Looks.until(() -> model.result().get().get().comparison() != found
                        && model.result()
                                        .get()
                                        .get()
                                        .comparison()
                                        .pairs()
                                        .get(0)
                                        .p()
                                >= 0.25);
                robot.interact(() ->
                        robot.lookup("#compare-filter").queryAs(TextField.class).setText("local"));
                assertEquals(
                        3,
                        robot.lookup("#compare-runs").queryListView().getItems().size());
                robot.interact(() -> model.choose(model.runs().get().get(0), false));
                Looks.until(() -> model.result().get().get().curves().size() == 5);
            }
        }
    }
}
