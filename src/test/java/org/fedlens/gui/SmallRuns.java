package org.fedlens.gui;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.fedlens.app.engine.DataService;
import org.fedlens.app.engine.Engine;
import org.fedlens.app.engine.LabelDistribution;
import org.fedlens.app.engine.LocalEngine;
import org.fedlens.app.engine.Preset;
import org.fedlens.app.engine.RunListEntry;
import org.fedlens.app.engine.SweepService;
import org.fedlens.experiment.event.TimedEvent;
import org.fedlens.experiment.run.CostEstimate;
import org.fedlens.experiment.settings.ExperimentFile;
import org.fedlens.settings.FormEntry;
import org.fedlens.text.Problem;

/**
 * The real engine, starting with an experiment that takes a second.
 *
 * @param real trains
 * @param first the experiment the window opens with
 */
record SmallRuns(LocalEngine real, Preset first) implements Engine {
    static SmallRuns of(Path folder, int rounds, String rates) {
        String yaml =
                """
                fedlens: 1
                name: Small
                data: {source: digits-8x8, train: 200, test: 100}
                partition: {scheme: iid, clients: 4}
                training: {rounds: %d, participation: 1.0, localEpochs: 1, batch: 16,
                           optimizer: {name: sgd, %s, momentum: 0.9}}
                """
                        .formatted(rounds, rates);
        return new SmallRuns(
                new LocalEngine(folder, () -> 2, folder.resolve("home")),
                new Preset(
                        "Small",
                        ExperimentFile.parse(yaml, "small"),
                        Path.of("").toAbsolutePath()));
    }

    @Override
    public void warmUp() {
        real.warmUp();
    }

    @Override
    public String device() {
        return real.device();
    }

    @Override
    public List<Preset> presets() {
        return List.of(first);
    }

    @Override
    public List<FormEntry> entries(Map<String, Object> tree) {
        return real.entries(tree);
    }

    @Override
    public List<Problem> check(Map<String, Object> tree) {
        return real.check(tree);
    }

    @Override
    public Map<String, Object> with(Map<String, Object> tree, String path, Object value) {
        return real.with(tree, path, value);
    }

    @Override
    public LabelDistribution preview(Map<String, Object> tree, Path base) {
        return real.preview(tree, base);
    }

    @Override
    public DataService data() {
        return real.data();
    }

    @Override
    public SweepService sweeps() {
        return real.sweeps();
    }

    @Override
    public Run start(Map<String, Object> tree, Path base, Listener listener) {
        return real.start(tree, base, listener);
    }

    @Override
    public Run resume(Path folder, Listener listener) {
        return real.resume(folder, listener);
    }

    @Override
    public Optional<CostEstimate> estimate(Map<String, Object> tree, Path base) throws InterruptedException {
        return real.estimate(tree, base);
    }

    @Override
    public Path discard(Path folder) {
        return real.discard(folder);
    }

    @Override
    public Path restore(Path discarded) {
        return real.restore(discarded);
    }

    @Override
    public List<RunListEntry> runs() {
        return real.runs();
    }

    @Override
    public Map<String, Object> settings(Path folder) {
        return real.settings(folder);
    }

    @Override
    public void replay(Path folder, Consumer<TimedEvent> listener) {
        real.replay(folder, listener);
    }

    @Override
    public void close() {
        real.close();
    }
}
