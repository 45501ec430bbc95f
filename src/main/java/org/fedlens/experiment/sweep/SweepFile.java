package org.fedlens.experiment.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.fedlens.experiment.Experiment;
import org.fedlens.experiment.ExperimentFile;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * The sweep file: an experiment, and what varies.
 *
 * <pre>
 * fedlens: 1
 * sweep: Name
 * seeds: [1, 2, 3]
 * experiment: {...}                       # as in an experiment file
 * list:                                   # cases one by one; label is optional
 *   - {label: FedAvg, algorithm.name: FedAvg}
 *   - {algorithm.name: FedProx, algorithm.mu: 0.1}
 * grid:                                   # every combination, with each case of the list
 *   partition.alpha: [0.1, 1]
 * metrics: [accuracy, best-accuracy]      # columns of the table: last values, and the best of accuracy, miou, map,
 *                                         # knn-accuracy; clients- before a figure means over the clients
 * base: folder                            # where a relative data source starts; the file's own folder if it says
 *                                         # nothing
 * </pre>
 */
public final class SweepFile {
    private static final List<String> STANDARD =
            List.of("accuracy", "best-accuracy", "served-mean", "served-worst-tenth", "bytes-up");
    private static final String BASE = "base";
    private static final Set<String> KEYS = Set.of("sweep", "seeds", "experiment", "list", "grid", "metrics", BASE);
    private static final String LABEL = "label";
    private static final int MOST = 10_000;

    private SweepFile() {}

    /** Reads a file and checks every case of it. @throws Problem the first thing that is wrong */
    public static Sweep load(Path file) {
        return read(ExperimentFile.load(file), file.toString());
    }

    /** Where a relative data source of a file starts. */
    public static Path base(Path file) {
        Path own = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("."));
        return Optional.ofNullable(ExperimentFile.load(file).get(BASE))
                .map(base -> own.resolve(String.valueOf(base)))
                .orElse(own);
    }

    /** The file of a sweep, every case by itself. */
    static String yaml(Sweep sweep, Path base) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("sweep", sweep.name());
        tree.put("seeds", sweep.seeds());
        tree.put("experiment", sweep.base());
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Sweep.Case one : sweep.cases()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put(LABEL, one.label());
            row.putAll(one.changes());
            rows.add(row);
        }
        tree.put("list", rows);
        tree.put("metrics", sweep.metrics());
        tree.put(BASE, base.toAbsolutePath().normalize().toString());
        return ExperimentFile.yaml(tree);
    }

    /**
     * Reads the tree of a file and checks every case of it.
     *
     * @param where the file's name, for messages
     * @throws Problem the first thing that is wrong
     */
    public static Sweep read(Map<String, Object> tree, String where) {
        for (String key : tree.keySet()) {
            if (!KEYS.contains(key)) {
                throw new Problem(
                        where + ": " + key,
                        Text.of("setting.unknownKey"),
                        Text.of("setting.knownKeys", KEYS.stream().sorted().collect(Collectors.joining(", "))));
            }
        }
        Map<String, Object> base = map(tree.get("experiment"), where + ": experiment");
        List<Long> seeds = new ArrayList<>();
        for (Object seed : list(tree.getOrDefault("seeds", List.of(1)), where + ": seeds")) {
            if (!(seed instanceof Number number) || number.longValue() < 0) {
                throw new Problem(
                        where + ": seeds", Text.of("setting.notWhole", seed), Text.of("setting.enterWhole.free"));
            }
            seeds.add(number.longValue());
        }
        List<String> metrics = list(tree.getOrDefault("metrics", STANDARD), where + ": metrics").stream()
                .map(String::valueOf)
                .toList();
        List<Sweep.Case> cases = cases(tree, where);
        if (cases.isEmpty() || seeds.isEmpty() || (long) cases.size() * seeds.size() > MOST) {
            throw new Problem(
                    where, Text.of("sweep.count", (long) cases.size() * seeds.size()), Text.of("sweep.addCases", MOST));
        }
        Sweep sweep = new Sweep(String.valueOf(tree.getOrDefault("sweep", "Sweep")), base, cases, seeds, metrics);
        sweep.trials().forEach(trial -> experiment(sweep, trial));
        return sweep;
    }

    /** The experiment of one run. @throws Problem if its settings do not go together */
    public static Experiment experiment(Sweep sweep, Sweep.Trial trial) {
        Map<String, Object> tree = sweep.base();
        for (Map.Entry<String, Object> change :
                sweep.cases().get(trial.row()).changes().entrySet()) {
            tree = ExperimentFile.with(tree, change.getKey(), change.getValue());
        }
        tree = ExperimentFile.with(tree, "seed", trial.seed());
        return ExperimentFile.require(ExperimentFile.with(tree, "name", sweep.name() + ": " + trial.label()));
    }

    private static List<Sweep.Case> cases(Map<String, Object> tree, String where) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Object row : list(tree.getOrDefault("list", List.of(Map.of())), where + ": list")) {
            rows.add(map(row, where + ": list"));
        }
        for (Map.Entry<String, Object> axis :
                map(tree.getOrDefault("grid", Map.of()), where + ": grid").entrySet()) {
            List<Map<String, Object>> more = new ArrayList<>();
            for (Map<String, Object> row : rows) {
                for (Object value : list(axis.getValue(), where + ": grid." + axis.getKey())) {
                    Map<String, Object> longer = new LinkedHashMap<>(row);
                    longer.put(axis.getKey(), value);
                    if (row.containsKey(LABEL)) {
                        longer.put(LABEL, row.get(LABEL) + ", " + part(axis.getKey(), value));
                    }
                    more.add(longer);
                }
            }
            rows = more;
        }
        return rows.stream().map(SweepFile::row).toList();
    }

    private static Sweep.Case row(Map<String, Object> row) {
        Map<String, Object> changes = new LinkedHashMap<>(row);
        Object label = changes.remove(LABEL);
        String made = changes.entrySet().stream()
                .map(change -> part(change.getKey(), change.getValue()))
                .collect(Collectors.joining(", "));
        return new Sweep.Case(label != null ? String.valueOf(label) : made.isEmpty() ? "-" : made, changes);
    }

    /** Names speak for themselves; other values need to say of what. */
    static String part(String path, Object value) {
        String last = path.substring(path.lastIndexOf('.') + 1);
        return last.equals("name") || last.equals("scheme") ? String.valueOf(value) : last + " " + value;
    }

    private static List<?> list(Object value, String where) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new Problem(where, Text.of("sweep.notAList"), Text.of("sweep.writeList"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value, String where) {
        if (value instanceof Map) {
            return (Map<String, Object>) value;
        }
        throw new Problem(where, Text.of("setting.notASection"), Text.of("setting.writeSection"));
    }
}
