package org.fedlens.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.fedlens.app.engine.DataService;
import org.fedlens.app.engine.Engine;
import org.fedlens.app.engine.LabelDistribution;
import org.fedlens.app.engine.LocalDataService;
import org.fedlens.app.engine.Preset;
import org.fedlens.app.engine.RunListEntry;
import org.fedlens.app.engine.SweepService;
import org.fedlens.experiment.event.MetricValue;
import org.fedlens.experiment.event.RunEvent;
import org.fedlens.experiment.event.TimedEvent;
import org.fedlens.experiment.run.CostEstimate;
import org.fedlens.experiment.run.RunOptions;
import org.fedlens.experiment.settings.ExperimentFile;
import org.fedlens.settings.FormEntry;
import org.fedlens.text.Problem;

/**
 * An engine that learns nothing and tells the events of a run at an even pace: all clients are drawn and measured in
 * every round.
 *
 * @param clients of the federation
 * @param rounds of the run
 * @param perSecond rounds told per second
 */
record ScriptedRun(int clients, int rounds, int perSecond) implements Engine {
    private static final List<String> CLASSES = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

    @Override
    public void warmUp() {}

    @Override
    public String device() {
        return "cpu";
    }

    @Override
    public List<Preset> presets() {
        String yaml = "fedlens: 1\nname: Scripted\npartition: {scheme: dirichlet, clients: %d, alpha: 0.3}\n"
                        .formatted(clients)
                + "training: {rounds: %d, participation: 1.0}\n".formatted(rounds);
        return List.of(new Preset("Scripted", ExperimentFile.parse(yaml, "script"), Path.of("")));
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
        return new LabelDistribution(CLASSES, counts());
    }

    private List<List<Integer>> counts() {
        return IntStream.range(0, clients)
                .mapToObj(k -> IntStream.range(0, CLASSES.size())
                        .map(c -> 5 + (k * 7 + c * c * 3) % 90)
                        .boxed()
                        .toList())
                .toList();
    }

    @Override
    public DataService data() {
        return new LocalDataService(Path.of("target", "scripted-home"));
    }

    @Override
    public SweepService sweeps() {
        Path root = Path.of("target", "scripted-sweeps");
        return new SweepService(root, () -> new RunOptions(root, 1, "cpu"));
    }

    @Override
    public Run start(Map<String, Object> tree, Path base, Listener listener) {
        Thread thread = new Thread(() -> play(listener), "script");
        thread.setDaemon(true);
        thread.start();
        return new Deaf();
    }

    private void play(Listener listener) {
        tell(listener, 0, new RunEvent.Started("run", 0, rounds, CLASSES, counts(), 420_000, "cpu"));
        long began = System.nanoTime();
        List<Integer> everybody = IntStream.range(0, clients).boxed().toList();
        for (int round = 1; round <= rounds; round++) {
            double share = 1.0 / perSecond / clients;
            tell(listener, round, new RunEvent.RoundOpened(round, everybody, 0.05));
            for (int client = 0; client < clients; client++) {
                double at = (double) (round - 1) / perSecond + client * share;
                LockSupport.parkNanos(began + (long) (at * TimeUnit.SECONDS.toNanos(1)) - System.nanoTime());
                tell(listener, at, new RunEvent.ClientStarted(round, client));
                double loss = 2.0 / (1 + round);
                tell(listener, at, new RunEvent.ClientDone(round, client, 300, 20, loss, 0.8, 1.4, 1_700_000, share));
            }
            double at = (double) round / perSecond;
            long bytes = 1_700_000L * clients;
            tell(
                    listener,
                    at,
                    new RunEvent.RoundClosed(round, clients, bytes, bytes, 2.0 / (1 + round), 1.0 / perSecond));
            tell(listener, at, new RunEvent.Evaluated(round, measures(round)));
        }
        tell(listener, rounds, new RunEvent.Ended(RunEvent.Outcome.FINISHED, rounds, "", Map.of()));
    }

    private List<MetricValue> measures(int round) {
        double accuracy = 0.9 - 0.8 / (1 + 0.05 * round);
        List<MetricValue> measures = new ArrayList<>(List.of(
                MetricValue.global("accuracy", accuracy),
                MetricValue.global("served-min", accuracy * 0.8),
                MetricValue.global("served-p10", accuracy * 0.88),
                MetricValue.global("served-median", accuracy),
                MetricValue.global("served-p90", Math.min(1, accuracy * 1.06)),
                MetricValue.global("served-max", Math.min(1, accuracy * 1.1))));
        for (int client = 0; client < clients; client++) {
            measures.add(new MetricValue(client, "served-accuracy", accuracy * (0.8 + 0.01 * client)));
        }
        return measures;
    }

    private static void tell(Listener listener, double seconds, RunEvent event) {
        listener.on(new TimedEvent(seconds, event));
    }

    @Override
    public Run resume(Path folder, Listener listener) {
        return start(Map.of(), folder, listener);
    }

    @Override
    public Optional<CostEstimate> estimate(Map<String, Object> tree, Path base) {
        return Optional.empty();
    }

    @Override
    public Path discard(Path folder) {
        return folder.resolveSibling(".bin").resolve(folder.getFileName());
    }

    @Override
    public Path restore(Path discarded) {
        return discarded.getParent().resolveSibling(discarded.getFileName());
    }

    @Override
    public List<RunListEntry> runs() {
        return List.of();
    }

    @Override
    public Map<String, Object> settings(Path folder) {
        return Map.of();
    }

    @Override
    public void replay(Path folder, Consumer<TimedEvent> listener) {}

    @Override
    public void close() {}

    private record Deaf() implements Run {
        @Override
        public void pause() {}

        @Override
        public void resume() {}

        @Override
        public void step() {}

        @Override
        public void stop() {}

        @Override
        public void change(String path, Object value) {}
    }
}
