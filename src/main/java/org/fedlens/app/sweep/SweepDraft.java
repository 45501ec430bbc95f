package org.fedlens.app.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import javafx.animation.PauseTransition;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.util.Duration;
import org.fedlens.app.engine.Engine;
import org.fedlens.app.engine.SweepService;
import org.fedlens.app.kit.FxPulse;
import org.fedlens.app.kit.LatestTask;
import org.fedlens.app.setup.ExperimentDraft;
import org.fedlens.experiment.execution.SweepRunner;
import org.fedlens.experiment.run.CostEstimate;
import org.fedlens.experiment.settings.ExperimentFile;
import org.fedlens.experiment.sweep.Sweep;
import org.fedlens.experiment.sweep.SweepFile;
import org.fedlens.experiment.sweep.SweepFolder;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * The sweep as it is being put together: what varies, how often each case is repeated, and what that would be and take.
 * Everything that takes time is worked out in the background. On the window's thread only.
 */
final class SweepDraft {
    static final int MOST_FACTORS = 4;
    static final int MOST_RUNS = 2000;
    /** So many different cases are tried out; the others are taken to be like them. */
    private static final int TRIED = 6;
    /** Nothing is tried out while a person still types. */
    private static final int REST_MILLIS = 500;

    /** A setting that varies. */
    record Factor(String path, List<String> values) {
        Factor {
            values = List.copyOf(values);
        }
    }

    /**
     * What would be queued.
     *
     * @param found how its runs stand on disk, if the same sweep was begun before
     */
    record Plan(Sweep sweep, Path base, List<Optional<SweepRunner.State>> found) {
        int left() {
            return (int) found.stream().filter(Optional::isEmpty).count();
        }
    }

    private final Engine engine;
    private final SweepService bench;
    private final ExperimentDraft draft;
    private final BooleanSupplier busy;
    private final LatestTask reading;
    private final LatestTask rehearsing;
    private final ObjectProperty<List<Factor>> factors = new SimpleObjectProperty<>(List.of());
    private final IntegerProperty seeds = new SimpleIntegerProperty(3);
    private final ObjectProperty<Optional<SweepFolder>> file = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Plan>> plan = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Problem>> problem = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<CostEstimate>> cost = new SimpleObjectProperty<>(Optional.empty());
    private final PauseTransition rest = new PauseTransition(Duration.millis(REST_MILLIS));
    private volatile Optional<Plan> rehearsed = Optional.empty();
    private boolean opened;

    SweepDraft(Engine engine, ExperimentDraft draft, FxPulse pulse, Executor background, BooleanSupplier busy) {
        this.engine = engine;
        this.bench = engine.sweeps();
        this.draft = draft;
        this.busy = busy;
        this.reading = new LatestTask(background, pulse);
        this.rehearsing = new LatestTask(background, pulse);
        draft.sheetProperty().subscribe(sheet -> refresh());
        seeds.addListener(changed -> refresh());
    }

    /** Begins to work out what is asked for; the first time with the method as what varies. */
    void open() {
        if (!opened) {
            opened = true;
            if (factors.get().isEmpty()) {
                String method = draft.sheet().value("algorithm.name");
                factors.set(method.isEmpty() ? List.of() : List.of(new Factor("algorithm.name", List.of(method))));
            }
        }
        refresh();
    }

    void set(String path, List<String> values) {
        List<Factor> changed = new ArrayList<>(factors.get());
        Factor factor = new Factor(path, List.copyOf(new LinkedHashSet<>(values)));
        int at = changed.stream().map(Factor::path).toList().indexOf(path);
        if (at < 0) {
            changed.add(factor);
        } else {
            changed.set(at, factor);
        }
        factors.set(List.copyOf(changed));
        refresh();
    }

    void remove(String path) {
        factors.set(factors.get().stream()
                .filter(factor -> !factor.path().equals(path))
                .toList());
        refresh();
    }

    /** Takes the sweep of a file instead of the setup. */
    void open(Path chosen) {
        reading.ask(
                () -> bench.load(chosen),
                loaded -> {
                    file.set(Optional.of(loaded));
                    refresh();
                },
                this::blame);
    }

    /** Goes back to the setup. */
    void closeFile() {
        file.set(Optional.empty());
        refresh();
    }

