package org.fedlens.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.paint.Color;
import org.fedlens.app.embedding.EmbeddingsView;
import org.fedlens.app.engine.ScriptedEngine;
import org.fedlens.app.kit.Command;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

@Tag("window")
class CommandsTest {
    /** The parts of the workbench, in the order of reading. */
    private static final List<String> PARTS =
            List.of("rail", "top-bar", "setup", "mapCard", "accuracyCard", "lossCard", "spreadCard", "status-bar");

    @Test
    void no_key_does_two_things() throws Exception {
        try (WindowHand hand = new WindowHand(WindowHand.settings(false, "en", 1), new ScriptedEngine(15, 0))) {
            Set<KeyCodeCombination> seen = new HashSet<>();
            for (Command command : hand.window().shell().commands()) {
                for (KeyCodeCombination key : command.spec().keys()) {
                    // Esc leaves whatever is innermost.
                    assertTrue(seen.add(key) || key.getCode() == KeyCode.ESCAPE, key.toString());
                }
            }
            assertTrue(seen.size() > 20, "commands of the window and of its features");
        }
    }

    @Test
    void every_word_of_a_search_must_be_found() {
        assertTrue(CommandSearch.matches("Run one round", "rou ONE"));
        assertTrue(CommandSearch.matches("Run one round", " "));
        assertFalse(CommandSearch.matches("Run one round", "run two"));
    }

    @Test
    void the_sheet_lists_every_command_that_has_a_key_and_what_the_focus_is_on() throws Exception {
        for (String language : List.of("en", "zh-CN")) {
            try (WindowHand hand = new WindowHand(WindowHand.settings(false, language, 1), new ScriptedEngine(15, 0))) {
                hand.robot().interact(() -> hand.window().scene().lookup("#run").requestFocus());
                hand.robot().push(KeyCode.F1);
                assertTrue(hand.there("#key-sheet"));
                Set<String> shown = hand.robot().lookup("#key-sheet .label").queryAllAs(Label.class).stream()
                        .map(Label::getText)
                        .collect(Collectors.toSet());
                for (Command command : hand.window().shell().commands()) {
                    if (!command.spec().keys().isEmpty()) {
                        assertTrue(
                                shown.contains(
                                        command.spec().said(hand.context().environment())),
                                command.spec().tip(hand.context().environment()));
                        assertTrue(
                                shown.contains(
                                        command.spec().keySaid(hand.context().environment())),
                                command.spec().keySaid(hand.context().environment()));
                    }
                }
                Label help = hand.robot().lookup("#focus-help").queryAs(Label.class);
                String state = hand.context().environment().say("ui.phase.ready");
                assertTrue(help.getText().contains(state), help.getText());
                assertEquals(List.of(), Looks.cut(hand.window().scene()));
                Looks.shoot(hand.window().scene(), "keys-" + language);
                hand.robot().push(KeyCode.TAB);
                assertTrue(
                        FocusRegions.inside(
                                hand.focused(), hand.window().scene().lookup("#overlay")),
                        "trapped");
                hand.robot().push(KeyCode.ESCAPE);
                assertFalse(hand.there("#key-sheet"));
                assertEquals("run", hand.focused().getId(), "the focus is back");
            }
        }
    }

    @Test
    void a_command_is_found_and_done() throws Exception {
        try (WindowHand hand = new WindowHand(WindowHand.settings(false, "en", 1), new ScriptedEngine(15, 0))) {
            FxRobot robot = hand.robot();
            robot.push(KeyCode.CONTROL, KeyCode.K);
            assertInstanceOf(TextField.class, hand.focused());
            robot.write("dark th");
            Looks.shoot(hand.window().scene(), "search");
            robot.push(KeyCode.ENTER);
            Looks.until(() -> hand.context().environment().dark());
            assertFalse(hand.there("#command-search"));
            robot.push(KeyCode.CONTROL, KeyCode.K);
            robot.write("preset skewed");
            robot.push(KeyCode.ENTER);
            Looks.until(() -> !hand.context().draft().edited());
            robot.push(KeyCode.CONTROL, KeyCode.K);
            robot.write("embed");
            robot.push(KeyCode.ENTER);
            Looks.until(() -> hand.context().navigation().shows(EmbeddingsView.PAGE));
            robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
            Looks.until(() -> hand.context().navigation().shows(Shell.WORKBENCH));
        }
    }

    @Test
    void the_focus_goes_through_the_window_in_reading_order() throws Exception {
        try (WindowHand hand = new WindowHand(WindowHand.settings(false, "en", 1), new ScriptedEngine(15, 0))) {
            FxRobot robot = hand.robot();
            // Another view in between, since its parts come and go.
            robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
            robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
            robot.interact(() -> hand.window().scene().lookup("#tab-workbench").requestFocus());
            List<String> order = new ArrayList<>(List.of("rail"));
            for (int i = 0; i < 120; i++) {
                robot.push(KeyCode.TAB);
                String part = partOf(hand);
                if (!order.get(order.size() - 1).equals(part)) {
                    order.add(part);
                }
                if (part.equals("rail") && order.size() > PARTS.size()) {
                    break;
                }
            }
            assertEquals(PARTS, order.subList(0, order.size() - 1));
            List<String> jumps = new ArrayList<>();
            // The client panel is a stop of its own within the map's card.
            for (int i = 0; i <= PARTS.size(); i++) {
                jumps.add(partOf(hand));
                robot.push(KeyCode.F6);
            }
            assertEquals(PARTS, jumps.stream().distinct().toList());
            assertEquals("rail", partOf(hand));
            robot.push(KeyCode.SHIFT, KeyCode.F6);
            assertEquals("status-bar", partOf(hand));
        }
    }

    private static String partOf(WindowHand hand) {
        for (Node at = hand.focused(); at != null; at = at.getParent()) {
            for (String part : PARTS) {
                if (part.equals(at.getId()) || at.getStyleClass().contains(part)) {
                    return part;
                }
            }
        }
        return String.valueOf(hand.focused());
    }

    @Test
    void the_focus_shows_as_a_ring_two_pixels_wide() throws Exception {
        try (WindowHand hand = new WindowHand(WindowHand.settings(false, "en", 1), new ScriptedEngine(15, 0))) {
            hand.robot()
                    .interact(
                            () -> hand.window().scene().lookup("#tab-workbench").requestFocus());
            Set<Class<?>> seen = new HashSet<>();
            for (int i = 0; i < 90; i++) {
                hand.robot().push(KeyCode.TAB);
                Node focused = hand.focused();
                seen.add(focused.getClass());
                Color accent = hand.context().environment().palette().role("accent");
                assertTrue(Looks.ringed(focused, accent), focused + " shows no ring");
            }
            assertTrue(seen.containsAll(List.of(Button.class, ToggleButton.class, TextField.class)), seen.toString());
        }
    }
}
