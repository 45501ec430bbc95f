package org.fedlens.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.descriptive.Median;
import org.fedlens.experiment.event.RunEvent;
import org.fedlens.experiment.event.RunListener;
import org.fedlens.experiment.event.TimedEvent;
import org.fedlens.experiment.execution.RunService;
import org.fedlens.experiment.run.RunOptions;
import org.fedlens.experiment.settings.Experiment;
import org.fedlens.experiment.settings.ExperimentFile;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.text.Problem;

/**
 * Resident memory of this process over 200 rounds of one run of the published recipe, with everything that belongs to a
 * run: two workers, momentum, evaluation in every round, events, checkpoints. Reads {@code VmRSS} of {@code
 * /proc/self/status}, so it works on Linux only.
 */
public final class ResidentMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int CLIENTS = 10;
    private static final int TEST_IMAGES = 256;
    private static final int ROUNDS = 200;
    private static final int EARLY = 5;
    private static final int WINDOW = 20;

    private ResidentMemory() {}

    /** @param arguments an experiment file to measure instead; its number of rounds is set to 200 */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (!Files.isReadable(STATUS)) {
            System.out.println("This system has no " + STATUS + "; nothing was measured.");
            return;
        }
        Path folder = Path.of(System.getProperty("bench.folder"), "resident-memory");
        delete(folder);
        Files.createDirectories(folder);
        boolean given = arguments.length > 0 && !arguments[0].isBlank();
        Path file = given ? Path.of(arguments[0]) : recipe(folder);
        Map<String, Object> tree = ExperimentFile.with(ExperimentFile.load(file), "training.rounds", ROUNDS);
        Experiment experiment = ExperimentFile.require(tree);
        Map<Integer, Long> seen = new TreeMap<>();
        try (RunService service = new RunService()) {
            RunOptions options = new RunOptions(folder.resolve("runs"), 2, "cpu");
            service.start(experiment, file.toAbsolutePath().getParent(), options, new Watcher(seen))
                    .await(Duration.ofHours(2));
        }
        tell("round", seen, EARLY, ROUNDS);
    }

    /** One reading depends on what the allocator holds at that moment, so the spread and a median are told as well. */
    static void tell(String what, Map<Integer, Long> seen, int from, int to) {
        long early = seen.get(from);
        long late = seen.get(to);
        System.out.printf(
                Locale.ROOT,
                "resident memory: %s %d %.1f MB, %s %d %.1f MB, %+.2f %%%n",
                what,
                from,
                early / 1024.0,
                what,
                to,
                late / 1024.0,
                100.0 * (late - early) / early);
        double first = median(seen, from, from + WINDOW);
        double last = median(seen, to - WINDOW, to);
        System.out.printf(
                Locale.ROOT,
                "medians: %d to %d %.1f MB, %d to %d %.1f MB, %+.2f %%; single readings from %.1f to %.1f MB%n",
                from,
                from + WINDOW,
                first,
                to - WINDOW,
                to,
                last,
                100 * (last - first) / first,
                seen.values().stream().mapToLong(Long::longValue).min().orElseThrow() / 1024.0,
                seen.values().stream().mapToLong(Long::longValue).max().orElseThrow() / 1024.0);
    }

    private static double median(Map<Integer, Long> seen, int from, int to) {
        return Median.withDefaults()
                .evaluate(IntStream.rangeClosed(from, to)
                        .mapToDouble(round -> seen.get(round) / 1024.0)
                        .toArray());
    }

    /** Kilobytes resident now. */
    static long resident() {
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path recipe(Path folder) throws IOException {
        batch(folder.resolve("data_batch_1.bin"), CLIENTS * PublishedRecipe.IMAGES, 1);
        batch(folder.resolve("test_batch.bin"), TEST_IMAGES, 2);
        Path file = folder.resolve("recipe.yaml");
        Files.writeString(
                file,
                """
                fedlens: 1
                name: Resident memory
                seed: 1
                data: {source: .}
                partition: {scheme: iid, clients: %d}
                model: {name: small-cnn}
                algorithm: {name: FedAvg}
                training: {rounds: %d, participation: 1.0, localEpochs: 1, batch: %d,
                           optimizer: {name: sgd, learningRate: 0.001, momentum: 0.9, weightDecay: 0.0005}}
                """
                        .formatted(CLIENTS, ROUNDS, PublishedRecipe.BATCH));
        return file;
    }

    /** Records of CIFAR-10's binary form: a label, then 3,072 random bytes. */
    private static void batch(Path file, int count, long key) throws IOException {
        UniformRandomProvider random = Streams.of(1, Purpose.SUBSET, key);
        int record = 1 + PublishedRecipe.SHAPE.size();
        byte[] bytes = new byte[count * record];
        random.nextBytes(bytes);
        for (int i = 0; i < count; i++) {
            bytes[i * record] = (byte) (i % PublishedRecipe.CLASSES);
        }
        Files.write(file, bytes);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private record Watcher(Map<Integer, Long> seen) implements RunListener {
        private static final List<Integer> TOLD = List.of(1, 2, 5, 10, 20, 50, 100, 150, 200);

        @Override
        public void on(TimedEvent moment) {
            if (moment.event() instanceof RunEvent.RoundClosed closed) {
                seen.put(closed.round(), resident());
                if (TOLD.contains(closed.round())) {
                    System.out.printf(
                            Locale.ROOT,
                            "round %3d: %8.1f MB resident, %6.1f MB of it heap in use%n",
                            closed.round(),
                            seen.get(closed.round()) / 1024.0,
                            (Runtime.getRuntime().totalMemory()
                                            - Runtime.getRuntime().freeMemory())
                                    / 1048576.0);
                }
            }
        }

        @Override
        public void refused(Problem problem) {
            throw problem;
        }

        @Override
        public void crashed(Throwable fault) {
            fault.printStackTrace();
        }
    }
}
