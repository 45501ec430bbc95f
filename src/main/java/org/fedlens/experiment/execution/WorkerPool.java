package org.fedlens.experiment.execution;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.fedlens.experiment.prepare.RoundExecutor;
import org.fedlens.training.engine.NativeLibrary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads that each train one client at a time with one libtorch thread. Two clients side by side are faster than one
 * client on two threads, and the sums inside libtorch keep their order.
 */
final class WorkerPool implements RoundExecutor, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerPool.class);

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
                        NativeLibrary.prepareThread();
                        work.run();
                    },
                    "worker-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public <R> void run(List<? extends Callable<R>> jobs, Consumer<R> inOrder) throws InterruptedException {
        Deque<Open<R>> open = new ArrayDeque<>();
        try {
            int next = 0;
            while (next < jobs.size() || !open.isEmpty()) {
                while (next < jobs.size() && open.size() < AHEAD * workers) {
                    Job<R> job = new Job<>(jobs.get(next++));
                    open.add(new Open<>(job, threads.submit(job)));
                }
                inOrder.accept(open.element().future.get());
                open.remove();
            }
        } catch (ExecutionException e) {
            throw unwrapped(e);
        } finally {
            giveUp(open);
        }
    }

    /** No job may still touch native memory or tell events once the round is given up, so all are waited for. */
    private static <R> void giveUp(Deque<Open<R>> open) {
        open.forEach(each -> each.job.giveUp());
        boolean interrupted = false;
        for (Open<R> each : open) {
            while (!each.future.isDone()) {
                try {
                    each.future.get();
                } catch (ExecutionException e) {
                    // It ended, and that is all that matters here; why is for those who look for the first fault.
                    report(e.getCause());
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void report(Throwable cause) {
        if (!(cause instanceof InterruptedException)) {
            LOG.warn("A job that was given up failed", cause);
        }
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

    private record Open<R>(Job<R> job, Future<R> future) {}

    /** A job that can be given up at any time: before it begins it then does nothing, later it is interrupted. */
    private static final class Job<R> implements Callable<R> {
        private final Callable<R> work;
        private boolean givenUp;
        private Thread runner;

        Job(Callable<R> work) {
            this.work = work;
        }

        @Override
        public R call() throws Exception {
            synchronized (this) {
                if (givenUp) {
                    throw new InterruptedException("Given up before it began");
                }
                runner = Thread.currentThread();
            }
            try {
                return work.call();
            } finally {
                synchronized (this) {
                    runner = null;
                    // An interruption that came too late must not reach the next job of this thread.
                    Thread.interrupted();
                }
            }
        }

        synchronized void giveUp() {
            givenUp = true;
            if (runner != null) {
                runner.interrupt();
            }
        }
    }
}
