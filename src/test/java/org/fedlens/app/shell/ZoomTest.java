package org.fedlens.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.input.KeyCode;
import org.fedlens.app.chart.ChartView;
import org.fedlens.app.engine.Phase;
import org.fedlens.app.engine.ScriptedEngine;
import org.fedlens.app.run.ClientPhase;
import org.fedlens.report.chart.Curve;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("window")
class ZoomTest {
    @Test
    void nothing_is_cut_at_half_as_large_again_in_either_language() throws Exception {
        for (String language : List.of("en", "zh-CN")) {
            try (WindowHand hand =
                    new WindowHand(WindowHand.settings(false, language, 1.5), new ScriptedEngine(30, 12))) {
                hand.robot().interact(() -> hand.context().actions().start());
                Looks.until(() -> hand.context().run().round() == 11
                        && hand.context().run().count(ClientPhase.TRAINING) >= 2);
                Thread.sleep(300);
                assertEquals(List.of(), Looks.cut(hand.window().scene()), language);
                Looks.shoot(hand.window().scene(), "large-" + language.substring(0, 2));
                hand.robot().push(KeyCode.CONTROL, KeyCode.MINUS);
                assertEquals(1.25, hand.context().window().scale().get());
                hand.robot().push(KeyCode.CONTROL, KeyCode.DIGIT0);
                assertEquals(1, hand.context().window().scale().get());
                hand.robot().push(KeyCode.CONTROL, KeyCode.EQUALS);
                assertEquals(1.25, hand.context().window().scale().get());
            }
        }
    }

    @Test
    void lines_are_smoothed_from_the_menu_of_a_chart() throws Exception {
        try (WindowHand hand = new WindowHand(WindowHand.settings(false, "en", 1), new ScriptedEngine(15, 0))) {
            hand.robot().interact(() -> hand.context().actions().start());
            Looks.until(() -> hand.context().run().phase() == Phase.FINISHED);
            ChartView chart = hand.robot().lookup("#accuracy-chart").queryAs(ChartView.class);
            hand.robot().interact(chart::requestFocus);
            hand.robot().push(KeyCode.CONTROL, KeyCode.E);
            Looks.until(() -> hand.robot().listTargetWindows().stream().anyMatch(ContextMenu.class::isInstance));
            ContextMenu menu = (ContextMenu) hand.robot().listTargetWindows().stream()
                    .filter(ContextMenu.class::isInstance)
                    .findFirst()
                    .orElseThrow();
            RadioMenuItem strong =
                    (RadioMenuItem) menu.getItems().get(menu.getItems().size() - 1);
            assertEquals("Smoothed 0.9", strong.getText());
            hand.robot().interact(strong::fire);
            hand.robot().interact(menu::hide);
            assertTrue(chart.chart().curves().stream().anyMatch(curve -> curve.tone() == Curve.Tone.RAW));
            assertTrue(strong.isSelected());
            Thread.sleep(400);
            Looks.shoot(hand.window().scene(), "smoothed");
        }
    }
}
