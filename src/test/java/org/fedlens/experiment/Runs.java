package org.fedlens.experiment;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.fedlens.algorithm.Catalog;
import org.fedlens.experiment.execution.RunHandle;
import org.fedlens.experiment.execution.RunService;
import org.fedlens.text.Problem;

/** Small real runs for tests: digits, few images, few rounds. */
public final class Runs {
    private Runs() {}

    /** A federation of twelve clients that lasts about a second; sections can be changed by path. */
    public static Experiment small(String algorithm, Map<String, Object> changes) {
        Map<String, Object> tree = ExperimentFile.parse(
                """
                fedlens: 1
                name: Small
                seed: 5
                data: {source: digits-8x8, train: 240, test: 120}
                partition: {scheme: dirichlet, clients: 12, alpha: 0.5, minimum: 5}
                model: {name: small-cnn, width: 0.25}
                training: {rounds: 3, participation: 0.75, batch: 16}
                system: {dropOut: 0.2}
                """,
                "small");
        tree = ExperimentFile.with(tree, "algorithm.name", algorithm);
        if (Catalog.get(algorithm).objective().pixelwise()) {
            tree = withScenes(tree);
        }
        if (Catalog.get(algorithm).objective().wholeBatches()) {
            tree = ExperimentFile.with(tree, "training.batch", 4);
        }
        for (Map.Entry<String, Object> change : changes.entrySet()) {
            tree = ExperimentFile.with(tree, change.getKey(), change.getValue());
        }
        return ExperimentFile.require(SmallSizes.under(tree, algorithm, changes));
    }

    /** The same for methods that learn from masks, on a few small scenes. */
    private static Map<String, Object> withScenes(Map<String, Object> digits) {
        Map<String, Object> tree = ExperimentFile.parse(
                """
                fedlens: 1
                data: {source: street-scenes, train: 66, test: 6, height: 32, width: 48}
                partition: {scheme: erased, clients: 11, minPixels: 1}
                model: {name: small-unet, channels: 2}
                """,
                "scenes");
        Map<String, Object> both = new LinkedHashMap<>(digits);
        both.putAll(tree);
        return both;
    }

    /** The same changes, each choice before its own settings. */
    public static Map<String, Object> choicesFirst(Map<String, Object> changes) {
        Map<String, Object> sorted = new LinkedHashMap<>();
        changes.forEach((path, value) -> {
            if (path.endsWith(".name") || path.endsWith(".scheme")) {
                sorted.put(path, value);
            }
        });
        changes.forEach(sorted::putIfAbsent);
        return sorted;
    }

    /** What a run told, and how it ended. */
    public record Told(List<Moment> moments, Optional<Problem> refused, Optional<Throwable> crashed, Path folder) {
        public RunEvent.Ended end() {
            crashed.ifPresent(fault -> {
                throw new AssertionError("the run crashed", fault);
            });
            return (RunEvent.Ended) moments.get(moments.size() - 1).event();
        }

        public <E extends RunEvent> List<E> all(Class<E> type) {
            return moments.stream()
                    .map(Moment::event)
                    .filter(type::isInstance)
                    .map(type::cast)
                    .toList();
        }
    }

    public static Told play(Experiment experiment, Path folder, int workers) throws InterruptedException {
        return play(experiment, folder, workers, (moment, run) -> {});
    }

    /** @param meddle hears every moment and may use the run's handle */
    public static Told play(Experiment experiment, Path folder, int workers, BiConsumer<Moment, RunHandle> meddle)
            throws InterruptedException {
        return play(new RunService(), experiment, folder, workers, meddle);
    }

    /** Plays with so little memory for what clients keep. */
    public static Told playWithin(Experiment experiment, Path folder, long room, BiConsumer<Moment, RunHandle> meddle)
            throws InterruptedException {
        return play(new RunService(room), experiment, folder, 2, meddle);
    }

    /** @param of closed afterwards */
    public static Told play(
            RunService of, Experiment experiment, Path folder, int workers, BiConsumer<Moment, RunHandle> meddle)
            throws InterruptedException {
        try (RunService service = of) {
            Ear ear = new Ear(meddle);
            RunOptions options = new RunOptions(folder.getParent(), Optional.of(folder), workers, "cpu");
            RunHandle run = service.start(experiment, folder.getParent(), options, ear);
            ear.run.set(run);
            run.await(Duration.ofMinutes(2));
            return ear.told(folder);
        }
    }

    public static Told resume(Path folder, int workers) throws InterruptedException {
        try (RunService service = new RunService()) {
            Ear ear = new Ear((moment, run) -> {});
            RunOptions options = new RunOptions(folder.getParent(), Optional.of(folder), workers, "cpu");
            RunHandle run = service.resume(folder, options, ear);
            ear.run.set(run);
            run.await(Duration.ofMinutes(2));
            return ear.told(folder);
        }
    }

    private static final class Ear implements RunListener {
        private final List<Moment> moments = new CopyOnWriteArrayList<>();
        private final AtomicReference<Problem> refused = new AtomicReference<>();
        private final AtomicReference<Throwable> crashed = new AtomicReference<>();
        private final AtomicReference<RunHandle> run = new AtomicReference<>();
        private final BiConsumer<Moment, RunHandle> meddle;

        Ear(BiConsumer<Moment, RunHandle> meddle) {
            this.meddle = meddle;
        }

        Told told(Path folder) {
            return new Told(
                    List.copyOf(moments),
                    Optional.ofNullable(refused.get()),
                    Optional.ofNullable(crashed.get()),
                    folder);
        }

        @Override
        public void on(Moment moment) {
            moments.add(moment);
            while (run.get() == null) {
                Thread.onSpinWait();
            }
            meddle.accept(moment, run.get());
        }

        @Override
        public void refused(Problem problem) {
            refused.set(problem);
        }

        @Override
        public void crashed(Throwable fault) {
            crashed.set(fault);
        }
    }
}
