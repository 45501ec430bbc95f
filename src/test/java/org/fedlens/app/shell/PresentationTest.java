package org.fedlens.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import org.fedlens.app.engine.ScriptedEngine;
import org.fedlens.app.kit.MinimumDisplayTime;
import org.fedlens.app.run.ClientPhase;
import org.fedlens.app.run.RunFacts;
import org.fedlens.app.run.RunModel;
import org.fedlens.experiment.event.RunEvent;
import org.fedlens.experiment.event.TimedEvent;
import org.fedlens.report.Figures;
import org.fedlens.text.Words;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

@Tag("window")
class PresentationTest {
    private static final Figures FIGURES = new Figures(Words.ENGLISH);

    /** The smallest projector of a class room. */
    @BeforeAll
    static void giveTheHeadlessScreenLittleRoom() {
        System.setProperty("headless.geometry", "1280x720-32");
    }

    @Test
    void a_sentence_stays_until_it_could_be_read() {
        MinimumDisplayTime<String> dwell = new MinimumDisplayTime<>(2500);
        assertEquals(0, dwell.offer("first", 1000));
        assertEquals(1500, dwell.offer("second", 2000));
        assertEquals("first", dwell.shown().orElseThrow());
        assertEquals(0, dwell.offer("first", 2100), "back to what is shown");
        assertEquals(0, dwell.offer("third", 3500));
        assertEquals("third", dwell.shown().orElseThrow());
    }

    @Test
    void the_story_follows_the_round() {
        RunModel model = new RunModel();
        assertEquals("tell.empty", Narrator.tell(model, FIGURES).now().key());
        model.begin(RunFacts.none(), 30);
        assertEquals("tell.loading", Narrator.tell(model, FIGURES).now().key());
        model.accept(new TimedEvent(
                0,
                new RunEvent.Started(
                        "run", 0, 30, List.of("a"), List.of(List.of(1), List.of(1), List.of(1)), 9, "cpu")));
        model.accept(new TimedEvent(1, new RunEvent.RoundOpened(1, List.of(0, 1, 2), 0.1)));
        for (int client = 0; client < 3; client++) {
            model.accept(new TimedEvent(1, new RunEvent.ClientStarted(1, client)));
        }
        assertEquals("tell.sent", Narrator.tell(model, FIGURES).now().key());
        model.accept(new TimedEvent(2, new RunEvent.ClientDone(1, 0, 1, 1, 1, 0.5, 1, 9, 1)));
        assertEquals(
                "tell.training.means", Narrator.tell(model, FIGURES).means().key());
        model.accept(new TimedEvent(3, new RunEvent.ClientDropped(1, 1)));
        Narrator.Line line = Narrator.tell(model, FIGURES);
        assertEquals("1 of 3 updates have arrived. Still training: 1.", Words.ENGLISH.say(line.now()));
        assertEquals(
                "Client 02 dropped out this round. Its pictures are not part of this average.",
                Words.ENGLISH.say(line.means()));
        model.accept(new TimedEvent(4, new RunEvent.ClientDone(1, 2, 1, 1, 1, 0.5, 1, 9, 1)));
        assertEquals("tell.merging", Narrator.tell(model, FIGURES).now().key());
        model.accept(new TimedEvent(5, new RunEvent.Ended(RunEvent.Outcome.DIVERGED, 1, "", Map.of())));
        assertEquals("tell.diverged", Narrator.tell(model, FIGURES).now().key());
    }

    @Test
    void a_class_can_read_it_in_both_languages() throws Exception {
        for (String language : List.of("en", "zh-CN")) {
            try (WindowHand hand = new WindowHand(WindowHand.settings(true, language, 1), new ScriptedEngine(30, 12))) {
                FxRobot robot = hand.robot();
                robot.interact(() -> hand.context().actions().start());
                Looks.until(() -> hand.context().run().round() == 11
                        && hand.context().run().count(ClientPhase.TRAINING) >= 2);
                robot.push(KeyCode.F5);
                assertTrue(hand.there("#narration"));
                assertFalse(hand.there(".setup"));
                assertFalse(hand.context().environment().dark(), "projectors wash out dark");
                Thread.sleep(500);
                assertEquals(List.of(), Looks.cut(hand.window().scene()), language);
                robot.interact(() -> assertTrue(
                        legendFits(hand.window().scene().lookup(".presented")), "the legend lies within its card"));
                robot.interact(
                        () -> assertEquals(0, tooSmall(hand.window().scene().lookup(".presented"))));
                Looks.shoot(hand.window().scene(), "presentation-" + language.substring(0, 2));
                String said =
                        robot.lookup("#narration-now").queryAs(Label.class).getText();
                assertNotEquals("", said);
                assertTrue(hand.there("#accuracy-chart"));
                robot.push(KeyCode.RIGHT);
                assertTrue(hand.there("#loss-chart"));
                robot.push(KeyCode.LEFT);
                robot.push(KeyCode.LEFT);
                assertTrue(hand.there("#spread-chart"));
                robot.push(KeyCode.ESCAPE);
                assertFalse(hand.there("#narration"));
                assertTrue(hand.there(".setup"));
                assertTrue(hand.context().environment().dark(), "the theme is back");
                assertFalse(hand.context().navigation().presenting().get());
            }
        }
    }

    private static boolean legendFits(Node part) {
        Node legend = part.lookup(".legend");
        Node card = legend.getParent().getParent();
        return legend.localToScene(legend.getBoundsInLocal()).getMaxX()
                <= card.localToScene(card.getBoundsInLocal()).getMaxX();
    }

    /** Texts that are under 16 pixels high as shown. */
    private static long tooSmall(Node part) {
        return part.lookupAll(".text").stream()
                .filter(Text.class::isInstance)
                .map(Text.class::cast)
                .filter(text -> !text.getText().isBlank() && text.isVisible())
                .filter(text -> text.getFont().getSize()
                                * text.getLocalToSceneTransform().getMxx()
                        < 15.9)
                .count();
    }
}
