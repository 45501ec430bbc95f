package org.fedlens.app.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.fedlens.experiment.event.MetricValue;
import org.fedlens.experiment.event.RunEvent;
import org.fedlens.experiment.event.TimedEvent;
import org.fedlens.experiment.run.CostEstimate;
import org.fedlens.experiment.run.RunOptions;
import org.fedlens.experiment.settings.ExperimentFile;
import org.fedlens.settings.FormEntry;
import org.fedlens.text.Problem;

/** An engine that learns nothing: it tells the events of a run that is written here. */
final class ScriptedEngine implements Engine {
    static final int CLIENTS = 20;
    private static final List<String> CLASSES = List.of(
            "T-shirt", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot");

    private final int rounds;
    private final int holdAt;
    private final CountDownLatch held = new CountDownLatch(1);

    /** @param holdAt round in which the run stands still until it is stopped, 0 for none */
    ScriptedEngine(int rounds, int holdAt) {
        this.rounds = rounds;
        this.holdAt = holdAt;
    }

    @Override
    public void warmUp() {}

    @Override
    public String device() {
        return "cpu";
    }

    @Override
    public List<Preset> presets() {
        String yaml = "fedlens: 1\nname: Skewed fashion\npartition: {scheme: dirichlet, clients: 20, alpha: 0.3}\n"
                + "training: {rounds: " + rounds + ", participation: 0.4}\n";
        return List.of(new Preset("Skewed fashion", ExperimentFile.parse(yaml, "script"), Path.of("")));
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

    @Override
    public DataService data() {
        return new LocalDataService(Path.of("target", "scripted-home"));
    }

    @Override
    public SweepService sweeps() {
        Path root = Path.of("target", "scripted-sweeps");
        return new SweepService(root, () -> new RunOptions(root, 1, "cpu"));
    }

    private static List<List<Integer>> counts() {
        return IntStream.range(0, CLIENTS)
                .mapToObj(k -> IntStream.range(0, 10)
                        .map(c -> (k * 7 + c * c * 3) % 10 > 5 ? 40 * (1 + (k + c) % 9) : (k + c) % 5)
                        .boxed()
                        .toList())
                .toList();
    }

    @Override
    public Run start(Map<String, Object> tree, Path base, Listener listener) {
        Thread thread = new Thread(() -> play(listener), "script");
        thread.setDaemon(true);
        thread.start();
        return new Silent();
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
    public void close() {
        held.countDown();
    }

    private void play(Listener listener) {
        tell(listener, 0, new RunEvent.Started("run", 0, rounds, CLASSES, counts(), 420_000, "cpu"));
        measure(listener, 0);
        for (int round = 1; round <= rounds; round++) {
            round(listener, round);
        }
        tell(listener, rounds, new RunEvent.Ended(RunEvent.Outcome.FINISHED, rounds, "", Map.of()));
    }

    private void round(Listener listener, int round) {
        int first = round;
        List<Integer> cohort = IntStream.range(0, 8)
                .map(i -> (first * 3 + i * 7) % CLIENTS)
                .sorted()
                .boxed()
                .toList();
        tell(listener, round, new RunEvent.RoundOpened(round, cohort, 0.05));
        for (int i = 0; i < cohort.size(); i++) {
            int client = cohort.get(i);
            tell(listener, round, new RunEvent.ClientStarted(round, client));
            if (i == 2) {
                tell(listener, round, new RunEvent.ClientDropped(round, client));
            } else if (round == holdAt && i > 3) {
                tell(listener, round, new RunEvent.ClientProgress(round, client, 0.15 * i));
            } else {
                double loss = 2.0 / (1 + round);
                tell(listener, round, new RunEvent.ClientDone(round, client, 300, 20, loss, 0.8, 1.4, 1_700_000, 0.1));
            }
            if (round == holdAt && i == 6) {
                hold();
            }
        }
        tell(listener, round + 0.9, new RunEvent.RoundClosed(round, 7, 13_600_000, 11_900_000, 2.0 / (1 + round), 0.9));
        measure(listener, round);
    }

    private void hold() {
        try {
            held.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void measure(Listener listener, int round) {
        double accuracy = 0.9 - 0.8 / (1 + 0.25 * round);
        List<MetricValue> measures = new ArrayList<>(List.of(
                MetricValue.global("accuracy", accuracy),
                MetricValue.global("served-min", accuracy * 0.8),
                MetricValue.global("served-p10", accuracy * 0.88),
                MetricValue.global("served-median", accuracy),
                MetricValue.global("served-p90", Math.min(1, accuracy * 1.06)),
                MetricValue.global("served-max", Math.min(1, accuracy * 1.1))));
        measures.add(new MetricValue(6, "served-accuracy", accuracy * 0.95));
        tell(listener, round + 0.95, new RunEvent.Evaluated(round, measures));
    }

    private static void tell(Listener listener, double seconds, RunEvent event) {
        listener.on(new TimedEvent(seconds, event));
    }

    private final class Silent implements Run {
        @Override
        public void pause() {}

        @Override
        public void resume() {}

        @Override
        public void step() {}

        @Override
        public void stop() {
            held.countDown();
        }

        @Override
        public void change(String path, Object value) {}
    }
}
