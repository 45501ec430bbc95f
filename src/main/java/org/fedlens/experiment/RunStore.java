package org.fedlens.experiment;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.fedlens.text.CsvText;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * A run's folder: experiment.yaml, environment.json, events.jsonl, metrics.csv, state.json and weights/. Events and
 * figures are appended line by line; what stands behind the last checkpoint is cut off before a run goes on, so a
 * resumed run's metrics.csv is byte for byte that of an uninterrupted one.
 */
public final class RunStore implements AutoCloseable {
    private static final String HEADER = "round,scope,metric,value\n";
    /** When an event was told. Older runs call it seconds, which some events overwrite with a duration of their own. */
    private static final String AT = "at";

    private static final int LONGEST_LINE = 1 << 22;

    private final GrowingFile events;
    private final GrowingFile metrics;

    private RunStore(GrowingFile events, GrowingFile metrics) {
        this.events = events;
        this.metrics = metrics;
    }

    /** How long the growing files are. */
    record Lengths(long events, long metrics) {}

    /**
     * Begins a run's folder; nothing is left behind if that fails.
     *
     * @throws Problem if the folder already holds something, or cannot be written
     */
    static RunStore create(Path folder, Experiment experiment, Environment environment) {
        boolean existed = Files.exists(folder);
        try {
            if (existed) {
                requireEmpty(folder);
            }
            Files.createDirectories(folder.resolve(RunFiles.WEIGHTS));
            RunFiles.write(folder.resolve(RunFiles.EXPERIMENT), ExperimentFile.yaml(experiment));
            RunFiles.write(
                    folder.resolve(RunFiles.ENVIRONMENT),
                    RunFiles.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(environment) + "\n");
            Files.writeString(folder.resolve(RunFiles.METRICS), HEADER);
            return open(folder, new Lengths(0, HEADER.length()));
        } catch (IOException | SecurityException e) {
            clear(folder, existed);
            throw RunFiles.unwritable(folder, e);
        }
    }

    private static void requireEmpty(Path folder) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            if (inside.findAny().isPresent()) {
                throw new Problem(folder.toString(), Text.of("run.folderTaken"), Text.of("run.resumeOrOther"));
            }
        }
    }

    private static void clear(Path folder, boolean existed) {
        try {
            RunFiles.deleteTree(folder);
            if (existed) {
                Files.createDirectories(folder);
            }
        } catch (IOException ignored) {
            // The first failure is the one to tell; what could not be written can often not be deleted either.
        }
    }

    /** Opens a folder to go on writing, cut back to the lengths of a checkpoint. */
    static RunStore open(Path folder, Lengths lengths) throws IOException {
        GrowingFile events = GrowingFile.open(folder.resolve(RunFiles.EVENTS), lengths.events());
        return new RunStore(events, GrowingFile.open(folder.resolve(RunFiles.METRICS), lengths.metrics()));
    }

    /** Appends an event, and for an evaluation its rows of metrics.csv. */
    void append(Moment moment) {
        try {
            ObjectNode line = RunFiles.JSON.valueToTree(moment.event());
            ObjectNode stamped = RunFiles.JSON.createObjectNode();
            stamped.put(AT, Math.round(moment.seconds() * 1000) / 1000.0);
            stamped.setAll(line);
            events.append(RunFiles.JSON.writeValueAsString(stamped) + "\n");
            if (moment.event() instanceof RunEvent.Evaluated evaluated) {
                CsvText rows = CsvText.plain();
                evaluated
                        .measures()
                        .forEach(m -> rows.row(evaluated.round(), m.scope(), m.metric(), figure(m.value())));
                metrics.append(rows.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nine significant digits: enough for any float, and the same text from every virtual machine. */
    private static String figure(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        return new BigDecimal(value)
                .round(new MathContext(9))
                .stripTrailingZeros()
                .toPlainString();
    }

    Lengths lengths() {
        return new Lengths(events.length(), metrics.length());
    }

    @Override
    public void close() {
        try {
            events.close();
            metrics.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens a run of earlier days to look at. @throws Problem if the folder is not a run, or of a newer version */
    public static PastRun open(Path folder) {
        return PastRun.open(folder);
    }

    /** The runs below a folder, newest first; folders that are not runs are passed over. */
    public static List<RunSummary> list(Path root) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        List<Path> folders;
        try (Stream<Path> all = Files.list(root)) {
            folders = all.filter(folder -> Files.exists(folder.resolve(RunFiles.ENVIRONMENT)))
                    .sorted(Comparator.comparing(RunStore::begun).reversed())
                    .toList();
        } catch (IOException e) {
            throw new Problem(root.toString(), Text.of("file.unreadable"), Text.of("file.checkPath"), e);
        }
        List<RunSummary> summaries = new ArrayList<>();
        for (Path folder : folders) {
            summary(folder).ifPresent(summaries::add);
        }
        return summaries;
    }

    private static Optional<RunSummary> summary(Path folder) {
        try {
            return Optional.of(PastRun.open(folder).summary());
        } catch (Problem unreadable) {
            return Optional.empty();
        }
    }

    private static String begun(Path folder) {
        try {
            return RunFiles.JSON
                    .readTree(folder.resolve(RunFiles.ENVIRONMENT).toFile())
                    .path("started")
                    .asText();
        } catch (IOException e) {
            return "";
        }
    }

    /** Reads events line by line; a last line that a crash cut off is left out. */
    static void read(Path folder, Consumer<Moment> each) {
        Path file = folder.resolve(RunFiles.EVENTS);
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.length() > LONGEST_LINE) {
                    throw new Problem(file.toString(), Text.of("run.damaged"), Text.of("run.openOther"));
                }
                Optional<Moment> moment = parse(line);
                if (moment.isEmpty() && lines.readLine() != null) {
                    throw new Problem(file.toString(), Text.of("run.damaged"), Text.of("run.openOther"));
                }
                moment.ifPresent(each);
            }
        } catch (IOException e) {
            throw new Problem(file.toString(), Text.of("file.unreadable"), Text.of("file.checkPath"), e);
        }
    }

    private static Optional<Moment> parse(String line) {
        try {
            JsonNode tree = RunFiles.JSON.readTree(line);
            double at = tree.path(AT).asDouble(tree.path("seconds").asDouble());
            return Optional.of(new Moment(at, RunFiles.JSON.treeToValue(tree, RunEvent.class)));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
