package org.fedlens.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.apache.commons.statistics.inference.TTest;
import org.fedlens.experiment.ExperimentFile;
import org.fedlens.experiment.PastRun;
import org.fedlens.experiment.RunEvent;
import org.fedlens.settings.Entry;
import org.fedlens.settings.Field;
import org.fedlens.text.CsvText;

/**
 * Several runs side by side. Runs that differ in nothing but their seed are a group; groups are called after the
 * settings in which they differ. Pairs of groups are tested on the seeds that both have, and the tests' p-values are
 * corrected for their number after Holm (1979).
 *
 * @param metric what is compared
 * @param groups the one with the best mean of last values first
 * @param pairs every two groups that share at least two seeds
 */
public record Comparison(String metric, List<Group> groups, List<Pair> pairs) {
    private static final Set<String> OWN = Set.of("name", "seed");

    public Comparison {
        groups = List.copyOf(groups);
        pairs = List.copyOf(pairs);
    }

    /** How two groups are tested. */
    public enum Test {
        /** Paired t-test: the differences are taken to be normal. */
        T,
        /** Wilcoxon's signed ranks, see {@link SignedRanks}: nothing is taken for granted, but it needs six seeds. */
        WILCOXON
    }

    /**
     * What one run came to.
     *
     * @param best the best of its rounds
     * @param last the value of its last round
     */
    public record Run(String name, long seed, double best, double last) {}

    /** Runs that differ in their seed only. */
    public record Group(String label, List<Run> runs) {
        public Group {
            runs = List.copyOf(runs);
        }

        public double meanLast() {
            return mean(runs.stream().mapToDouble(Run::last).toArray());
        }

        public double meanBest() {
            return mean(runs.stream().mapToDouble(Run::best).toArray());
        }

        /** With n - 1; NaN for a single run. */
        public double spreadLast() {
            return spread(runs.stream().mapToDouble(Run::last).toArray());
        }

        public double spreadBest() {
            return spread(runs.stream().mapToDouble(Run::best).toArray());
        }
    }

    /**
     * Two groups on the seeds that both have.
     *
     * @param difference mean of the first's last values minus the second's
     * @param p of the test, NaN where it cannot be made
     * @param corrected p for the number of tests
     */
    public record Pair(String first, String second, int seeds, double difference, double p, double corrected) {}

    private static double mean(double[] values) {
        return values.length == 0 ? Double.NaN : Mean.of(values).getAsDouble();
    }

    private static double spread(double[] values) {
        return values.length < 2 ? Double.NaN : StandardDeviation.of(values).getAsDouble();
    }

    /** Compares runs that are on disk; lower losses and higher everything else count as better. */
    public static Comparison of(List<PastRun> runs, String metric, Test test) {
        Map<PastRun, Map<String, String>> settings = new LinkedHashMap<>();
        runs.forEach(run -> settings.put(run, settings(run)));
        Set<String> differing = differing(List.copyOf(settings.values()));
        Map<String, List<Run>> groups = new LinkedHashMap<>();
        boolean lower = metric.contains("loss");
        settings.forEach((run, own) -> groups.computeIfAbsent(label(own, differing), first -> new ArrayList<>())
                .add(result(run, metric, lower)));
        Comparator<Group> order = Comparator.comparingDouble(Group::meanLast);
        List<Group> sorted = groups.entrySet().stream()
                .map(entry -> new Group(entry.getKey(), entry.getValue()))
                .sorted(lower ? order : order.reversed())
                .toList();
        return new Comparison(metric, sorted, corrected(pairs(sorted, test)));
    }

