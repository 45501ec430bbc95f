package org.fedlens.experiment.execution;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.fedlens.experiment.event.RunListener;
import org.fedlens.experiment.event.TimedEvent;
import org.fedlens.experiment.run.RunOptions;
import org.fedlens.experiment.settings.Experiment;
import org.fedlens.experiment.store.PastRun;
import org.fedlens.experiment.store.RunStore;
import org.fedlens.experiment.sweep.Sweep;
import org.fedlens.experiment.sweep.SweepFile;
import org.fedlens.log.Fault;
import org.fedlens.log.Faults;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * Plays the runs of a sweep one after the other in folders of their own. What is finished is not played again, what was
 * cut off goes on from its last checkpoint, and what fails does not stop the rest: playing a sweep again is how it goes
 * on after a crash.
 */
public final class SweepRunner {
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Sweep sweep;
    private final Path base;
    private final Path folder;
    private final RunOptions options;

    /**
     * @param base folder at which a relative data source starts
     * @param folder where the runs' folders are, or will be
     */
    public SweepRunner(Sweep sweep, Path base, Path folder, RunOptions options) {
        this.sweep = sweep;
        this.base = base;
        this.folder = folder;
        this.options = options;
    }

    /** How one run of a sweep ended. */
    public enum State {
        /** It was finished before. */
        FOUND,
        FINISHED,
        DIVERGED,
        /** It could not be played; the reason was told. */
        FAILED
    }

    /** Told how a sweep goes on. Calls come from the thread that plays it, moments from the run's. */
    public interface Listener {
        /** A run begins. @param index from 0 */
        default void begins(int index, Sweep.Trial trial) {}

        default void on(Sweep.Trial trial, TimedEvent moment) {}

        /** A run is over. @param reason why it failed */
        default void ended(int index, Sweep.Trial trial, State state, Optional<Text> reason) {}
    }

    /**
     * Plays everything that is left.
     *
     * @return how each run ended, in the order of {@link Sweep#trials()}
     * @throws InterruptedException if the calling thread was interrupted; the run under way was stopped and saved
     */
    public List<State> play(Listener listener) throws InterruptedException {
        List<Sweep.Trial> trials = sweep.trials();
        State[] states = new State[trials.size()];
        try (RunService service = new RunService()) {
            for (int i = 0; i < states.length; i++) {
                Sweep.Trial trial = trials.get(i);
                listener.begins(i, trial);
                Ear ear = new Ear(trial, listener);
                try {
                    states[i] = play(trial, service, ear);
                } catch (Problem problem) {
                    ear.refused(problem);
                    states[i] = State.FAILED;
                }
                listener.ended(i, trial, states[i], Optional.ofNullable(ear.reason.get()));
            }
        }
        return List.of(states);
    }

    /** A sweep that is being played on a thread of its own. */
    public interface Playing {
        /** Ends it; the run under way is stopped and saved, and the sweep can be played again to go on. */
        void stop();

        /** Waits until it is over. @return false if it is not by then */
        boolean await(Duration atMost) throws InterruptedException;
    }

    /**
     * Plays everything that is left on a thread of its own.
     *
     * @param ended told once, with the fault that broke it if it was one
     */
    public Playing start(Listener listener, Consumer<Optional<Throwable>> ended) {
        CountDownLatch over = new CountDownLatch(1);
        Thread thread = new Thread(
                () -> {
                    Optional<Throwable> fault = Optional.empty();
                    try {
                        play(listener);
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    } catch (RuntimeException | Error broken) {
                        fault = Optional.of(broken);
                    } finally {
                        over.countDown();
                    }
                    ended.accept(fault);
                },
                "sweep");
        thread.setDaemon(true);
        thread.start();
        return new Playing() {
            @Override
            public void stop() {
                thread.interrupt();
            }

            @Override
            public boolean await(Duration atMost) throws InterruptedException {
                return over.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
            }
        };
    }

    /** How each run stands on disk, in the order of {@link Sweep#trials()}; nothing for one that is not over. */
    public static List<Optional<State>> found(Sweep sweep, Path folder) {
        return sweep.trials().stream()
                .map(trial -> found(folder.resolve(trial.folder())))
                .toList();
    }

    private static Optional<State> found(Path own) {
        if (!begun(own)) {
            return Optional.empty();
        }
        try {
            return switch (RunStore.open(own).summary().outcome()) {
                case "FINISHED" -> Optional.of(State.FOUND);
                case "DIVERGED" -> Optional.of(State.DIVERGED);
                case "FAILED" -> Optional.of(State.FAILED);
                default -> Optional.empty();
            };
        } catch (Problem unreadable) {
            return Optional.of(State.FAILED);
        }
    }

    private State play(Sweep.Trial trial, RunService service, Ear ear) throws InterruptedException {
        Path own = folder.resolve(trial.folder());
        Experiment experiment = SweepFile.experiment(sweep, trial);
        RunOptions here = new RunOptions(folder, Optional.of(own), options.workers(), options.device());
        RunHandle run;
        if (!begun(own)) {
            run = service.start(experiment, base, here, ear);
        } else {
            PastRun past = RunStore.open(own);
            if (!past.experiment().equals(experiment)) {
                throw new Problem(own.toString(), Text.of("sweep.otherExperiment"), Text.of("sweep.otherFolder"));
            }
            State before = state(past.summary().outcome());
            if (before != State.FAILED) {
                return before == State.FINISHED ? State.FOUND : before;
            }
            run = service.resume(own, here, ear);
        }
        await(run);
        return ear.reason.get() != null
                ? State.FAILED
                : state(RunStore.open(own).summary().outcome());
    }

    private static boolean begun(Path own) {
        return Files.exists(own.resolve("environment.json"));
    }

    private static State state(String outcome) {
        return switch (outcome) {
            case "FINISHED" -> State.FINISHED;
            case "DIVERGED" -> State.DIVERGED;
            default -> State.FAILED;
        };
    }

    private static void await(RunHandle run) throws InterruptedException {
        try {
            while (!run.await(LOOK)) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        } catch (InterruptedException stopped) {
            run.stop();
            run.await(PATIENCE);
            throw stopped;
        }
    }

    private static final class Ear implements RunListener {
        private final Sweep.Trial trial;
        private final Listener listener;
        private final AtomicReference<Text> reason = new AtomicReference<>();

        Ear(Sweep.Trial trial, Listener listener) {
            this.trial = trial;
            this.listener = listener;
        }

        @Override
        public void on(TimedEvent moment) {
            listener.on(trial, moment);
        }

        @Override
        public void refused(Problem problem) {
            reason.set(Text.of("problem", problem.where(), problem.reason(), problem.remedy()));
        }

        @Override
        public void crashed(Throwable fault) {
            // The sweep goes on with its next run, so nobody above hears of this.
            Faults.here().report(fault);
            reason.set(Text.of("cli.crashed", Fault.nameOf(fault)));
        }
    }
}
