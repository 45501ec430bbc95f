package org.fedlens.experiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.fedlens.text.CsvText;

/** What the model of a run says about a picture. */
public enum Task {
    /** Which class it is of. */
    CLASSES("accuracy"),
    /** Which class each of its pixels is of. */
    SCENES("miou"),
    /** Which other pictures show the same one. */
    PEOPLE("map");

    /** Rows of metrics.csv that the first evaluation surely fits in, clients included. */
    private static final int LOOKED_AT = 4000;

    private final String figure;

    Task(String figure) {
        this.figure = figure;
    }

    /** What a run does, told by its figures without reading its data; nothing if it has no model to try yet. */
    public static Optional<Task> of(Path run) {
        if (Files.notExists(run.resolve(RunFiles.STATE))) {
            return Optional.empty();
        }
        Optional<Task> found = Optional.empty();
        try (BufferedReader lines = Files.newBufferedReader(run.resolve(RunFiles.METRICS));
                CSVParser rows = CsvText.FORMAT.parse(lines)) {
            Iterator<CSVRecord> each = rows.iterator();
            for (int read = 0; read < LOOKED_AT && each.hasNext(); read++) {
                CSVRecord cells = each.next();
                for (Task task : values()) {
                    // A run that classifies pixels has an accuracy too.
                    if (cells.size() == 4 && cells.get(2).equals(task.figure) && (task != CLASSES || found.isEmpty())) {
                        found = Optional.of(task);
                    }
                }
                if (found.isPresent() && found.get() != CLASSES) {
                    return found;
                }
            }
        } catch (IOException | UncheckedIOException unreadable) {
            return Optional.empty();
        }
        return found;
    }
}