    private static Map<String, String> settings(PastRun run) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (Entry entry : ExperimentFile.entries(ExperimentFile.tree(run.experiment()))) {
            if (!OWN.contains(entry.path())) {
                settings.put(
                        entry.path(),
                        entry instanceof Entry.Scalar scalar
                                ? Field.spell(scalar.value())
                                : ((Entry.Choice) entry).value());
            }
        }
        return settings;
    }

    private static Set<String> differing(List<Map<String, String>> all) {
        Set<String> paths = new TreeSet<>();
        all.forEach(own -> paths.addAll(own.keySet()));
        paths.removeIf(path -> all.stream()
                        .map(own -> String.valueOf(own.get(path)))
                        .distinct()
                        .count()
                < 2);
        // Where another method or choice brings settings of its own, its name says enough.
        paths.removeIf(path -> all.stream().anyMatch(own -> !own.containsKey(path)));
        return paths;
    }

    private static String label(Map<String, String> own, Set<String> differing) {
        List<String> words = new ArrayList<>();
        for (String path : differing) {
            String last = path.substring(path.lastIndexOf('.') + 1);
            boolean name = last.equals("name") || last.equals("scheme");
            words.add(name ? own.get(path) : last + " " + own.get(path));
        }
        return words.isEmpty() ? own.getOrDefault("algorithm.name", "-") : String.join(", ", words);
    }

    private static Run result(PastRun run, String metric, boolean lower) {
        SortedMap<Integer, Double> values = new TreeMap<>();
        run.replay(moment -> {
            if (moment.event() instanceof RunEvent.Evaluated evaluated) {
                double value = evaluated.global(metric);
                if (!Double.isNaN(value)) {
                    values.put(evaluated.round(), value);
                }
            }
        });
        double best =
                values.values().stream().reduce(lower ? Math::min : Math::max).orElse(Double.NaN);
        double last = values.isEmpty() ? Double.NaN : values.get(values.lastKey());
        return new Run(run.folder().getFileName().toString(), run.experiment().seed(), best, last);
    }

    private static List<Pair> pairs(List<Group> groups, Test test) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            for (int j = i + 1; j < groups.size(); j++) {
                Map<Long, Double> one = bySeed(groups.get(i));
                Map<Long, Double> other = bySeed(groups.get(j));
                one.keySet().retainAll(other.keySet());
                double[] first =
                        one.values().stream().mapToDouble(Double::doubleValue).toArray();
                double[] second = one.keySet().stream().mapToDouble(other::get).toArray();
                if (first.length >= 2) {
                    pairs.add(new Pair(
                            groups.get(i).label(),
                            groups.get(j).label(),
                            first.length,
                            mean(first) - mean(second),
                            p(first, second, test),
                            Double.NaN));
                }
            }
        }
        return pairs;
    }

    private static Map<Long, Double> bySeed(Group group) {
        Map<Long, Double> values = new TreeMap<>();
        group.runs().stream()
                .filter(run -> !Double.isNaN(run.last()))
                .forEach(run -> values.put(run.seed(), run.last()));
        return values;
    }

    private static double p(double[] first, double[] second, Test test) {
        double[] differences = new double[first.length];
        for (int i = 0; i < first.length; i++) {
            differences[i] = first[i] - second[i];
        }
        boolean alike = spread(differences) < 1e-15;
        if (alike) {
            return Double.NaN;
        }
        return test == Test.T ? TTest.withDefaults().pairedTest(first, second).getPValue() : SignedRanks.p(differences);
    }

    /** The i-th smallest of m p-values times m - i, and never less than the one before it. */
    private static List<Pair> corrected(List<Pair> pairs) {
        List<Pair> tested = pairs.stream()
                .filter(pair -> !Double.isNaN(pair.p()))
                .sorted(Comparator.comparingDouble(Pair::p))
                .toList();
        Map<Pair, Double> holm = new LinkedHashMap<>();
        double most = 0;
        for (int i = 0; i < tested.size(); i++) {
            most = Math.max(
                    most, Math.min(1, (tested.size() - i) * tested.get(i).p()));
            holm.put(tested.get(i), most);
        }
        return pairs.stream()
                .map(pair -> new Pair(
                        pair.first(),
                        pair.second(),
                        pair.seeds(),
                        pair.difference(),
                        pair.p(),
                        holm.getOrDefault(pair, Double.NaN)))
                .toList();
    }

    /** The groups, comma-separated. */
    public String csv() {
        CsvText csv = CsvText.withTextsQuoted()
                .head(List.of("group", "runs", "last mean", "last spread", "best mean", "best spread"));
        for (Group group : groups) {
            csv.row(
                    group.label(),
                    group.runs().size(),
                    cell(group.meanLast()),
                    cell(group.spreadLast()),
                    cell(group.meanBest()),
                    cell(group.spreadBest()));
        }
        return csv.toString();
    }

    private static OptionalDouble cell(double value) {
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
