package org.fedlens.experiment.execution;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.fedlens.experiment.event.RunEvent;
import org.fedlens.experiment.event.RunListener;
import org.fedlens.experiment.event.Stopwatch;
import org.fedlens.experiment.prepare.RoundExecutor;
import org.fedlens.experiment.prepare.RunControl;
import org.fedlens.experiment.run.CostEstimate;
import org.fedlens.experiment.run.RunOptions;
import org.fedlens.experiment.run.Session;
import org.fedlens.experiment.settings.Experiment;
import org.fedlens.experiment.settings.LiveSettings;
import org.fedlens.experiment.store.RunStore;
import org.fedlens.text.Problem;
import org.fedlens.training.engine.NativeLibrary;

/** Starts runs on threads of their own; the window and the terminal share it. */
public final class RunService implements AutoCloseable {
    /** Of the heap, one in so many bytes may hold what clients keep between rounds. */
    private static final int SHARE = 8;

    private final Session session;
    private final boolean helped;
    private final Set<Run> runs = ConcurrentHashMap.newKeySet();

    public RunService() {
        this(Runtime.getRuntime().maxMemory() / SHARE);
    }

    /** @param room bytes of memory for what clients keep between rounds; the rest goes to disk */
    public RunService(long room) {
        this(room, true);
    }

    /** @param helped false if workers make their batches themselves; no figure depends on it */
    RunService(long room, boolean helped) {
        this.helped = helped;
        this.session = new Session(Clock.systemUTC(), System::nanoTime, room);
    }

    /** Loads the engine, so that the first run need not wait for it; takes about a second. */
    public void warmUp() {
        NativeLibrary.open("cpu");
    }

    /** Every device that runs can compute on, the processor first. Loads the engine. */
    public List<String> devices() {
        return NativeLibrary.devices();
    }

    /** @param base folder at which a relative data source starts */
    public RunHandle start(Experiment experiment, Path base, RunOptions options, RunListener listener) {
        Run run = new Run(experiment);
        RunListener logged = new LoggedRun(run::folder, listener);
        return launch(run, options, logged, begun -> session.start(experiment, base, options, begun, logged));
    }

    /**
     * Goes on from the last checkpoint.
     *
     * @throws Problem if the folder is no run
     */
    public RunHandle resume(Path folder, RunOptions options, RunListener listener) {
        Experiment experiment = RunStore.open(folder).experiment();
        Run run = new Run(experiment);
        RunListener logged = new LoggedRun(run::folder, listener);
        return launch(run, options, logged, begun -> session.resume(folder, options, begun, logged));
    }

    /**
     * What a run would roughly take, from a few steps that are thrown away.
     *
     * @throws Problem if it could not begin
     */
    public CostEstimate estimate(Experiment experiment, Path base, RunOptions options) throws InterruptedException {
        List<CostEstimate> found = new ArrayList<>();
        try (WorkerPool pool = new WorkerPool(1)) {
            Callable<CostEstimate> job = () -> session.estimate(experiment, base, options);
            pool.run(List.of(job), found::add);
        }
        return found.get(0);
    }

    /** Stops whatever still runs and waits until it is on disk. */
    @Override
    public void close() {
        runs.forEach(RunHandle::stop);
        for (Run run : runs) {
            try {
                run.await(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private RunHandle launch(Run run, RunOptions options, RunListener listener, Sitting sitting) {
        runs.add(run);
        Thread thread = new Thread(
                () -> {
                    try (BatchMakers feeders = new BatchMakers(helped ? options.workers() : 0);
                            WorkerPool pool = new WorkerPool(options.workers())) {
                        run.pool = pool;
                        run.gate.help(feeders);
                        sitting.play(run);
                    } catch (Problem problem) {
                        listener.refused(problem);
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    } catch (RuntimeException | Error fault) {
                        listener.crashed(fault);
                    } finally {
                        runs.remove(run);
                        run.ended.countDown();
                    }
                },
                "run");
        thread.setDaemon(true);
        thread.start();
        return run;
    }

    private interface Sitting {
        void play(Run run) throws InterruptedException;
    }

    private static final class Run implements RunHandle, Session.Surroundings {
        private final Experiment experiment;
        private final PauseGate gate = new PauseGate();
        private final AtomicReference<Path> folder = new AtomicReference<>();
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile RoundExecutor pool;

        Run(Experiment experiment) {
            this.experiment = experiment;
        }

        @Override
        public Optional<Path> folder() {
            return Optional.ofNullable(folder.get());
        }

        @Override
        public void pause() {
            gate.pause();
        }

        @Override
        public void resume() {
            gate.resume();
        }

        @Override
        public void step() {
            gate.step();
        }

        @Override
        public void stop() {
            gate.stop();
        }

        @Override
        public void change(String path, Object value) {
            LiveSettings.check(experiment, path, value);
            gate.change(path, value);
        }

        @Override
        public boolean await(Duration atMost) throws InterruptedException {
            return ended.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public RoundExecutor executor() {
            return pool;
        }

        @Override
        public RunControl control() {
            return gate;
        }

        @Override
        public void opened(Path opened, Stopwatch watch, Consumer<RunEvent> emit) {
            folder.set(opened);
            gate.opened(watch, emit);
        }
    }
}
