package org.fedlens.experiment.execution;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;
import org.fedlens.experiment.Control;
import org.fedlens.experiment.RunEvent;
import org.fedlens.experiment.Stopwatch;
import org.fedlens.training.Pace;

/** Where workers wait while a run is paused, and where they learn that it was stopped. */
final class Gate implements Control {
    /** Progress in smaller steps than this is not worth telling. */
    private static final double FINEST = 0.02;

    private final Map<String, Object> changes = new TreeMap<>();
    private volatile Feeders feeders = new Feeders(0);
    private boolean paused;
    private boolean told;
    private boolean stopped;
    private int round;
    private int stepEnds = Integer.MAX_VALUE;
    private Stopwatch watch;
    private Consumer<RunEvent> emit = event -> {};

    synchronized void opened(Stopwatch runs, Consumer<RunEvent> events) {
        watch = runs;
        emit = events;
        if (paused) {
            watch.pause();
        }
    }

    /** From now on these help workers. */
    void help(Feeders with) {
        feeders = with;
    }

    /**
     * From here on nobody passes; that the run stands is told when the first one waits, since a round may close before.
     */
    synchronized void pause() {
        stepEnds = Integer.MAX_VALUE;
        if (paused || stopped) {
            return;
        }
        paused = true;
        told = false;
        if (watch != null) {
            watch.pause();
        }
    }

    void resume() {
        goOn(false);
    }

    /** Goes on until one more round is closed and evaluated, and pauses there. */
    void step() {
        goOn(true);
    }

    /** Says so before it opens, since whoever passes may be quick enough to tell of the next pause. */
    private void goOn(boolean step) {
        int standing;
        synchronized (this) {
            stepEnds = step ? round + 1 : Integer.MAX_VALUE;
            if (!paused || stopped) {
                return;
            }
            told = true;
            standing = round;
        }
        emit.accept(new RunEvent.Resumed(standing));
        open();
    }

    private synchronized void open() {
        paused = false;
        if (watch != null) {
            watch.resume();
        }
        notifyAll();
    }

    synchronized void stop() {
        stopped = true;
        paused = false;
        notifyAll();
    }

    synchronized void change(String path, Object value) {
        changes.put(path, value);
    }

    @Override
    public synchronized Map<String, Object> takeChanges() {
        Map<String, Object> taken = new TreeMap<>(changes);
        changes.clear();
        return taken;
    }

    @Override
    public synchronized void roundClosed(int closed) {
        round = closed;
    }

    @Override
    public void roundEvaluated() {
        boolean stepped;
        synchronized (this) {
            stepped = round >= stepEnds;
        }
        if (stepped) {
            pause();
            tellPaused();
        }
    }

    private void tellPaused() {
        int standing;
        synchronized (this) {
            if (!paused || stopped || told) {
                return;
            }
            told = true;
            standing = round;
        }
        emit.accept(new RunEvent.Paused(standing));
    }

    private void pass() throws InterruptedException {
        tellPaused();
        await();
    }

    private synchronized void await() throws InterruptedException {
        while (paused && !stopped) {
            wait();
        }
        if (stopped || Thread.interrupted()) {
            throw new InterruptedException("The run was stopped");
        }
    }

    @Override
    public Pace pace(DoubleConsumer progress) {
        return new Pace() {
            private double told;

            @Override
            public void pass() throws InterruptedException {
                Gate.this.pass();
            }

            @Override
            public <T> Supplier<T> ahead(Supplier<T> work) {
                return feeders.ahead(work);
            }

            @Override
            public void progress(double share) {
                if (share - told >= FINEST) {
                    told = share;
                    progress.accept(share);
                }
            }
        };
    }
}
