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
 * most; what is left waits for the next frame, in order.
 */
public final class FxPulse {
    private static final long BUDGET_NANOS = 4_000_000;

    private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
    private final List<Runnable> afterFrame = new ArrayList<>();
    private final AtomicBoolean awake = new AtomicBoolean();
    private final AnimationTimer timer = new AnimationTimer() {
        @Override
        public void handle(long now) {
            drain();
        }
    };

    /** Queues work for the window's thread; may be called from anywhere. */
    public void post(Runnable work) {
        queue.add(work);
        if (awake.compareAndSet(false, true)) {
            Platform.runLater(timer::start);
        }
    }

    /** Adds what is done once after each frame in which work was done; on the window's thread only. */
    public void afterFrame(Runnable work) {
        afterFrame.add(work);
    }

    private void drain() {
        long end = System.nanoTime() + BUDGET_NANOS;
        boolean worked = false;
        Runnable work = queue.poll();
        while (work != null) {
            work.run();
            worked = true;
            work = System.nanoTime() < end ? queue.poll() : null;
        }
        if (worked) {
            afterFrame.forEach(Runnable::run);
        } else {
            timer.stop();
            awake.set(false);
            // Something may have come in between the last look and falling asleep.
            if (!queue.isEmpty() && awake.compareAndSet(false, true)) {
                timer.start();
            }
        }
    }
}
