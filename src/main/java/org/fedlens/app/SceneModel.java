package org.fedlens.app;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.fedlens.experiment.LabelConflict;
import org.fedlens.experiment.PredictedScene;
import org.fedlens.experiment.SceneOrder;
import org.fedlens.experiment.ScenePredictions;
import org.fedlens.report.Tokens;

/** The segmentation side of the Predictions view: one or two runs, and how their scenes are looked through. */
final class SceneModel {
    /** Scenes on one page. */
    static final int ROWS = 4;

    private final Predicting<ScenePredictions> first;
    private final Predicting<ScenePredictions> second;
    private final Latest paging;
    private final Latest wiping;
    private final Latest conflicting;
    private final ObjectProperty<SceneOrder> order = new SimpleObjectProperty<>(SceneOrder.WORST);
    private final IntegerProperty at = new SimpleIntegerProperty();
    private final DoubleProperty overlay = new SimpleDoubleProperty(1);
    private final BooleanProperty errors = new SimpleBooleanProperty();
    private final BooleanProperty wipe = new SimpleBooleanProperty();
    private final IntegerProperty turn = new SimpleIntegerProperty();
    private final IntegerProperty round = new SimpleIntegerProperty(Integer.MAX_VALUE);
    private final IntegerProperty client = new SimpleIntegerProperty(-1);
    private final LongProperty revision = new SimpleLongProperty();
    private int[] sorted = {};

    SceneModel(Executor background, FxPulse pulse) {
        this.first = new Predicting<>(background, pulse);
        this.second = new Predicting<>(background, pulse);
        this.paging = new Latest(background, pulse);
        this.wiping = new Latest(background, pulse);
        this.conflicting = new Latest(background, pulse);
        first.revision().subscribe(changed -> sort());
        second.revision().subscribe(changed -> revision.set(revision.get() + 1));
        order.addListener((value, before, now) -> {
            at.set(0);
            sort();
        });
    }

    private void sort() {
        sorted = first.result().map(found -> order.get().of(found.ious())).orElse(new int[0]);
        at.set(Math.max(0, Math.min(at.get(), sorted.length - 1)));
        revision.set(revision.get() + 1);
    }

    void clear() {
        first.clear();
        second.clear();
        at.set(0);
        turn.set(0);
        round.set(Integer.MAX_VALUE);
        client.set(-1);
    }

    /** Compares with a run, or with none. */
    void compare(Optional<PastRun> other) {
        if (other.isEmpty()) {
            second.clear();
        } else {
            second.show(other, ScenePredictions::of);
        }
    }

    /** Goes on by so many scenes, as far as there are some. */
    void step(int by) {
        int next = at.get() + by;
        if (next >= 0 && next < sorted.length) {
            at.set(next);
        }
    }

    /** The scenes of the page that is shown, in their order. */
    int[] page() {
        return Arrays.copyOfRange(sorted, at.get(), Math.min(sorted.length, at.get() + ROWS));
    }

    int count() {
        return sorted.length;
    }

    /** True if the other run was tried on the same scenes. */
    boolean comparable() {
        return first.result().isPresent()
                && second.result().isPresent()
                && first.result().get().sameScenes(second.result().get());
    }

    /** Paints the page in the background. */
    void paintPage(Tokens tokens, Consumer<List<ScenePictures>> shown, Consumer<Exception> failed) {
        ScenePredictions found = first.result().orElseThrow();
        int[] wanted = page();
        paging.ask(
                () -> {
                    List<ScenePictures> pictures = new ArrayList<>();
                    for (int index : wanted) {
                        pictures.add(painted(found, index, tokens));
                    }
                    return pictures;
                },
                shown,
                failed);
    }

    /** The same scene by both runs, or by the first and as it is. */
    record Pair(ScenePictures left, ScenePictures right) {}

    /**
     * Paints the first scene of the page by both runs, in the background; without another run the truth is at the
     * right.
     */
    void paintWipe(Tokens tokens, Consumer<Pair> shown, Consumer<Exception> failed) {
        ScenePredictions left = first.result().orElseThrow();
        Optional<ScenePredictions> right = comparable() ? second.result() : Optional.empty();
        int index = sorted[at.get()];
        wiping.ask(
                () -> {
                    ScenePictures mine = painted(left, index, tokens);
                    return new Pair(
                            mine, right.isPresent() ? painted(right.get(), index, tokens) : mine.truthAsGuess());
                },
                shown,
                failed);
    }

    private static ScenePictures painted(ScenePredictions found, int index, Tokens tokens) throws InterruptedException {
        PredictedScene scene = found.scene(index);
        return ScenePictures.of(scene, found.classes().size(), tokens);
    }

    /** Looks for a scene that two clients label differently, in the background. */
    void conflict(Consumer<Optional<LabelConflict>> shown, Consumer<Exception> failed) {
        ScenePredictions found = first.result().orElseThrow();
        int now = turn.get();
        conflicting.ask(() -> found.conflict(now), shown, failed);
    }

    Predicting<ScenePredictions> first() {
        return first;
    }

    Predicting<ScenePredictions> second() {
        return second;
    }

    ObjectProperty<SceneOrder> order() {
        return order;
    }

    /** Where in the order the page begins. */
    IntegerProperty at() {
        return at;
    }

    /** How much of a mask covers its picture, 0 to 1. */
    DoubleProperty overlay() {
        return overlay;
    }

    /** True to show what is wrong instead of what is said. */
    BooleanProperty errors() {
        return errors;
    }

    /** True to show one scene by two runs instead of rows. */
    BooleanProperty wipe() {
        return wipe;
    }

    /** The round whose figures are shown; one that is not there stands for the last before it. */
    IntegerProperty round() {
        return round;
    }

    /** The client whose unseen classes are marked, -1 for none. */
    IntegerProperty client() {
        return client;
    }

    /** By class: true if it is marked. */
    boolean[] marked() {
        return first.result()
                .filter(found -> client.get() >= 0 && client.get() < found.clients())
                .map(found -> found.unseen(client.get()))
                .orElseGet(() -> new boolean
                        [first.result().map(found -> found.classes().size()).orElse(0)]);
    }

    /** Which of the label conflicts is shown. */
    IntegerProperty turn() {
        return turn;
    }

    /** Changes whenever what is known of the runs does. */
    ReadOnlyLongProperty revision() {
        return revision;
    }
}
