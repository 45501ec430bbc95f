package org.fedlens.experiment.execution;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.fedlens.experiment.RoundExecutor;
import org.fedlens.training.engine.Native;

/**
 * Threads that each train one client at a time with one libtorch thread. Two clients side by side are faster than one
 * client on two threads, and the sums inside libtorch keep their order.
 */
final class WorkerPool implements RoundExecutor, AutoCloseable {
    /** Results that may wait for an earlier one, for each worker. */
    private static final int AHEAD = 2;

    private final int workers;
    private final ExecutorService threads;

    WorkerPool(int workers) {
        this.workers = workers;
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newFixedThreadPool(workers, work -> {
            Thread thread = new Thread(
                    () -> {
                        Native.prepareThread();
                        work.run();
                    },
                    "worker-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public <R> void run(List<? extends Callable<R>> jobs, Consumer<R> inOrder) throws InterruptedException {
        Deque<Future<R>> open = new ArrayDeque<>();
        Phaser atWork = new Phaser(1);
        try {
            int next = 0;
            while (next < jobs.size() || !open.isEmpty()) {
                while (next < jobs.size() && open.size() < AHEAD * workers) {
                    open.add(threads.submit(counted(jobs.get(next++), atWork)));
                }
                inOrder.accept(open.element().get());
                open.remove();
            }
        } catch (ExecutionException e) {
            throw unwrapped(e);
        } finally {
            open.forEach(future -> future.cancel(true));
            // No job may still touch native memory or tell events once the round is given up.
            atWork.arriveAndAwaitAdvance();
        }
    }

    private static <R> Callable<R> counted(Callable<R> job, Phaser atWork) {
        return () -> {
            atWork.register();
            try {
                return job.call();
            } finally {
                atWork.arriveAndDeregister();
            }
        };
    }

    private static RuntimeException unwrapped(ExecutionException e) throws InterruptedException {
        if (e.getCause() instanceof InterruptedException stopped) {
            throw stopped;
        }
        if (e.getCause() instanceof Error fault) {
            throw fault;
        }
        return e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
