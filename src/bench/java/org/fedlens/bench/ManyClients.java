package org.fedlens.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.fedlens.experiment.Experiment;
import org.fedlens.experiment.ExperimentFile;
import org.fedlens.experiment.Moment;
import org.fedlens.experiment.RunEvent;
import org.fedlens.experiment.RunListener;
import org.fedlens.experiment.RunOptions;
import org.fedlens.experiment.execution.RunService;
import org.fedlens.text.Problem;

/**
 * A real run of 10,000 clients of which 1 % are drawn in a round, with SCAFFOLD, whose clients keep a control variate
 * as large as the model: once with room for everything on the heap, once with 4 MB for what clients keep, so that the
 * rest goes to disk. Tells seconds, the heap in use after the last round, files on disk, and whether both runs have the
 * same figures, byte for byte. Arguments: a folder with at least 20,000 pictures to train on, rounds.
 */
public final class ManyClients {
    private static final long SMALL_ROOM = 4L << 20;

    private ManyClients() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        String source = arguments.length > 0 && !arguments[0].isBlank() ? arguments[0] : "../shared/data/fashion-mnist";
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 30;
        String yaml =
                """
                fedlens: 1
                name: Many clients
                data: {source: %s, train: 20000, test: 500}
                partition: {scheme: iid, clients: 10000}
                model: {name: mlp, hidden: 64}
                algorithm: {name: SCAFFOLD}
                training:
                  {rounds: %d, participation: 0.01, batch: 10,
                   optimizer: {name: sgd, learningRate: 0.05, momentum: 0.0}}
                evaluation: {every: 10, clients: false, embedEvery: 0}
                system: {checkpoint: 10}
                """
                        .formatted(source, rounds);
        Map<String, Object> tree = ExperimentFile.parse(yaml, "many-clients");
        Experiment experiment = ExperimentFile.require(tree);
        Path folder = Files.createTempDirectory("many-clients");
        Path near = folder.resolve("near");
        Path far = folder.resolve("far");
        play("everything on the heap", experiment, near, Long.MAX_VALUE);
        play("4 MB on the heap", experiment, far, SMALL_ROOM);
        boolean same =
                Files.readString(near.resolve("metrics.csv")).equals(Files.readString(far.resolve("metrics.csv")));
        System.out.println(same ? "the same figures, byte for byte" : "DIFFERENT figures");
        System.out.println("in " + folder);
    }

    private static void play(String name, Experiment experiment, Path folder, long room)
            throws IOException, InterruptedException {
        AtomicLong used = new AtomicLong();
        long begun = System.nanoTime();
        try (RunService service = new RunService(room)) {
            RunOptions options = new RunOptions(folder.getParent(), Optional.of(folder), 2, "cpu");
            service.start(experiment, Path.of("").toAbsolutePath(), options, new Watch(used))
                    .await(Duration.ofHours(1));
        }
        double seconds = (System.nanoTime() - begun) * 1e-9;
        long files = 0;
        long bytes = 0;
        if (Files.isDirectory(folder.resolve("clients"))) {
            try (Stream<Path> all = Files.list(folder.resolve("clients"))) {
                List<Path> found = all.toList();
                files = found.size();
                for (Path file : found) {
                    bytes += Files.size(file);
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%s: %.1f s, heap in use after the last round %.0f MB, %d files of clients with %.0f MB%n",
                name,
                seconds,
                used.get() / 1e6,
                files,
                bytes / 1e6);
    }

    /** Looks at the heap when the last round is over. */
    private record Watch(AtomicLong used) implements RunListener {
        @Override
        public void on(Moment moment) {
            if (moment.event() instanceof RunEvent.Evaluated) {
                System.gc();
                Runtime runtime = Runtime.getRuntime();
                used.set(runtime.totalMemory() - runtime.freeMemory());
            }
        }

        @Override
        public void refused(Problem problem) {
            System.out.println(problem.getMessage());
        }

        @Override
        public void crashed(Throwable fault) {
            fault.printStackTrace();
        }
    }
}
