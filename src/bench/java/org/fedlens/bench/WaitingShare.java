package org.fedlens.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.fedlens.experiment.Experiment;
import org.fedlens.experiment.ExperimentFile;
import org.fedlens.experiment.Moment;
import org.fedlens.experiment.RunListener;
import org.fedlens.experiment.RunOptions;
import org.fedlens.experiment.execution.RunHandle;
import org.fedlens.experiment.execution.RunService;
import org.fedlens.text.Problem;
import org.fedlens.training.LocalTrainer;

/**
 * Which share of their visits training threads spend on getting data: making batches themselves, or waiting for one
 * that is not ready. Plays every ready experiment (or the file named as argument) for a while and looks at the workers'
 * stacks every few milliseconds. Looks at a worker that is in no visit are left out.
 */
public final class WaitingShare {
    private static final Path EXPERIMENTS = Path.of("sample-data/experiments");
    private static final Duration LONGEST = Duration.ofSeconds(25);
    private static final long WARM_UP = 4_000_000_000L;
    private static final long BETWEEN_LOOKS = 2;
    private static final int SHOWN = 6;
    private static final Set<String> DATA = Set.of(
            "org.fedlens.training.Batches",
            "org.fedlens.training.Delivery",
            "org.fedlens.training.Feed",
            "org.fedlens.experiment.execution.Feeders",
            "org.fedlens.training.TwoViews",
            "org.fedlens.training.Moving",
            "org.fedlens.training.Pixels");

    private final Map<String, Integer> tops = new TreeMap<>();
    private int looks;
    private int waiting;

    private WaitingShare() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<Path> files;
        try (Stream<Path> all = Files.list(EXPERIMENTS)) {
            files = arguments.length > 0 && !arguments[0].isBlank()
                    ? List.of(Path.of(arguments[0]))
                    : all.sorted().toList();
        }
        Path runs = Files.createTempDirectory("waiting-share");
        for (Path file : files) {
            Experiment experiment = ExperimentFile.require(ExperimentFile.load(file));
            WaitingShare share = new WaitingShare();
            share.play(experiment, file.toAbsolutePath().getParent(), runs);
            share.print(file);
        }
    }

    private void play(Experiment experiment, Path base, Path runs) throws InterruptedException {
        AtomicReference<String> failed = new AtomicReference<>();
        try (RunService service = new RunService()) {
            RunHandle run = service.start(experiment, base, RunOptions.standard(runs), new RunListener() {
                @Override
                public void on(Moment moment) {}

                @Override
                public void refused(Problem problem) {
                    failed.set(problem.toString());
                }

                @Override
                public void crashed(Throwable fault) {
                    failed.set(fault.toString());
                }
            });
            long begin = System.nanoTime();
            while (!run.await(Duration.ofMillis(BETWEEN_LOOKS)) && System.nanoTime() - begin < LONGEST.toNanos()) {
                if (System.nanoTime() - begin > WARM_UP) {
                    Thread.getAllStackTraces().forEach(this::look);
                }
            }
            run.stop();
        }
        Optional.ofNullable(failed.get()).ifPresent(reason -> {
            throw new IllegalStateException(reason);
        });
    }

    private void look(Thread thread, StackTraceElement[] stack) {
        if (!thread.getName().startsWith("worker-") || !inVisit(stack)) {
            return;
        }
        looks++;
        Optional<StackTraceElement> data = Stream.of(stack)
                .filter(frame -> DATA.contains(frame.getClassName().replaceAll("\\$.*", "")))
                .findFirst();
        if (data.isPresent()) {
            waiting++;
            String top = Stream.of(stack)
                    .filter(frame -> frame.getClassName().startsWith("org.fedlens."))
                    .findFirst()
                    .map(frame -> frame.getClassName() + "." + frame.getMethodName())
                    .orElse("?");
            tops.merge(top, 1, Integer::sum);
        }
    }

    private static boolean inVisit(StackTraceElement[] stack) {
        return Stream.of(stack).anyMatch(frame -> frame.getClassName().equals(LocalTrainer.class.getName()));
    }

    private void print(Path file) {
        System.out.printf(
                Locale.ROOT,
                "%-32s %6d looks, %6.2f %% for data%n",
                file.getFileName(),
                looks,
                100.0 * waiting / Math.max(1, looks));
        tops.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(SHOWN)
                .forEach(entry -> System.out.printf(
                        Locale.ROOT,
                        "    %6.2f %%  %s%n",
                        100.0 * entry.getValue() / Math.max(1, looks),
                        entry.getKey()));
    }
}
