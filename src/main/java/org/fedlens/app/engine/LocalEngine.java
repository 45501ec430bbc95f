package org.fedlens.app.engine;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.fedlens.experiment.event.RunListener;
import org.fedlens.experiment.event.TimedEvent;
import org.fedlens.experiment.execution.RunHandle;
import org.fedlens.experiment.execution.RunService;
import org.fedlens.experiment.run.CostEstimate;
import org.fedlens.experiment.run.RunOptions;
import org.fedlens.experiment.settings.ExperimentFile;
import org.fedlens.experiment.store.RunBin;
import org.fedlens.experiment.store.RunStore;
import org.fedlens.settings.FormEntry;
import org.fedlens.text.Problem;

/** Runs experiments in this process and keeps them in one folder. */
public final class LocalEngine implements Engine {
    private final Path root;
    private final IntSupplier workers;
    private final LocalDataService bench;
    private final SweepService sweeps;
    private volatile String device = "cpu";
    private Optional<RunService> service = Optional.empty();

    /**
     * @param root where runs are kept
     * @param workers clients trained at once
     * @param home where the user's folders and presets are remembered
     */
    public LocalEngine(Path root, IntSupplier workers, Path home) {
        this.root = root;
        this.workers = workers;
        this.bench = new LocalDataService(home);
        this.sweeps = new SweepService(root, this::options);
    }

    @Override
    public void warmUp() {
        new RunBin(root).empty(Instant.now());
        service().warmUp();
    }

    @Override
    public String device() {
        return device;
    }

    @Override
    public List<String> devices() {
        return service().devices();
    }

    @Override
    public void computeOn(String chosen) {
        device = chosen;
    }

    @Override
    public List<Preset> presets() {
        return bench.presets();
    }

    @Override
    public List<FormEntry> entries(Map<String, Object> tree) {
        return ExperimentFile.entries(tree);
    }

    @Override
    public List<Problem> check(Map<String, Object> tree) {
        List<Problem> problems = new ArrayList<>();
        ExperimentFile.read(tree, problems::add);
        return problems;
    }

    @Override
    public Map<String, Object> with(Map<String, Object> tree, String path, Object value) {
        return ExperimentFile.with(tree, path, value);
    }

    @Override
    public LabelDistribution preview(Map<String, Object> tree, Path base) {
        return bench.deal(tree, base);
    }

    @Override
    public DataService data() {
        return bench;
    }

    @Override
    public SweepService sweeps() {
        return sweeps;
    }

    @Override
    public Optional<CostEstimate> estimate(Map<String, Object> tree, Path base) throws InterruptedException {
        return Optional.of(service().estimate(ExperimentFile.require(tree), base, options()));
    }

    @Override
    public Run start(Map<String, Object> tree, Path base, Listener listener) {
        return new Handle(service().start(ExperimentFile.require(tree), base, options(), new Ear(listener)));
    }

    @Override
    public Run resume(Path folder, Listener listener) {
        return new Handle(service().resume(folder, options(), new Ear(listener)));
    }

    /** Made when the first run begins, so that a window that only looks starts quickly. */
    private synchronized RunService service() {
        if (service.isEmpty()) {
            service = Optional.of(new RunService());
        }
        return service.get();
    }

    private RunOptions options() {
        return new RunOptions(root, Math.max(1, workers.getAsInt()), device);
    }

    @Override
    public List<RunListEntry> runs() {
        return RunStore.list(root).stream().map(RunListEntry::of).toList();
    }

    @Override
    public Path discard(Path folder) {
        return new RunBin(root).discard(folder, Instant.now());
    }

    @Override
    public Path restore(Path discarded) {
        return new RunBin(root).restore(discarded);
    }

    @Override
    public Map<String, Object> settings(Path folder) {
        return ExperimentFile.tree(RunStore.open(folder).experiment());
    }

    @Override
    public void replay(Path folder, Consumer<TimedEvent> listener) {
        RunStore.open(folder).replay(listener);
    }

    @Override
    public synchronized void close() {
        sweeps.close();
        service.ifPresent(RunService::close);
    }

    private record Handle(RunHandle run) implements Run {
        @Override
        public void pause() {
            run.pause();
        }

        @Override
        public void resume() {
            run.resume();
        }

        @Override
        public void step() {
            run.step();
        }

        @Override
        public void stop() {
            run.stop();
        }

        @Override
        public void change(String path, Object value) {
            run.change(path, value);
        }
    }

    private record Ear(Listener listener) implements RunListener {
        @Override
        public void on(TimedEvent moment) {
            listener.on(moment);
        }

        @Override
        public void refused(Problem problem) {
            listener.refused(problem);
        }

        @Override
        public void crashed(Throwable fault) {
            listener.crashed(fault);
        }
    }
}
