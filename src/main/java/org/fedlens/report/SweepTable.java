package org.fedlens.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.fedlens.experiment.Measure;
import org.fedlens.experiment.RunEvent;
import org.fedlens.experiment.RunStore;
import org.fedlens.experiment.sweep.Sweep;
import org.fedlens.text.CsvText;
import org.fedlens.text.Problem;

/**
 * What a sweep found: one row for each case, and for each metric the mean over the seeds, their standard deviation
 * (with n - 1) and how many runs there are. Runs that diverged or are not finished are left out and counted.
 */
public final class SweepTable {
    /**
     * Before a headline, as in {@code best-miou}: the highest over all rounds; other columns take a run's last value.
     */
    private static final String BEST = "best-";

    /** The mean over all clients of what each would get on images mixed as its own. */
    private static final String SERVED = "served-mean";

    /** Before a figure of the clients, as in {@code clients-map}: the mean over those that have it. */
    private static final String CLIENTS = "clients-";

    private static final String SAMPLES = "samples-processed";

    private final Sweep sweep;
    private final List<Row> rows;

    /** Values of one case, by metric; one for each finished run that has it. */
    private record Row(String label, int finished, int diverged, int missing, Map<String, List<Double>> values) {}

    private SweepTable(Sweep sweep, List<Row> rows) {
        this.sweep = sweep;
        this.rows = rows;
    }

    /** Reads the runs below a sweep's folder. */
    public static SweepTable of(Sweep sweep, Path folder) {
        List<Row> rows = new ArrayList<>();
        for (int row = 0; row < sweep.cases().size(); row++) {
            Map<String, List<Double>> values = new LinkedHashMap<>();
            sweep.metrics().forEach(metric -> values.put(metric, new ArrayList<>()));
            int finished = 0;
            int diverged = 0;
            int missing = 0;
            for (Sweep.Trial trial : sweep.trials()) {
                if (trial.row() == row) {
                    String outcome = outcome(folder.resolve(trial.folder()));
                    boolean whole = outcome.equals(RunEvent.Outcome.FINISHED.name());
                    boolean broken = outcome.equals(RunEvent.Outcome.DIVERGED.name());
                    finished += whole ? 1 : 0;
                    diverged += broken ? 1 : 0;
                    missing += whole || broken ? 0 : 1;
                    Map<String, Double> figures = whole ? figures(folder.resolve(trial.folder())) : Map.of();
                    values.forEach((metric, list) -> {
                        if (figures.containsKey(metric)) {
                            list.add(figures.get(metric));
                        }
                    });
                }
            }
            rows.add(new Row(sweep.cases().get(row).label(), finished, diverged, missing, values));
        }
        return new SweepTable(sweep, rows);
    }

    /** How a run ended; nothing where there is none. */
    private static String outcome(Path folder) {
        try {
            return RunStore.open(folder).summary().outcome();
        } catch (Problem notThere) {
            return "";
        }
    }

    /** The last global figures of a run and the means of its clients'; bytes and samples are summed over its rounds. */
    private static Map<String, Double> figures(Path folder) {
        Map<String, Double> figures = new LinkedHashMap<>();
        RunStore.open(folder).replay(moment -> {
            if (moment.event() instanceof RunEvent.Evaluated evaluated) {
                evaluated.measures().forEach(measure -> take(figures, measure));
                evaluated.measures().stream()
                        .filter(measure -> measure.client() != Measure.GLOBAL)
                        .collect(Collectors.groupingBy(Measure::metric, Collectors.averagingDouble(Measure::value)))
                        .forEach((metric, mean) -> {
                            figures.put(CLIENTS + metric, mean);
                            if (metric.equals("served-accuracy")) {
                                figures.put(SERVED, mean);
                            }
                        });
            }
        });
        return figures;
    }

    private static void take(Map<String, Double> figures, Measure measure) {
        if (measure.client() == Measure.GLOBAL) {
            boolean adds =
                    measure.metric().startsWith("bytes-") || measure.metric().equals(SAMPLES);
            figures.merge(measure.metric(), measure.value(), (before, now) -> adds ? before + now : now);
            if (RunEvent.Evaluated.HEADLINES.contains(measure.metric())) {
                figures.merge(BEST + measure.metric(), measure.value(), Math::max);
            }
        }
    }

