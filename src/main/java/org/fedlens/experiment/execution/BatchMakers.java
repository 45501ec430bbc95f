package org.fedlens.experiment.execution;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Threads that decode and augment images while the workers train. Who wants something that nobody has begun makes it
 * itself, so feeders can only ever help: nothing depends on when they get a core.
 */
final class BatchMakers implements AutoCloseable {
    private final ExecutorService threads;

    /** @param count threads; with none everything is made by who wants it, when it is wanted */
    BatchMakers(int count) {
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newFixedThreadPool(Math.max(1, count), work -> {
            Thread thread = new Thread(work, "feeder-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        if (count == 0) {
            threads.shutdown();
        }
    }

    <T> Supplier<T> ahead(Supplier<T> work) {
        FutureTask<T> task = new FutureTask<>(work::get);
        try {
            threads.execute(task);
        } catch (RejectedExecutionException closed) {
            return work;
        }
        return () -> {
            task.run();
            return await(task);
        };
    }

    /** Does not give up when it is interrupted: a worker notices that between two batches. */
    private static <T> T await(FutureTask<T> task) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw unwrapped(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException unwrapped(ExecutionException e) {
        if (e.getCause() instanceof Error fault) {
            throw fault;
        }
        return e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
    }

    /** What was not begun is left; who still wants it makes it itself. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
