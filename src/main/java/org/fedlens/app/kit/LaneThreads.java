package org.fedlens.app.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.fedlens.parallel.ParallelFor;

/** Pieces of one computation on the calling thread and one helper for each further core. */
public final class LaneThreads implements ParallelFor, AutoCloseable {
    private final int helpers;
    private final ExecutorService pool;

    public LaneThreads(int cores) {
        this.helpers = Math.max(0, Math.min(cores, 8) - 1);
        this.pool = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "window-layout");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void each(int pieces, IntConsumer piece) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        Runnable lane = () -> {
            for (int i = next.getAndIncrement(); i < pieces; i = next.getAndIncrement()) {
                piece.accept(i);
            }
        };
        List<Future<?>> open = new ArrayList<>();
        for (int i = 0; i < Math.min(helpers, pieces - 1); i++) {
            open.add(pool.submit(lane));
        }
        lane.run();
        for (Future<?> future : open) {
            try {
                future.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
