package org.fedlens.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.fedlens.app.engine.Engine;
import org.fedlens.app.engine.Phase;
import org.fedlens.app.engine.ScriptedEngine;
import org.fedlens.app.run.ClientPhase;
import org.fedlens.app.run.RunModel;
import org.fedlens.app.setup.SettingRow;
import org.fedlens.experiment.event.MetricValue;
import org.fedlens.experiment.event.RunEvent;
import org.fedlens.experiment.event.TimedEvent;
import org.fedlens.report.MetricFamily;
import org.fedlens.report.XAxis;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

@Tag("window")
class WindowTest {
    private final FxRobot robot = new FxRobot();
    private CompositionRoot workplace;
    private MainWindow window;

    private void open(boolean dark, String language, Engine engine, double width, double height) throws Exception {
        Stage stage = FxToolkit.registerPrimaryStage();
        AppSettings settings = new AppSettings(width, height, 320, dark, language, true, 2);
        FxToolkit.setupFixture(() -> {
            workplace = new CompositionRoot(settings, workers -> engine);
            window = new MainWindow(workplace);
            window.show(stage, settings);
            workplace.open();
        });
        Looks.until(() -> workplace.window().run().phase() == Phase.READY
                && !workplace.window().run().clients().isEmpty());
    }

    @AfterEach
    void close() throws Exception {
        workplace.close();
        FxToolkit.cleanupStages();
    }

    @BeforeAll
    static void giveTheHeadlessScreenRoom() {
        System.setProperty("headless.geometry", "1600x1000-32");
    }

    @Test
    void every_label_fits_in_both_themes_and_languages() throws Exception {
        for (boolean dark : new boolean[] {false, true}) {
            for (String language : List.of("en", "zh-CN")) {
                open(dark, language, new ScriptedEngine(30, 12), 1440, 900);
                robot.interact(() -> workplace.window().actions().start());
                Looks.until(() -> workplace.window().run().round() == 11
                        && workplace.window().run().count(ClientPhase.TRAINING) >= 2);
                robot.interact(() -> workplace.window().run().selectedProperty().set(6));
                Thread.sleep(400);
                WaitForAsyncUtils.waitForFxEvents();
                assertEquals(List.of(), cut(), language + (dark ? " dark" : " light"));
                shoot("workbench-" + (dark ? "dark" : "light") + "-" + language.substring(0, 2));
                close();
            }
        }
        open(false, "en", new ScriptedEngine(30, 0), AppSettings.LEAST_WIDTH, AppSettings.LEAST_HEIGHT);
        assertEquals(List.of(), cut(), "smallest window");
        shoot("smallest");
    }

    @Test
    void a_click_on_run_leads_to_a_curve() throws Exception {
        open(false, "en", new ScriptedEngine(15, 0), 1440, 900);
        robot.clickOn("#run");
        Looks.until(() -> workplace.window().run().phase() == Phase.FINISHED);
        assertEquals(
                16,
                workplace.window().run().table().global("accuracy", XAxis.ROUND).size());
        Label figure = robot.lookup("#key-figure").queryAs(Label.class);
        assertEquals("73.2 %", figure.getText());
        Thread.sleep(300);
        WaitForAsyncUtils.waitForFxEvents();
        assertTrue(coloured(robot.lookup("#accuracy-chart").query()) > 200, "a blue line");
        shoot("finished");
        robot.clickOn("#pin");
        assertTrue(workplace.window().run().pinnedProperty().get().isPresent());
    }

