package org.fedlens.app.kit;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.fedlens.log.Faults;

/**
 * Work in the background of which only the newest matters: a request that has been overtaken is not begun, and its
 * result is not shown.
 */
public final class LatestTask {
    private final Executor background;
    private final FxPulse pulse;
    private final AtomicLong newest = new AtomicLong();

    public LatestTask(Executor background, FxPulse pulse) {
        this.background = background;
        this.pulse = pulse;
    }

    /**
     * Asks for a result.
     *
     * @param work done in the background
     * @param shown given the result, on the window's thread
     * @param failed given what went wrong, on the window's thread
     */
    public <T> void ask(Callable<T> work, Consumer<T> shown, Consumer<Exception> failed) {
        long ticket = newest.incrementAndGet();
        try {
            background.execute(() -> {
                if (ticket == newest.get()) {
                    run(ticket, work, shown, failed);
                }
            });
        } catch (RejectedExecutionException closing) {
            // The window is going away; nobody waits for this any more.
            cancel();
        }
    }

    private <T> void run(long ticket, Callable<T> work, Consumer<T> shown, Consumer<Exception> failed) {
        try {
            T result = work.call();
            deliver(ticket, () -> shown.accept(result));
        } catch (Exception e) {
            Faults.here().report(e);
            deliver(ticket, () -> failed.accept(e));
        }
    }

    private void deliver(long ticket, Runnable show) {
        pulse.post(() -> {
            if (ticket == newest.get()) {
                show.run();
            }
        });
    }

    /** Forgets what was asked for. */
    public void cancel() {
        newest.incrementAndGet();
    }
}
