package org.fedlens.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.fedlens.experiment.RunStore;
import org.fedlens.report.Comparison;
import org.fedlens.report.Points;
import org.fedlens.report.RunTable;
import org.fedlens.report.XAxis;
import org.fedlens.text.Text;

/**
 * What the Compare view shows: which runs there are, which are chosen, and what they say. On the window's thread only.
 */
final class CompareModel {
    /** More curves than this are not told apart. */
    static final int MOST = 12;

    static final List<String> METRICS =
            List.of("accuracy", "train-loss", "loss", "served-median", "knn-accuracy", "miou", "map");

    /**
     * What the chosen runs say.
     *
     * @param curves of the metric over rounds, by the run's folder
     */
    record Result(Comparison comparison, Map<Path, Points> curves) {}

    private final Engine engine;
    private final RunModel model;
    private final FxPulse pulse;
    private final Executor background;
    private final Latest comparing;
    private final ObjectProperty<List<PastRun>> runs = new SimpleObjectProperty<>(List.of());
    private final ObjectProperty<List<PastRun>> chosen = new SimpleObjectProperty<>(List.of());
    private final ObjectProperty<String> metric = new SimpleObjectProperty<>(METRICS.get(0));
    private final ObjectProperty<Comparison.Test> test = new SimpleObjectProperty<>(Comparison.Test.T);
    private final ObjectProperty<Optional<Result>> result = new SimpleObjectProperty<>(Optional.empty());

    CompareModel(Engine engine, RunModel model, FxPulse pulse, Executor background) {
        this.engine = engine;
        this.model = model;
        this.pulse = pulse;
        this.background = background;
        this.comparing = new Latest(background, pulse);
        metric.addListener(changed -> compare());
        test.addListener(changed -> compare());
    }

    /** Looks again which runs there are, those of sweeps too. */
    void open() {
        background.execute(() -> {
            List<PastRun> found = Stream.concat(engine.runs().stream(), engine.sweeps().runs().stream())
                    .toList();
            pulse.post(() -> {
                runs.set(found);
                chosen.set(chosen.get().stream()
                        .flatMap(
                                run -> found.stream().filter(now -> now.folder().equals(run.folder())))
                        .toList());
                compare();
            });
        });
    }

    boolean isChosen(PastRun run) {
        return chosen.get().stream().anyMatch(one -> one.folder().equals(run.folder()));
    }

    /** Takes a run in or leaves it out; beyond the twelfth nothing is taken in. */
    void choose(PastRun run, boolean in) {
        List<PastRun> now = new ArrayList<>(chosen.get());
        now.removeIf(one -> one.folder().equals(run.folder()));
        if (in && now.size() < MOST) {
            now.add(run);
        }
        chosen.set(List.copyOf(now));
        compare();
    }

    private void compare() {
        List<Path> folders = chosen.get().stream().map(PastRun::folder).toList();
        if (folders.isEmpty()) {
            comparing.cancel();
            result.set(Optional.empty());
            return;
        }
        String wanted = metric.get();
        Comparison.Test how = test.get();
        comparing.ask(
                () -> {
                    Map<Path, Points> curves = new LinkedHashMap<>();
                    for (Path folder : folders) {
                        RunTable table = new RunTable();
                        RunStore.open(folder).replay(table::add);
                        curves.put(folder, table.global(wanted, XAxis.ROUND));
                    }
                    return new Result(
                            Comparison.of(folders.stream().map(RunStore::open).toList(), wanted, how), curves);
                },
                found -> result.set(Optional.of(found)),
                failure -> model.note(LogLine.Level.ERROR, Text.verbatim(failure)));
    }

    ReadOnlyObjectProperty<List<PastRun>> runs() {
        return runs;
    }

    ReadOnlyObjectProperty<List<PastRun>> chosen() {
        return chosen;
    }

    ObjectProperty<String> metric() {
        return metric;
    }

    ObjectProperty<Comparison.Test> test() {
        return test;
    }

    ReadOnlyObjectProperty<Optional<Result>> result() {
        return result;
    }
}