    @Test
    void the_small_chart_offers_what_the_run_tells_and_shows_what_is_chosen() throws Exception {
        for (String language : List.of("en", "zh-CN")) {
            open(!language.equals("en"), language, new ScriptedEngine(15, 0), 1440, 900);
            robot.clickOn("#run");
            Looks.until(() -> workplace.window().run().phase() == Phase.FINISHED);
            ComboBox<MetricFamily> box = robot.lookup("#spread-family").queryComboBox();
            assertFalse(box.isVisible(), "one figure leaves nothing to choose");
            robot.interact(() -> tellMore(workplace.window().run()));
            Looks.until(box::isVisible);
            assertEquals(
                    List.of(
                            MetricFamily.SERVED,
                            MetricFamily.SPREAD,
                            MetricFamily.RANK,
                            MetricFamily.DIVERGENCE,
                            MetricFamily.ANGLES),
                    box.getItems());
            assertEquals(MetricFamily.SERVED, box.getValue());
            for (MetricFamily family : box.getItems()) {
                robot.clickOn(box);
                robot.type(KeyCode.HOME);
                robot.type(KeyCode.DOWN, family.ordinal() > MetricFamily.OWN_SHARE.ordinal() ? 4 : family.ordinal());
                robot.type(KeyCode.ENTER);
                assertEquals(family, box.getValue());
                Thread.sleep(250);
                WaitForAsyncUtils.waitForFxEvents();
                assertEquals(List.of(), cut(), family + " " + language);
                shoot("small-chart-" + family.name().toLowerCase(Locale.ROOT) + "-" + language.substring(0, 2));
            }
            Node chart = robot.lookup("#spread-chart").query();
            assertTrue(chart.getAccessibleText().contains("27"), chart.getAccessibleText());
            close();
        }
    }

    private static void tellMore(RunModel model) {
        for (int round = 1; round <= 15; round++) {
            List<MetricValue> measures = new ArrayList<>(List.of(
                    MetricValue.global("spread", 0.09 - 0.001 * round),
                    MetricValue.global("effective-rank", 20 + round),
                    MetricValue.global("angle-within", 42 - round),
                    MetricValue.global("angle-between", 60 + round)));
            for (int client = 0; client < 5; client++) {
                measures.add(new MetricValue(client, "divergence", 0.1 * (client + 1) + 0.02 * round));
                measures.add(new MetricValue(client, "predictor-kept", client == 0 ? 0 : 1));
            }
            model.accept(new TimedEvent(round, new RunEvent.Evaluated(round, measures)));
        }
        model.flush();
    }

    @Test
    void space_runs_before_anything_was_touched() throws Exception {
        open(false, "en", new ScriptedEngine(15, 0), 1440, 900);
        robot.push(KeyCode.SPACE);
        Looks.until(() -> workplace.window().run().phase() == Phase.FINISHED);
    }

    @Test
    void what_is_wrong_is_said_beside_the_field_and_can_be_undone() throws Exception {
        open(false, "en", new ScriptedEngine(15, 0), 1440, 900);
        SettingRow row = robot.lookup((Node node) -> "setting-partition.clients".equals(node.getId()))
                .queryAs(SettingRow.class);
        robot.clickOn((TextField) row.focusTarget());
        robot.interact(() -> ((TextField) row.focusTarget()).setText("many"));
        robot.type(KeyCode.ENTER);
        Looks.until(() -> !workplace.window().draft().sheet().problems().isEmpty());
        assertEquals("many is not a number. Enter a whole number from 1 to 10\u2009000.", row.message());
        assertTrue(robot.lookup("#run").queryAs(Button.class).isDisabled());
        robot.interact(() -> workplace.window().draft().undo());
        Looks.until(() -> workplace.window().draft().sheet().problems().isEmpty());
        assertEquals("", row.message());
        assertFalse(robot.lookup("#run").queryAs(Button.class).isDisabled());
    }

    private List<String> cut() {
        return Looks.cut(window.scene());
    }

    private static int coloured(Node chart) {
        WritableImage image = WaitForAsyncUtils.waitForAsyncFx(5000, () -> chart.snapshot(null, null));
        PixelReader pixels = image.getPixelReader();
        int found = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                found += (pixels.getArgb(x, y) & 0xFFFFFF) == 0x1B57BE ? 1 : 0;
            }
        }
        return found;
    }

    private void shoot(String name) throws IOException {
        Looks.shoot(window.scene(), name);
    }
}
