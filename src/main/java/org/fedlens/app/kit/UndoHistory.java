package org.fedlens.app.kit;

import java.util.ArrayDeque;
import java.util.Deque;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

/**
 * A value that remembers what it was, a hundred steps back. Values are never changed, only replaced.
 *
 * @param <T> what is remembered
 */
public final class UndoHistory<T> {
    static final int STEPS = 100;

    private final Deque<T> past = new ArrayDeque<>();
    private final Deque<T> future = new ArrayDeque<>();
    private final BooleanProperty canUndo = new SimpleBooleanProperty();
    private final BooleanProperty canRedo = new SimpleBooleanProperty();
    private T now;

    public UndoHistory(T first) {
        this.now = first;
    }

    public T now() {
        return now;
    }

    /** Replaces the value; what had been undone is forgotten. */
    public void set(T value) {
        if (value.equals(now)) {
            return;
        }
        past.push(now);
        if (past.size() > STEPS) {
            past.removeLast();
        }
        future.clear();
        now = value;
        refresh();
    }

    /** Begins anew from a value. */
    public void reset(T value) {
        past.clear();
        future.clear();
        now = value;
        refresh();
    }

    /** Goes one step back, if there is one. */
    public T undo() {
        if (!past.isEmpty()) {
            future.push(now);
            now = past.pop();
            refresh();
        }
        return now;
    }

    /** Takes one undo back, if there is one. */
    public T redo() {
        if (!future.isEmpty()) {
            past.push(now);
            now = future.pop();
            refresh();
        }
        return now;
    }

    public ReadOnlyBooleanProperty canUndo() {
        return canUndo;
    }

    public ReadOnlyBooleanProperty canRedo() {
        return canRedo;
    }

    private void refresh() {
        canUndo.set(!past.isEmpty());
        canRedo.set(!future.isEmpty());
    }
}