    /**
     * One row as people read it.
     *
     * @param seeds finished runs, and those that diverged or are missing if there are such
     * @param cells for each metric the mean ± the spread over the seeds
     */
    public record Line(String label, int finished, int diverged, int missing, List<String> cells) {}

    /** The rows as people read them, in the order of the cases. */
    public List<Line> lines() {
        return rows.stream()
                .map(row -> new Line(
                        row.label,
                        row.finished,
                        row.diverged,
                        row.missing,
                        row.values.entrySet().stream()
                                .map(entry -> cell(entry.getKey(), entry.getValue()))
                                .toList()))
                .toList();
    }

    /** What the columns after the first are called. */
    public List<String> metrics() {
        return sweep.metrics();
    }

    /** Comma-separated: case, runs, missing, then mean, spread and count of every metric. */
    public String csv() {
        List<String> head = new ArrayList<>(List.of("case", "runs", "diverged", "missing"));
        sweep.metrics()
                .forEach(metric -> head.addAll(List.of(metric + " mean", metric + " spread", metric + " seeds")));
        CsvText csv = CsvText.withTextsQuoted().head(head);
        for (Row row : rows) {
            List<Object> cells = new ArrayList<>(List.of(row.label, row.finished, row.diverged, row.missing));
            row.values.values().forEach(values -> {
                double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
                cells.add(
                        all.length == 0 ? OptionalDouble.empty() : Mean.of(all).getAsDouble());
                cells.add(all.length < 2 ? OptionalDouble.empty() : spread(all));
                cells.add(all.length);
            });
            csv.row(cells.toArray());
        }
        return csv.toString();
    }

    /** A Markdown table; shares as per cent, everything as mean ± spread (seeds). */
    public String markdown() {
        StringBuilder text = new StringBuilder("| " + sweep.name() + " |");
        sweep.metrics().forEach(metric -> text.append(' ').append(metric).append(" |"));
        text.append("\n|---|").append("---|".repeat(sweep.metrics().size())).append('\n');
        for (Row row : rows) {
            text.append("| ").append(row.label.replace("|", "\\|"));
            text.append(row.diverged > 0 ? " (" + row.diverged + " diverged)" : "");
            text.append(row.missing > 0 ? " (" + row.missing + " missing) |" : " |");
            text.append(row.values.entrySet().stream()
                    .map(entry -> " " + cell(entry.getKey(), entry.getValue()) + " |")
                    .collect(Collectors.joining()));
            text.append('\n');
        }
        return text.toString();
    }

    private static String cell(String metric, List<Double> values) {
        double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
        if (all.length == 0) {
            return "-";
        }
        boolean share = metric.contains("accuracy")
                || metric.endsWith("miou")
                || metric.startsWith("served")
                || metric.endsWith("share");
        boolean bytes = metric.startsWith("bytes-");
        double unit = share ? 100 : bytes ? 1e-6 : 1;
        boolean counted = Mean.of(all).getAsDouble() >= 1000;
        String form = share || bytes ? "%.1f" : counted ? "%.0f" : "%.4g";
        String mean = String.format(Locale.ROOT, form, Mean.of(all).getAsDouble() * unit);
        String spread = all.length < 2 ? "" : String.format(Locale.ROOT, " ± " + form, spread(all) * unit);
        return mean + spread + (share ? " %" : bytes ? " MB" : "") + " (" + all.length + ")";
    }

    private static double spread(double[] values) {
        return StandardDeviation.of(values).getAsDouble();
    }

    /** Writes table.csv and table.md. */
    public List<Path> write(Path folder) {
        try {
            Path csv = folder.resolve("table.csv");
            Path markdown = folder.resolve("table.md");
            Files.writeString(csv, csv());
            Files.writeString(markdown, markdown());
            return List.of(csv, markdown);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
