package org.fedlens.app.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class UndoHistoryTest {
    @Test
    void steps_are_taken_back_and_forth() {
        UndoHistory<String> history = new UndoHistory<>("a");
        history.set("b");
        history.set("c");
        assertEquals("b", history.undo());
        assertEquals("a", history.undo());
        assertFalse(history.canUndo().get());
        assertEquals("b", history.redo());
        history.set("d");
        assertFalse(history.canRedo().get());
        assertEquals("b", history.undo());
    }

    @Test
    void the_same_value_again_is_no_step() {
        UndoHistory<String> history = new UndoHistory<>("a");
        history.set("a");
        assertFalse(history.canUndo().get());
    }

    @Test
    void a_hundred_steps_are_remembered() {
        UndoHistory<Integer> history = new UndoHistory<>(0);
        for (int i = 1; i <= 150; i++) {
            history.set(i);
        }
        int steps = 0;
        while (history.canUndo().get()) {
            history.undo();
            steps++;
        }
        assertEquals(100, steps);
        assertTrue(history.canRedo().get());
        assertEquals(50, history.now());
    }
}
