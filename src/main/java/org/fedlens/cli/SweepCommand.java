package org.fedlens.cli;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.fedlens.experiment.execution.SweepRunner;
import org.fedlens.experiment.store.FedLensHome;
import org.fedlens.experiment.sweep.Sweep;
import org.fedlens.experiment.sweep.SweepFile;
import org.fedlens.experiment.sweep.SweepFolder;
import org.fedlens.report.SweepTable;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;
import org.fedlens.text.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code sweep FILE}: plays every case of a file with every seed and makes a table of it. */
@Command(
        name = "sweep",
        description = "Plays every case of a sweep file with every seed; run it again to go on after a crash.",
        mixinStandardHelpOptions = true)
final class SweepCommand implements Callable<Integer> {
    @ParentCommand
    private CommandLine root;

    @Parameters(index = "0", paramLabel = "FILE", description = "The sweep file (YAML)")
    private Path file;

    @Option(names = "--out", paramLabel = "DIR", description = "The folder for its runs and its table")
    private Path out;

    @Mixin
    private RunOptionsMixin options;

    @Override
    public Integer call() throws InterruptedException {
        if (!Files.isRegularFile(file)) {
            throw new Problem(file.toString(), Text.of("file.missing"), Text.of("file.checkPath"));
        }
        Sweep sweep = SweepFile.load(file);
        Path folder =
                Optional.ofNullable(out).orElseGet(() -> FedLensHome.runs().resolve(SweepFolder.slug(sweep.name())));
        Path base = SweepFile.base(file);
        SweepFolder.keepIn(folder, sweep, base);
        Thread here = Thread.currentThread();
        Thread onInterrupt = new Thread(
                () -> {
                    here.interrupt();
                    try {
                        here.join(10_000);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "interrupt");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        List<SweepRunner.State> states;
        try {
            states = new SweepRunner(sweep, base, folder, options.options(Optional.empty()))
                    .play(new Progress(root.words(), sweep.trials().size()));
        } finally {
            forget(onInterrupt);
        }
        SweepTable table = SweepTable.of(sweep, folder);
        System.out.println();
        System.out.println(table.markdown());
        table.write(folder).forEach(path -> System.out.println(root.words().say("cli.sweep.table", path)));
        return states.contains(SweepRunner.State.FAILED) ? CommandLine.USERS_FAULT : CommandLine.DONE;
    }

    private static void forget(Thread onInterrupt) {
        try {
            Runtime.getRuntime().removeShutdownHook(onInterrupt);
        } catch (IllegalStateException leaving) {
            // Ctrl-C came first; the hook waits for this thread, which says what there is to say.
        }
    }

    /** One line for each run, with the time that is likely left. */
    private static final class Progress implements SweepRunner.Listener {
        private final PrintStream out = System.out;
        private final Words words;
        private final int count;
        private long begun;
        private double spent;
        private int played;

        Progress(Words words, int count) {
            this.words = words;
            this.count = count;
        }

        @Override
        public void begins(int index, Sweep.Trial trial) {
            begun = System.nanoTime();
            String left = played == 0 ? "?" : Long.toString(Math.round(spent / played * (count - index) / 60));
            out.println(words.say("cli.sweep.begins", index + 1, count, trial.label(), trial.seed(), left));
        }

        @Override
        public void ended(int index, Sweep.Trial trial, SweepRunner.State state, Optional<Text> reason) {
            if (state != SweepRunner.State.FOUND) {
                spent += (System.nanoTime() - begun) * 1e-9;
                played++;
            }
            if (state != SweepRunner.State.FINISHED) {
                out.println("    " + words.say("cli.sweep." + state));
            }
            reason.ifPresent(why -> out.println("    " + words.say(why)));
        }
    }
}
