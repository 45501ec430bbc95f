package org.fedlens.experiment.inspect;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.fedlens.experiment.store.RunFiles;

/** What the model of a run says about a picture. */
public enum PredictionTask {
    /** Which class it is of. */
    CLASSES("accuracy"),
    /** Which class each of its pixels is of. */
    SCENES("miou"),
    /** Which other pictures show the same one. */
    PEOPLE("map");

    /** Lines of metrics.csv that the first evaluation surely fits in, clients included. */
    private static final int LOOKED_AT = 4000;

    private final String figure;

    PredictionTask(String figure) {
        this.figure = figure;
    }

    /** What a run does, told by its figures without reading its data; nothing if it has no model to try yet. */
    public static Optional<PredictionTask> of(Path run) {
        if (Files.notExists(run.resolve(RunFiles.STATE))) {
            return Optional.empty();
        }
        Optional<PredictionTask> found = Optional.empty();
        try (BufferedReader lines = Files.newBufferedReader(run.resolve(RunFiles.METRICS))) {
            String line = lines.readLine();
            for (int read = 0; line != null && read < LOOKED_AT; read++, line = lines.readLine()) {
                String[] cells = line.split(",");
                for (PredictionTask task : values()) {
                    // A run that classifies pixels has an accuracy too.
                    if (cells.length == 4 && cells[2].equals(task.figure) && (task != CLASSES || found.isEmpty())) {
                        found = Optional.of(task);
                    }
                }
                if (found.isPresent() && found.get() != CLASSES) {
                    return found;
                }
            }
        } catch (IOException unreadable) {
            return Optional.empty();
        }
        return found;
    }
}
