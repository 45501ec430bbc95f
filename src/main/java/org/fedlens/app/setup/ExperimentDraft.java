package org.fedlens.app.setup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import javafx.animation.PauseTransition;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.util.Duration;
import javafx.util.Subscription;
import org.fedlens.app.engine.Engine;
import org.fedlens.app.engine.LabelDistribution;
import org.fedlens.app.engine.Preset;
import org.fedlens.app.kit.FxPulse;
import org.fedlens.app.kit.LatestTask;
import org.fedlens.app.kit.UndoHistory;
import org.fedlens.experiment.run.CostEstimate;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * The experiment as it is being set up. Every change is one step that can be undone; what it means - the lines of the
 * form, what is wrong, who would hold what - is worked out in the background.
 */
public final class ExperimentDraft {
    /** Nobody is told how long a run takes while a slider still moves. */
    private static final int REST_MILLIS = 700;

    private final Engine engine;
    private final BooleanSupplier busy;
    private final LatestTask reading;
    private final LatestTask dealing;
    private final LatestTask rehearsing;
    private final List<Companion> companions = new CopyOnWriteArrayList<>();
    private final UndoHistory<State> history = new UndoHistory<>(new State(Optional.empty(), Map.of()));
    private final ObjectProperty<SetupSnapshot> sheet = new SimpleObjectProperty<>(SetupSnapshot.empty());
    private final ObjectProperty<LabelDistribution> federation = new SimpleObjectProperty<>(LabelDistribution.none());
    private final ObjectProperty<Optional<Preset>> preset = new SimpleObjectProperty<>(Optional.empty());

    private final ObjectProperty<Optional<CostEstimate>> estimate = new SimpleObjectProperty<>(Optional.empty());
    private final PauseTransition rest = new PauseTransition(Duration.millis(REST_MILLIS));
    private final LongProperty wait = new SimpleLongProperty();

    /** Somebody who shows the split and has work to do for that which is not for the window's thread. */
    interface Companion {
        /**
         * Called in the background with a new split.
         *
         * @return done on the window's thread when the split is shown, in the same frame
         */
        Runnable prepare(LabelDistribution dealt);
    }

    /** A split and what was prepared with it. */
    private record Dealt(LabelDistribution federation, List<Runnable> prepared) {}

    /** A step of the history. */
    private record State(Optional<Preset> preset, Map<String, Object> tree) {}

    /**
     * @param background where a change is worked out
     * @param busy true while a run is on, which nothing may slow down
     */
    public ExperimentDraft(Engine engine, FxPulse pulse, Executor background, BooleanSupplier busy) {
        this.engine = engine;
        this.busy = busy;
        this.reading = new LatestTask(background, pulse);
        this.dealing = new LatestTask(background, pulse);
        this.rehearsing = new LatestTask(background, pulse);
    }

    /** Begins with a ready setup; nothing to undo yet. */
    public void begin(Preset first) {
        history.reset(new State(Optional.of(first), first.tree()));
        refresh();
    }

    /** Replaces the setup by a ready one; one step. */
    public void use(Preset next) {
        history.set(new State(Optional.of(next), next.tree()));
        refresh();
    }

    /** Replaces the setup by that of a run on disk; one step. */
    public void use(Map<String, Object> tree) {
        history.set(new State(Optional.empty(), tree));
        refresh();
    }

    /** Sets one value; one step. */
    public void set(String path, Object value) {
        State now = history.now();
        history.set(new State(now.preset(), engine.with(now.tree(), path, value)));
        refresh();
    }

    /** Shows what a value would mean while a slider is dragged; no step. */
    public void tryOut(String path, Object value) {
        deal(engine.with(tree(), path, value), sheet.get());
    }

    public void undo() {
        history.undo();
        refresh();
    }

    public void redo() {
        history.redo();
        refresh();
    }

    private void refresh() {
        State now = history.now();
        rest.stop();
        rehearsing.cancel();
        estimate.set(Optional.empty());
        preset.set(now.preset());
        reading.ask(
                () -> new SetupSnapshot(now.tree(), engine.entries(now.tree()), engine.check(now.tree())),
                read -> {
                    sheet.set(read);
                    deal(now.tree(), read);
                },
                failure -> blame(SetupSnapshot.empty(), failure));
    }

    private void deal(Map<String, Object> tree, SetupSnapshot read) {
        if (!read.problems().isEmpty()) {
            dealing.cancel();
            return;
        }
        Path base = base();
        long asked = System.nanoTime();
        dealing.ask(
                () -> {
                    LabelDistribution dealt = engine.preview(tree, base);
                    return new Dealt(
                            dealt,
                            companions.stream()
                                    .map(companion -> companion.prepare(dealt))
                                    .toList());
                },
                dealt -> {
                    wait.set(System.nanoTime() - asked);
                    federation.set(dealt.federation());
                    dealt.prepared().forEach(Runnable::run);
                    if (tree.equals(tree())) {
                        rest.setOnFinished(rested -> rehearse(tree, base));
                        rest.playFromStart();
                    }
                },
                failure -> blame(read, failure));
    }

    /** Has something prepared with every split from now on. */
    Subscription accompany(Companion companion) {
        companions.add(companion);
        return () -> companions.remove(companion);
    }

    private void rehearse(Map<String, Object> tree, Path base) {
        if (!busy.getAsBoolean()) {
            // What keeps a run from beginning is said when it is begun; here it only means that nothing is known.
            rehearsing.ask(() -> engine.estimate(tree, base), estimate::set, failure -> estimate.set(Optional.empty()));
        }
    }

    /** What the run would roughly take, once that is known. */
    public ReadOnlyObjectProperty<Optional<CostEstimate>> estimateProperty() {
        return estimate;
    }

    private void blame(SetupSnapshot read, Exception failure) {
        Problem problem = failure instanceof Problem known
                ? known
                : new Problem("data.source", Text.of("ui.problem.fault"), Text.of("ui.problem.openLog"), failure);
        List<Problem> all = new ArrayList<>(read.problems());
        all.add(problem);
        sheet.set(new SetupSnapshot(read.tree(), read.entries(), all));
    }

    public Map<String, Object> tree() {
        return history.now().tree();
    }

    /** Where relative data folders start. */
    public Path base() {
        return history.now().preset().map(Preset::base).orElse(Path.of("").toAbsolutePath());
    }

    /** True if the setup began as a preset and was changed since. */
    public boolean edited() {
        return preset.get().map(used -> !used.tree().equals(tree())).orElse(false);
    }

    public ReadOnlyObjectProperty<SetupSnapshot> sheetProperty() {
        return sheet;
    }

    public SetupSnapshot sheet() {
        return sheet.get();
    }

    public ReadOnlyObjectProperty<LabelDistribution> federationProperty() {
        return federation;
    }

    /** Nanoseconds from the change to the federation that is shown now. */
    public ReadOnlyLongProperty waitProperty() {
        return wait;
    }

    public ReadOnlyObjectProperty<Optional<Preset>> presetProperty() {
        return preset;
    }

    public ReadOnlyBooleanProperty canUndo() {
        return history.canUndo();
    }

    public ReadOnlyBooleanProperty canRedo() {
        return history.canRedo();
    }
}
