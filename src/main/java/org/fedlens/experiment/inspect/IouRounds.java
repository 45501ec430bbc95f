package org.fedlens.experiment.inspect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.fedlens.experiment.evaluation.PixelMetrics;
import org.fedlens.experiment.event.MetricValue;
import org.fedlens.experiment.event.RunEvent;
import org.fedlens.experiment.store.PastRun;

/** How well each class was found after every round that was evaluated. Between two of them the earlier one stands. */
public final class IouRounds {
    private final int classes;
    private final NavigableMap<Integer, double[]> found;

    private IouRounds(int classes, Map<Integer, double[]> found) {
        this.classes = classes;
        this.found = new TreeMap<>(found);
    }

    /** What a run told. */
    static IouRounds of(PastRun run, List<String> classes) {
        List<String> names = classes.stream().map(PixelMetrics::name).toList();
        NavigableMap<Integer, double[]> found = new TreeMap<>();
        run.replay(RunEvent.Evaluated.class, evaluated -> {
            for (MetricValue measure : evaluated.measures()) {
                int label = measure.client() < 0 ? names.indexOf(measure.metric()) : -1;
                if (label >= 0) {
                    found.computeIfAbsent(evaluated.round(), first -> nothing(names.size()))[label] = measure.value();
                }
            }
        });
        return new IouRounds(classes.size(), found);
    }

    private static double[] nothing(int classes) {
        double[] nothing = new double[classes];
        Arrays.fill(nothing, Double.NaN);
        return nothing;
    }

    /** The same with the figures of one round replaced. */
    IouRounds with(int round, double[] ious) {
        Map<Integer, double[]> more = new TreeMap<>(found);
        more.put(round, ious.clone());
        return new IouRounds(classes, more);
    }

    /** The rounds, ascending. */
    public List<Integer> rounds() {
        return new ArrayList<>(found.keySet());
    }

    /** The round whose figures stand at a round; the first one before it. Nothing where there are none. */
    public Optional<Integer> standing(int round) {
        return Optional.ofNullable(found.floorKey(round))
                .or(() -> found.isEmpty() ? Optional.empty() : Optional.of(found.firstKey()));
    }

    /** IoU of each class at a round, NaN where a class has none. */
    public double[] at(int round) {
        return standing(round).map(known -> found.get(known).clone()).orElseGet(() -> nothing(classes));
    }

    /** Mean over the classes that have one. */
    public double mean(int round) {
        return Arrays.stream(at(round))
                .filter(iou -> !Double.isNaN(iou))
                .average()
                .orElse(Double.NaN);
    }
}