    private void refresh() {
        rehearsing.cancel();
        rest.stop();
        rehearsed = Optional.empty();
        if (!opened || draft.sheet().entries().isEmpty()) {
            return;
        }
        cost.set(Optional.empty());
        Optional<SweepFolder> given = file.get();
        Map<String, Object> tree = tree();
        Path base = given.map(SweepFolder::base).orElse(draft.base());
        reading.ask(
                () -> {
                    Sweep sweep = given.map(SweepFolder::sweep).orElseGet(() -> checked(tree));
                    return new Plan(sweep, base, found(sweep, base));
                },
                read -> {
                    problem.set(Optional.empty());
                    plan.set(Optional.of(read));
                    rest.setOnFinished(rested -> rehearse(read));
                    rest.playFromStart();
                },
                this::blame);
    }

    private void blame(Exception failure) {
        plan.set(Optional.empty());
        problem.set(Optional.of(
                failure instanceof Problem known
                        ? known
                        : new Problem("sweep", Text.of("ui.problem.fault"), Text.of("ui.problem.openLog"), failure)));
    }

    private Map<String, Object> tree() {
        Map<String, Object> grid = new LinkedHashMap<>();
        factors.get().forEach(factor -> grid.put(factor.path(), factor.values()));
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("sweep", draft.sheet().value("name") + " sweep");
        tree.put("experiment", draft.tree());
        tree.put("grid", grid);
        tree.put("seeds", LongStream.rangeClosed(1, seeds.get()).boxed().toList());
        return tree;
    }

    private Sweep checked(Map<String, Object> tree) {
        long runs = ((List<?>) tree.get("seeds")).size();
        for (Object values : ((Map<?, ?>) tree.get("grid")).values()) {
            runs *= ((List<?>) values).size();
        }
        if (runs > MOST_RUNS || runs == 0) {
            throw new Problem("sweep", Text.of("sweep.count", runs), Text.of("sweep.addCases", MOST_RUNS));
        }
        return bench.read(tree);
    }

    private List<Optional<SweepRunner.State>> found(Sweep sweep, Path base) {
        return SweepFolder.find(bench.root(), sweep, base)
                .map(bench::found)
                .orElse(sweep.trials().stream()
                        .map(trial -> Optional.<SweepRunner.State>empty())
                        .toList());
    }

    private void rehearse(Plan wanted) {
        if (busy.getAsBoolean()) {
            return;
        }
        rehearsed = Optional.of(wanted);
        // What keeps a case from running is said when it is queued; here it only means that its time is not known.
        rehearsing.ask(() -> estimate(wanted), cost::set, failure -> cost.set(Optional.empty()));
    }

    private Optional<CostEstimate> estimate(Plan wanted) throws InterruptedException {
        int cases = wanted.sweep().cases().size();
        int step = Math.max(1, (cases + TRIED - 1) / TRIED);
        double seconds = 0;
        double bytes = 0;
        double disk = 0;
        int known = 0;
        for (int i = 0; i < cases && rehearsed.equals(Optional.of(wanted)); i += step) {
            Sweep.Trial trial = wanted.sweep().trials().get(i);
            Map<String, Object> tree = ExperimentFile.tree(SweepFile.experiment(wanted.sweep(), trial));
            Optional<CostEstimate> one = estimate(tree, wanted.base());
            if (one.isPresent()) {
                seconds += one.get().seconds();
                bytes += one.get().bytes();
                disk += one.get().disk();
                known++;
            }
        }
        if (known == 0) {
            return Optional.empty();
        }
        double times = (double) wanted.left() / known;
        return Optional.of(new CostEstimate(seconds * times, Math.round(bytes * times), Math.round(disk * times)));
    }

    private Optional<CostEstimate> estimate(Map<String, Object> tree, Path base) throws InterruptedException {
        try {
            return engine.estimate(tree, base);
        } catch (Problem cannotBegin) {
            // Such a case fails in no time, and the queue says why.
            return Optional.of(new CostEstimate(0, 0, 0));
        }
    }

    ReadOnlyObjectProperty<List<Factor>> factors() {
        return factors;
    }

    IntegerProperty seeds() {
        return seeds;
    }

    /** The sweep of a file that is shown instead of the setup's. */
    ReadOnlyObjectProperty<Optional<SweepFolder>> file() {
        return file;
    }

    ReadOnlyObjectProperty<Optional<Plan>> plan() {
        return plan;
    }

    ReadOnlyObjectProperty<Optional<Problem>> problem() {
        return problem;
    }

    /** What the runs that are left would take together, once that is known. */
    ReadOnlyObjectProperty<Optional<CostEstimate>> cost() {
        return cost;
    }
}
