package org.fedlens.app.prediction;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.fedlens.app.engine.RunListEntry;
import org.fedlens.app.kit.FxPulse;
import org.fedlens.experiment.inspect.PredictionTask;
import org.fedlens.experiment.inspect.ScenePredictions;

/**
 * What the Predictions view shows: a run, and what its model says by its task. Of other runs nothing is held. It
 * outlives the views, which come and go with the language. On the window's thread only.
 */
final class PredictionModel {
    /** A run that has a model to look at. */
    record Tried(RunListEntry run, PredictionTask task) {}

    private final Supplier<List<RunListEntry>> list;
    private final Executor background;
    private final FxPulse pulse;
    private final ObjectProperty<List<Tried>> runs = new SimpleObjectProperty<>(List.of());
    private final ObjectProperty<Optional<Tried>> chosen = new SimpleObjectProperty<>(Optional.empty());
    private final BooleanProperty listed = new SimpleBooleanProperty();
    private final ClassPredictionModel classes;
    private final SceneModel scenes;
    private final PeopleModel people;

    /** @param list the runs there are, newest first; asked in the background */
    PredictionModel(Supplier<List<RunListEntry>> list, Executor background, FxPulse pulse) {
        this.list = list;
        this.background = background;
        this.pulse = pulse;
        this.classes = new ClassPredictionModel(background, pulse);
        this.people = new PeopleModel(background, pulse);
        this.scenes = new SceneModel(background, pulse);
    }

    /** Asks again which runs there are, and looks at the newest if none is looked at. */
    void open() {
        background.execute(() -> {
            List<Tried> found = list.get().stream()
                    .flatMap(run -> PredictionTask.of(run.folder()).map(task -> new Tried(run, task)).stream())
                    .toList();
            pulse.post(() -> found(found));
        });
    }

    private void found(List<Tried> found) {
        runs.set(found);
        listed.set(true);
        if (chosen.get().isEmpty() && !found.isEmpty()) {
            choose(found.get(0));
        }
    }

    /** Looks at a run, at its newest checkpoint. */
    void choose(Tried run) {
        boolean same = chosen.get().map(Tried::task).equals(Optional.of(run.task()));
        if (!same) {
            classes.trial().clear();
            scenes.clear();
            people.trial().clear();
        }
        chosen.set(Optional.of(run));
        switch (run.task()) {
            case CLASSES -> classes.show(run.run());
            case SCENES -> scenes.first().show(Optional.of(run.run()), ScenePredictions::of);
            case PEOPLE -> people.show(run.run());
        }
    }

    /** Looks at the newest run of a task. */
    void choose(PredictionTask task) {
        runs.get().stream().filter(run -> run.task() == task).findFirst().ifPresent(this::choose);
    }

    /** Looks again, where there may be a newer checkpoint. */
    void again() {
        open();
        chosen.get().ifPresent(this::choose);
    }

    /** What is being tried now, whatever its task. */
    Optional<PredictionJob<?>> trial() {
        return chosen.get().map(run -> switch (run.task()) {
            case CLASSES -> classes.trial();
            case SCENES -> scenes.first();
            case PEOPLE -> people.trial();
        });
    }

    ReadOnlyObjectProperty<List<Tried>> runs() {
        return runs;
    }

    ReadOnlyObjectProperty<Optional<Tried>> chosen() {
        return chosen;
    }

    ReadOnlyBooleanProperty listed() {
        return listed;
    }

    ClassPredictionModel classes() {
        return classes;
    }

    PeopleModel people() {
        return people;
    }

    SceneModel scenes() {
        return scenes;
    }
}
