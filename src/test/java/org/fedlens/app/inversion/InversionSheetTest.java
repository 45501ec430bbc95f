package org.fedlens.app.inversion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.fedlens.app.engine.Engine;
import org.fedlens.app.engine.LocalEngine;
import org.fedlens.app.shell.Looks;
import org.fedlens.app.shell.WindowHand;
import org.fedlens.app.shell.WindowParts;
import org.fedlens.app.widget.PaintedView;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

@Tag("window")
class InversionSheetTest {
    @TempDir
    private Path folder;

    private static String saying(WindowHand hand) {
        return hand.robot().lookup("#inversion-saying").queryAs(Label.class).getText();
    }

    /** What is cut, the setup's estimate apart, which grows with the load of the machine and lies below the dialog. */
    private static List<String> cut(WindowHand hand) {
        return Looks.cut(hand.window().scene()).stream()
                .filter(line -> !line.contains("MB"))
                .toList();
    }

    @Test
    void a_clients_images_are_won_back_in_the_window_and_a_search_can_be_cancelled() throws Exception {
        for (String language : List.of("en", "zh-CN")) {
            boolean dark = !language.equals("en");
            Engine engine = new LocalEngine(folder.resolve("runs"), () -> 1, folder.resolve("home"));
            try (WindowHand hand = new WindowHand(WindowHand.settings(dark, language, 1), engine)) {
                FxRobot robot = hand.robot();
                InversionModel model = WindowParts.inversion(hand.context());
                robot.interact(() -> {
                    hand.context().run().selectedProperty().set(2);
                    hand.context().navigation().open(InversionSheet.DIALOG);
                });
                assertEquals(
                        "03",
                        robot.lookup("#inversion-client")
                                .queryAs(TextField.class)
                                .getText());
                assertEquals(List.of(), cut(hand));
                robot.interact(() -> {
                    model.set("steps", "20000");
                    model.set("images", "2");
                });
                robot.clickOn("#inversion-go");
                Looks.until(() -> model.progress().get() > 0.005);
                robot.clickOn("#inversion-go");
                assertFalse(model.running().get());
                assertTrue(model.outcome().get().isEmpty());
                robot.interact(() -> model.set("steps", "300"));
                robot.clickOn("#inversion-go");
                Looks.until(() ->
                        model.outcome().get().isPresent() && !model.running().get());
                Looks.until(() -> robot.lookup("#inversion-picture")
                        .queryAs(PaintedView.class)
                        .painted());
                assertEquals(2, model.outcome().get().get().originals().size());
                assertTrue(saying(hand).contains(" dB"), saying(hand));
                assertEquals(List.of(), cut(hand));
                Looks.shoot(hand.window().scene(), "inversion-" + language);
                robot.interact(() -> model.set("noise", "much"));
                robot.interact(() ->
                        robot.lookup("#inversion-go").queryAs(Button.class).fire());
                assertTrue(saying(hand).startsWith("much"), saying(hand));
                robot.push(KeyCode.ESCAPE);
                assertTrue(hand.context().navigation().dialog().get().isEmpty());
            }
        }
    }
}
