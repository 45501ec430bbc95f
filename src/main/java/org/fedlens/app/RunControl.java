package org.fedlens.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.fedlens.experiment.Moment;
import org.fedlens.experiment.RunEvent;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/** What the buttons and the keys do: run, pause, step, stop, pin, open. On the window's thread only. */
public final class RunControl {
    private final Engine engine;
    private final FxPulse pulse;
    private final Executor background;
    private final RunModel model;
    private final Draft draft;
    private final ObjectProperty<Optional<Path>> discarded = new SimpleObjectProperty<>(Optional.empty());
    private Optional<Engine.Run> run = Optional.empty();
    /** What was asked of a run that is still being begun. */
    private final List<Consumer<Engine.Run>> early = new ArrayList<>();

    private final ObjectProperty<Map<String, Object>> played = new SimpleObjectProperty<>(Map.of());
    private final IntegerProperty embedded = new SimpleIntegerProperty(-1);
    private int generation;

    public RunControl(Engine engine, FxPulse pulse, Executor background, RunModel model, Draft draft) {
        this.engine = engine;
        this.pulse = pulse;
        this.background = background;
        this.model = model;
        this.draft = draft;
    }

    /** The primary button: begins, pauses or goes on, whichever the phase allows. */
    public void primary() {
        switch (model.phase()) {
            case RUNNING -> pause();
            case PAUSED -> resume();
            case READY, FINISHED, STOPPED, DIVERGED, FAILED -> start();
            default -> {
                // Nothing to do while something is under way.
            }
        }
    }

    public boolean canStart() {
        Sheet sheet = draft.sheet();
        return !model.phase().active()
                && !sheet.entries().isEmpty()
                && sheet.problems().isEmpty();
    }

    /** True while the primary button does something. */
    public boolean canPress() {
        return model.phase() == Phase.RUNNING || model.phase() == Phase.PAUSED || canStart();
    }

    public boolean canStop() {
        return model.phase().active() && model.phase() != Phase.STOPPING;
    }

    public boolean canPin() {
        return !model.table().isEmpty() || model.pinnedProperty().get().isPresent();
    }

    public void start() {
        if (!canStart()) {
            return;
        }
        Sheet sheet = draft.sheet();
        model.begin(factsOf(sheet), (int) sheet.number("training.rounds", 0));
        Map<String, Object> tree = draft.tree();
        played.set(tree);
        var base = draft.base();
        launch(listener -> engine.start(tree, base, listener));
    }

    /** Goes on with a stopped run on disk. */
    public void resume(PastRun past) {
        if (model.phase().active()) {
            return;
        }
        int mine = ++generation;
        background.execute(guarded(mine, () -> {
            Map<String, Object> tree = engine.settings(past.folder());
            pulse.post(() -> prepare(past, tree));
            engine.replay(past.folder(), moment -> post(mine, moment));
            pulse.post(() -> {
                if (mine == generation) {
                    model.become(Phase.LOADING);
                    launch(listener -> engine.resume(past.folder(), listener));
                }
            });
        }));
    }

    private void prepare(PastRun past, Map<String, Object> tree) {
        draft.use(tree);
        played.set(tree);
        model.begin(new RunFacts(past.name(), "", past.detail(), ""), past.rounds());
    }

    /** Shows a run on disk, by the same events as when it ran. */
    public void open(PastRun past) {
        if (model.phase().active()) {
            return;
        }
        int mine = ++generation;
        background.execute(guarded(mine, () -> {
            Map<String, Object> tree = engine.settings(past.folder());
            pulse.post(() -> prepare(past, tree));
            engine.replay(past.folder(), moment -> post(mine, moment));
            pulse.post(() -> {
                if (mine == generation && model.phase().active()) {
                    // A run that was killed has no last event.
                    model.become(Phase.STOPPED);
                }
            });
        }));
    }

    private void launch(Function<Engine.Listener, Engine.Run> begin) {
        int mine = ++generation;
        discarded.set(Optional.empty());
        run = Optional.empty();
        early.clear();
        background.execute(guarded(mine, () -> {
            Engine.Run begun = begin.apply(new Ear(mine));
            pulse.post(() -> {
                if (mine == generation) {
                    run = Optional.of(begun);
                    early.forEach(this::tell);
                    early.clear();
                }
            });
        }));
    }

