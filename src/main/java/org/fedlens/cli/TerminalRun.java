package org.fedlens.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.fedlens.experiment.event.RunEvent;
import org.fedlens.experiment.event.RunListener;
import org.fedlens.experiment.event.SelectiveVisitor;
import org.fedlens.experiment.event.TimedEvent;
import org.fedlens.experiment.execution.RunHandle;
import org.fedlens.experiment.execution.RunService;
import org.fedlens.text.Problem;
import org.fedlens.text.Words;

/** A run watched from the terminal: a bar with the time left, the last word, and how to go on after Ctrl-C. */
final class TerminalRun implements RunListener {
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Duration FOREVER = Duration.ofDays(365);

    private final Words words;
    private final PrintStream out = System.out;
    private final AtomicReference<Problem> problem = new AtomicReference<>();
    private final AtomicReference<Throwable> fault = new AtomicReference<>();
    private volatile Optional<RunEvent.Ended> ended = Optional.empty();
    private Optional<ProgressBar> bar = Optional.empty();
    private double best = Double.NaN;
    private double last = Double.NaN;
    private boolean collapsed;

    private final Consumer<TimedEvent> also;

    private TerminalRun(Words words, Consumer<TimedEvent> also) {
        this.words = words;
        this.also = also;
    }

    /** How a run ended. */
    record Result(int code, Path folder) {}

    /** Begins a run with a listener. */
    interface Start {
        RunHandle with(RunService service, RunListener listener);
    }

    /** Plays a run to its end. @return the exit code */
    static int play(Words words, Start start) throws InterruptedException {
        return watch(words, start, moment -> {}).code();
    }

    /** @param also hears every moment too */
    static Result watch(Words words, Start start, Consumer<TimedEvent> also) throws InterruptedException {
        TerminalRun terminal = new TerminalRun(words, also);
        RunService service = new RunService();
        RunHandle run = start.with(service, terminal);
        Thread onInterrupt = new Thread(() -> terminal.interrupted(run), "interrupt");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        run.await(FOREVER);
        try {
            Runtime.getRuntime().removeShutdownHook(onInterrupt);
        } catch (IllegalStateException leaving) {
            // Ctrl-C came first; the hook says what there is to say.
            onInterrupt.join();
        }
        return new Result(terminal.conclude(run), run.folder().orElseThrow());
    }

    private void interrupted(RunHandle run) {
        run.stop();
        try {
            run.await(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closeBar();
        run.folder().ifPresent(folder -> {
            out.println(words.say("cli.interrupted", folder));
            out.println(words.say("cli.howToResume", folder));
        });
        out.flush();
    }

    private int conclude(RunHandle run) {
        closeBar();
        if (problem.get() != null) {
            throw problem.get();
        }
        if (fault.get() != null) {
            throw new IllegalStateException(fault.get());
        }
        Path folder = run.folder().orElseThrow();
        RunEvent.Ended end = ended.orElseThrow();
        out.println(words.say(
                "cli.result",
                words.say("outcome." + end.outcome()),
                end.round(),
                ListCommand.percent(last),
                ListCommand.percent(best)));
        out.println(words.say("cli.folder", folder));
        if (collapsed) {
            System.err.println(words.say("run.collapsed", end.round()));
        }
        end.early().ifPresent(why -> out.println(words.say(why)));
        if (end.outcome() == RunEvent.Outcome.DIVERGED) {
            System.err.println(words.say(
                    "run.diverged",
                    Words.client(Integer.parseInt(end.values().get("client"))),
                    end.values().get("round"),
                    end.round()));
            return CommandLine.USERS_FAULT;
        }
        return CommandLine.DONE;
    }

    @Override
    public void on(TimedEvent moment) {
        also.accept(moment);
        moment.event().accept(new TerminalEvents());
    }

    private final class TerminalEvents implements SelectiveVisitor {
        @Override
        public void started(RunEvent.Started started) {
            out.println(words.say(
                    "cli.started",
                    started.run(),
                    started.clients().size(),
                    Words.count(started.parameters()),
                    started.device()));
            bar = Optional.of(bar(started));
        }

        @Override
        public void evaluated(RunEvent.Evaluated evaluated) {
            if (!Double.isNaN(evaluated.headline())) {
                collapsed = evaluated.collapsed();
                last = evaluated.headline();
                best = Double.isNaN(best) ? last : Math.max(best, last);
                bar.ifPresent(b -> b.setExtraMessage(words.say("cli.accuracy", ListCommand.percent(last))));
            }
        }

        @Override
        public void roundClosed(RunEvent.RoundClosed closed) {
            bar.ifPresent(b -> b.stepTo(closed.round()));
        }

        @Override
        public void ended(RunEvent.Ended end) {
            ended = Optional.of(end);
        }
    }

    private ProgressBar bar(RunEvent.Started started) {
        return new ProgressBarBuilder()
                .setTaskName(words.say("cli.rounds"))
                .setStyle(ProgressBarStyle.ASCII)
                .setInitialMax(started.rounds())
                .startsFrom(started.round(), Duration.ZERO)
                .setMaxRenderedLength(100)
                .setUpdateIntervalMillis(250)
                .build();
    }

    private void closeBar() {
        bar.ifPresent(ProgressBar::close);
        bar = Optional.empty();
    }

    @Override
    public void refused(Problem refusal) {
        problem.set(refusal);
    }

    @Override
    public void crashed(Throwable cause) {
        fault.set(cause);
    }
}
