package org.fedlens.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;

/**
 * The only way from other threads to the window. Work is queued and done once per frame, for a few milliseconds at
 * most; what is left waits for the next frame, in order. Who shows the outcome is asked to look again less often than
 * that, since nobody reads figures that change sixty times a second.
 */
public final class FxPulse {
    private static final long BUDGET_NANOS = 4_000_000;
    private static final long SHOWN_NANOS = 45_000_000;

    private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
    private final List<Runnable> afterFrame = new ArrayList<>();
    private final AtomicBoolean awake = new AtomicBoolean();
    private boolean stale;
    private long shown;
    private final AnimationTimer timer = new AnimationTimer() {
        @Override
        public void handle(long now) {
            drain(now);
        }
    };

    /** Queues work for the window's thread; may be called from anywhere. */
    public void post(Runnable work) {
        queue.add(work);
        if (awake.compareAndSet(false, true)) {
            Platform.runLater(timer::start);
        }
    }

    /**
     * Adds what is done after work was done, at most once a frame and 22 times a second; on the window's thread only.
     */
    public void afterFrame(Runnable work) {
        afterFrame.add(work);
    }

    private void drain(long now) {
        long end = System.nanoTime() + BUDGET_NANOS;
        Runnable work = queue.poll();
        boolean worked = work != null;
        while (work != null) {
            work.run();
            work = System.nanoTime() < end ? queue.poll() : null;
        }
        stale |= worked;
        if (stale && now - shown >= SHOWN_NANOS) {
            stale = false;
            shown = now;
            afterFrame.forEach(Runnable::run);
        } else if (!stale && !worked) {
            sleep();
        }
    }

    private void sleep() {
        timer.stop();
        awake.set(false);
        // Something may have come in between the last look and falling asleep.
        if (!queue.isEmpty() && awake.compareAndSet(false, true)) {
            timer.start();
        }
    }
}