    private Runnable guarded(int mine, Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (Problem problem) {
                fail(mine, problem.said());
            } catch (RuntimeException | LinkageError fault) {
                fail(mine, Text.of("ui.problem.crashed", String.valueOf(fault)));
            }
        };
    }

    private void post(int mine, Moment moment) {
        pulse.post(() -> {
            if (mine == generation) {
                model.accept(moment);
                if (moment.event() instanceof RunEvent.Embedded kept) {
                    embedded.set(kept.round());
                }
            }
        });
    }

    private void fail(int mine, Text reason) {
        pulse.post(() -> {
            if (mine == generation) {
                model.fail(reason);
            }
        });
    }

    /** The settings with which the run on the screen was begun, nothing before the first. */
    ReadOnlyObjectProperty<Map<String, Object>> played() {
        return played;
    }

    /** The last round of the run on the screen whose embeddings are kept. */
    ReadOnlyIntegerProperty embedded() {
        return embedded;
    }

    public void pause() {
        if (model.phase() == Phase.RUNNING) {
            model.become(Phase.PAUSING);
            tell(Engine.Run::pause);
        }
    }

    public void resume() {
        if (model.phase() == Phase.PAUSED) {
            model.become(Phase.RUNNING);
            tell(Engine.Run::resume);
        }
    }

    /** One round of a paused run. */
    public void step() {
        if (model.phase() == Phase.PAUSED) {
            model.become(Phase.PAUSING);
            tell(Engine.Run::step);
        }
    }

    public void stop() {
        if (canStop()) {
            model.become(Phase.STOPPING);
            tell(Engine.Run::stop);
        }
    }

    /** Where the run on the screen lies in the bin, while it does. */
    public ReadOnlyObjectProperty<Optional<Path>> discardedProperty() {
        return discarded;
    }

    /** Moves the run on the screen to the bin; its curves stay. */
    public void discard() {
        shown(past -> {
            int mine = generation;
            background.execute(guarded(mine, () -> {
                Path place = engine.discard(past.folder());
                pulse.post(() -> discarded.set(Optional.of(place)));
            }));
        });
    }

    /** Takes it out of the bin again. */
    public void restore() {
        discarded.get().ifPresent(place -> {
            int mine = generation;
            background.execute(guarded(mine, () -> {
                engine.restore(place);
                pulse.post(() -> discarded.set(Optional.empty()));
            }));
        });
    }

    /** Goes on with the run on the screen, which was stopped. */
    public void resumeShown() {
        shown(this::resume);
    }

    /** Looks up the run on the screen among those on disk. */
    private void shown(Consumer<PastRun> act) {
        String name = model.runName();
        pastRuns(runs -> runs.stream()
                .filter(past -> past.folder().getFileName().toString().equals(name))
                .findFirst()
                .ifPresent(act));
    }

    public void pin() {
        if (model.pinnedProperty().get().isPresent()) {
            model.unpin();
        } else {
            model.pin();
        }
    }

    /** Changes a setting: in the draft, and in the run if it is live and one is on. */
    public void change(String path, Object value, boolean live) {
        draft.set(path, value);
        if (live && model.phase().active()) {
            tell(running -> running.change(path, value));
        }
    }

    /** Looks up earlier runs and hands them over on the window's thread. */
    public void pastRuns(Consumer<List<PastRun>> shown) {
        ask(engine::runs, shown);
    }

    private <T> void ask(Supplier<T> question, Consumer<T> shown) {
        background.execute(() -> {
            T answer = question.get();
            pulse.post(() -> shown.accept(answer));
        });
    }

    private void tell(Consumer<Engine.Run> order) {
        run.ifPresentOrElse(
                running -> background.execute(() -> order.accept(running)),
                // The handle is still on its way; a stop must not be lost for that.
                () -> early.add(order));
    }

    private static RunFacts factsOf(Sheet sheet) {
        String source = sheet.value("data.source");
        String data = source.substring(Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\')) + 1);
        return new RunFacts(sheet.value("name"), data, sheet.value("algorithm.name"), sheet.value("seed"));
    }

    /** The facts of the setup while no run is shown. */
    public RunFacts draftFacts() {
        return factsOf(draft.sheet());
    }

    private final class Ear implements Engine.Listener {
        private final int mine;

        Ear(int mine) {
            this.mine = mine;
        }

        @Override
        public void on(Moment moment) {
            post(mine, moment);
        }

        @Override
        public void refused(Problem problem) {
            fail(mine, problem.said());
        }

        @Override
        public void crashed(Throwable fault) {
            fail(mine, Text.of("ui.problem.crashed", String.valueOf(fault)));
        }
    }
}
