package org.fedlens.app.inversion;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.fedlens.app.kit.FxPulse;
import org.fedlens.app.kit.LatestTask;
import org.fedlens.app.setup.ExperimentDraft;
import org.fedlens.experiment.inversion.GradientInversion;
import org.fedlens.experiment.settings.ExperimentFile;
import org.fedlens.settings.SettingField;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;
import org.fedlens.text.Words;

/** Winning images back from a gradient, for the window: what is asked for, how far it is, what came out. */
public final class InversionModel {
    /** So often, in shares of the whole, the window is told how far it is. */
    private static final double TOLD = 0.01;

    private final ExperimentDraft draft;
    private final FxPulse pulse;
    private final LatestTask searching;
    private final Map<String, String> typed = new LinkedHashMap<>();
    private final BooleanProperty running = new SimpleBooleanProperty();
    private final DoubleProperty progress = new SimpleDoubleProperty();
    private final ObjectProperty<Optional<GradientInversion.Outcome>> outcome =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Problem>> problem = new SimpleObjectProperty<>(Optional.empty());
    private AtomicBoolean cancelled = new AtomicBoolean();

    public InversionModel(ExperimentDraft draft, FxPulse pulse, Executor background) {
        this.draft = draft;
        this.pulse = pulse;
        this.searching = new LatestTask(background, pulse);
        for (SettingField field : GradientInversion.fields()) {
            typed.put(field.name(), field.usual());
        }
        typed.put("client", Words.client(0));
    }

    /** What a setting is now, as it was typed. */
    String value(String name) {
        return typed.get(name);
    }

    void set(String name, String value) {
        typed.put(name, value);
    }

    /** Begins to search, with the data and clients of the setup. */
    void start() {
        GradientInversion wanted;
        try {
            wanted = GradientInversion.standard().with(typed);
        } catch (Problem wrong) {
            problem.set(Optional.of(wrong));
            return;
        }
        cancel();
        AtomicBoolean mine = new AtomicBoolean();
        cancelled = mine;
        Map<String, Object> tree = draft.tree();
        Path base = draft.base();
        problem.set(Optional.empty());
        progress.set(0);
        running.set(true);
        double[] told = {0};
        searching.ask(
                () -> wanted.play(
                        ExperimentFile.require(tree),
                        base,
                        share -> {
                            if (share - told[0] >= TOLD) {
                                told[0] = share;
                                pulse.post(() -> progress.set(mine == cancelled ? share : progress.get()));
                            }
                        },
                        mine::get),
                found -> {
                    running.set(false);
                    outcome.set(found);
                },
                failure -> {
                    running.set(false);
                    problem.set(Optional.of(
                            failure instanceof Problem known
                                    ? known
                                    : new Problem(
                                            "inversion",
                                            Text.of("ui.problem.crashed", failure.toString()),
                                            Text.of("ui.problem.openLog"),
                                            failure)));
                });
    }

    /** Ends a search; what was found before stays. */
    public void cancel() {
        cancelled.set(true);
        searching.cancel();
        running.set(false);
    }

    ReadOnlyBooleanProperty running() {
        return running;
    }

    ReadOnlyDoubleProperty progress() {
        return progress;
    }

    ReadOnlyObjectProperty<Optional<GradientInversion.Outcome>> outcome() {
        return outcome;
    }

    ReadOnlyObjectProperty<Optional<Problem>> problem() {
        return problem;
    }
}
