package org.fedlens.app.clusters;

import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.fedlens.app.kit.FxPulse;
import org.fedlens.app.kit.LatestTask;
import org.fedlens.experiment.inspect.ClusterStory;
import org.fedlens.experiment.inspect.PeoplePredictions;

/** The cluster film: whose, and where it stands. Phases are whole numbers, what lies between is on the way. */
final class ClusterAnimationModel {
    private final LatestTask reading;
    private final ObjectProperty<Optional<ClusterAnimation>> film = new SimpleObjectProperty<>(Optional.empty());
    private final BooleanProperty nothing = new SimpleBooleanProperty();
    private final IntegerProperty client = new SimpleIntegerProperty();
    private final DoubleProperty position = new SimpleDoubleProperty();
    private final DoubleProperty perSecond = new SimpleDoubleProperty(1);
    private Optional<PeoplePredictions> found = Optional.empty();

    ClusterAnimationModel(Executor background, FxPulse pulse) {
        this.reading = new LatestTask(background, pulse);
        client.addListener((value, before, now) -> read());
    }

    /** Reads the film of the client that is chosen, if something else is found than before. */
    void of(Optional<PeoplePredictions> predictions) {
        if (!predictions.equals(found)) {
            found = predictions;
            read();
        }
    }

    private void read() {
        if (found.isEmpty()) {
            reading.cancel();
            show(Optional.empty());
            nothing.set(false);
            return;
        }
        PeoplePredictions predictions = found.get();
        int whose = client.get() < predictions.clients().size() ? client.get() : 0;
        reading.ask(
                () -> predictions
                        .story(whose)
                        .filter(story -> story.phases() > 0)
                        .map(ClusterAnimation::of),
                this::show,
                failure -> show(Optional.empty()));
    }

    private void show(Optional<ClusterAnimation> now) {
        film.set(now);
        nothing.set(now.isEmpty());
        position.set(now.map(ClusterAnimation::last).orElse(0));
    }

    /** The nearest whole phase. */
    int phase() {
        return (int) Math.round(position.get());
    }

    /** Goes to a phase, within what there is. */
    void go(double phase) {
        position.set(Math.max(0, Math.min(film.get().map(ClusterAnimation::last).orElse(0), phase)));
    }

    /** What the clusters are at the nearest whole phase. */
    Optional<ClusterStory.Phase> now() {
        return film.get().map(shown -> shown.story().phase(phase()));
    }

    /** Nothing while it is read, and where there is none. */
    ReadOnlyObjectProperty<Optional<ClusterAnimation>> film() {
        return film;
    }

    /** True if the client has merged nothing that could be shown. */
    ReadOnlyBooleanProperty nothing() {
        return nothing;
    }

    /** Whose film it is. */
    IntegerProperty client() {
        return client;
    }

    DoubleProperty position() {
        return position;
    }

    /** Phases per second while it plays. */
    DoubleProperty perSecond() {
        return perSecond;
    }
}
