package org.fedlens.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.fedlens.app.engine.ScriptedEngine;
import org.fedlens.log.Fault;
import org.fedlens.log.Faults;
import org.fedlens.log.LogFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

@Tag("window")
class FaultStripTest {
    @TempDir
    Path home;

    private final Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    private WindowHand hand;

    private void open(boolean dark, String language) throws Exception {
        LogFile.open(home);
        Faults.install(fault -> {});
        hand = new WindowHand(WindowHand.settings(dark, language, 1), new ScriptedEngine(3, 0));
    }

    @BeforeEach
    void openTheWindow() throws Exception {
        open(false, "en");
    }

    @AfterEach
    void close() throws Exception {
        hand.close();
        LogFile.close();
        Thread.setDefaultUncaughtExceptionHandler(before);
    }

    private String sentence() {
        return ((Label) hand.robot().lookup("#fault-sentence").query()).getText();
    }

    /** A real click on a real button, so that the fault takes the way that the toolkit has for it. */
    private void throwOnWindowThread(String message) {
        hand.robot()
                .interact(() -> hand.robot().lookup("#settings").queryButton().setOnAction(action -> {
                    throw new IllegalStateException(message);
                }));
        hand.robot().clickOn("#settings");
    }

    private String log() throws Exception {
        return Files.readString(home.resolve("logs/fedlens.log"));
    }

    private List<String> drawer() {
        return hand.context().run().log().stream()
                .map(line -> hand.context().environment().words().say(line.text()))
                .toList();
    }

    @Test
    void nothing_is_there_while_nothing_is_wrong() {
        assertFalse(hand.there("#fault-strip"));
    }

    @Test
    void a_fault_on_the_windows_thread_is_told_with_its_details_and_logged() throws Exception {
        throwOnWindowThread("thrown by a button");
        Looks.until(() -> hand.there("#fault-strip"));
        assertEquals("Something went wrong inside FedLens: IllegalStateException: thrown by a button", sentence());
        assertTrue(drawer().stream()
                .anyMatch(line -> line.contains("thrown by a button") && line.contains("fedlens.log")));
        assertTrue(
                log().contains("IllegalStateException: thrown by a button\n\tat org.fedlens.app.shell.FaultStripTest"));
        Node strip = hand.robot().lookup("#fault-strip").query();
        assertEquals(sentence(), strip.getAccessibleText());
        hand.robot().clickOn("#fault-copy");
        String copied = WaitForAsyncUtils.waitForAsyncFx(
                5000, () -> Clipboard.getSystemClipboard().getString());
        assertTrue(
                copied.contains("\tat org.fedlens.app.shell.FaultStripTest") && copied.contains("fedlens.log"), copied);
        hand.robot().clickOn("#fault-log");
        assertTrue(hand.context().navigation().logOpen().get());
        hand.robot().clickOn("#fault-dismiss");
        assertFalse(hand.there("#fault-strip"));
    }

    @Test
    void a_fault_in_queued_work_is_told_and_the_work_behind_it_is_done() throws Exception {
        hand.context().pulse().post(() -> {
            throw new ArithmeticException("in the pulse");
        });
        hand.context().pulse().post(() -> hand.context().navigation().logOpen().set(true));
        Looks.until(() -> hand.there("#fault-strip")
                && hand.context().navigation().logOpen().get());
        assertTrue(sentence().endsWith("ArithmeticException: in the pulse"), sentence());
        assertTrue(log().contains("ArithmeticException: in the pulse"), log());
    }

    @Test
    void faults_of_other_threads_are_counted_not_stacked() throws Exception {
        for (int i = 0; i < 50; i++) {
            Thread thread = new Thread(FaultStripTest::fail, "worker-7");
            thread.start();
            thread.join();
        }
        Looks.until(() -> hand.there("#fault-strip") && sentence().contains("50 times"));
        assertEquals("Something went wrong inside FedLens, 50 times: IllegalStateException: in a worker", sentence());
        assertFalse(hand.there("#fault-others"));
        assertEquals(
                1,
                drawer().stream().filter(line -> line.contains("in a worker")).count());
        assertTrue(log().contains("[worker-7]"), log());
    }

    private static void fail() {
        throw new IllegalStateException("in a worker");
    }

    @Test
    void the_keyboard_reaches_it_and_puts_it_away() throws Exception {
        throwOnWindowThread("keys");
        Looks.until(() -> hand.there("#fault-strip"));
        hand.robot().interact(() -> hand.window().scene().getRoot().requestFocus());
        for (int i = 0; i < 12 && !"fault-copy".equals(hand.focused().getId()); i++) {
            hand.robot().type(KeyCode.F6);
        }
        assertEquals("fault-copy", hand.focused().getId());
        hand.robot().type(KeyCode.TAB);
        assertEquals("fault-log", hand.focused().getId());
        hand.robot().type(KeyCode.ESCAPE);
        assertFalse(hand.there("#fault-strip"));
    }

    @Test
    void it_stays_when_the_language_changes_and_fits_in_both_themes() throws Exception {
        Fault fault = new Fault("worker-1", new IllegalStateException("a long message ".repeat(20)), 12);
        hand.robot().interact(() -> {
            hand.context().view().faults().show(fault, first -> {});
            hand.context().view().faults().show(new Fault("worker-1", new ArithmeticException("x"), 1), first -> {});
            hand.context().view().faults().show(fault, first -> {});
        });
        for (String language : List.of("en", "zh-CN")) {
            for (boolean dark : new boolean[] {false, true}) {
                hand.robot().interact(() -> {
                    hand.context().environment().setLanguage(language);
                    hand.context().environment().setDark(dark);
                });
                assertTrue(hand.there("#fault-strip"));
                Looks.until(() -> sentence().contains("12"));
                hand.robot().interact(() -> hand.window().scene().getRoot().layout());
                assertEquals(List.of(), Looks.cut(hand.window().scene()), language + (dark ? " dark" : " light"));
                Looks.shoot(hand.window().scene(), "fault-" + language.substring(0, 2) + (dark ? "-dark" : "-light"));
            }
        }
    }
}
