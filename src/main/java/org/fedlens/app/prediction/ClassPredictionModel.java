package org.fedlens.app.prediction;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.image.Image;
import org.fedlens.app.engine.RunListEntry;
import org.fedlens.app.kit.FxPulse;
import org.fedlens.app.kit.LatestTask;
import org.fedlens.experiment.inspect.ClassPredictions;

/** The classification side of the Predictions view: which cell of the matrix is looked into. */
final class ClassPredictionModel {
    /** Images of a cell that are shown. */
    private static final int MOST = 60;

    /**
     * A cell of the matrix.
     *
     * @param truth the row
     * @param guess the column
     */
    record Cell(int truth, int guess) {}

    /**
     * An image of the cell.
     *
     * @param likely its likeliest classes
     */
    record Shown(int index, Image image, List<ClassPredictions.Likely> likely) {}

    private final PredictionJob<ClassPredictions> trial;
    private final LatestTask reading;
    private final BooleanProperty shares = new SimpleBooleanProperty();
    private final ObjectProperty<Optional<Cell>> cell = new SimpleObjectProperty<>(Optional.empty());

    ClassPredictionModel(Executor background, FxPulse pulse) {
        this.trial = new PredictionJob<>(background, pulse);
        this.reading = new LatestTask(background, pulse);
    }

    /** Tries the newest model of a run. */
    void show(RunListEntry run) {
        if (!trial.run().map(RunListEntry::folder).equals(Optional.of(run.folder()))) {
            cell.set(Optional.empty());
        }
        trial.show(Optional.of(run), ClassPredictions::of);
    }

    /** Reads the images of the chosen cell in the background. */
    void read(Consumer<List<Shown>> shown, Consumer<Exception> failed) {
        ClassPredictions found = trial.result().orElseThrow();
        Cell chosen = cell.get().orElseThrow();
        reading.ask(
                () -> Arrays.stream(found.cell(chosen.truth(), chosen.guess()))
                        .limit(MOST)
                        .mapToObj(index -> new Shown(
                                index, SceneImages.picture(found.pixels(index), found.shape()), found.likely(index)))
                        .toList(),
                shown,
                failed);
    }

    PredictionJob<ClassPredictions> trial() {
        return trial;
    }

    /** True to show shares of the row instead of counts. */
    BooleanProperty shares() {
        return shares;
    }

    /** The cell that is looked into. */
    ObjectProperty<Optional<Cell>> cell() {
        return cell;
    }
}
