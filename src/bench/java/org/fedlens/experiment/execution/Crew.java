package org.fedlens.experiment.execution;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.fedlens.experiment.prepare.RoundExecutor;

/** The workers of a real run, opened for benchmarks. */
public final class Crew implements RoundExecutor, AutoCloseable {
    private final WorkerPool pool;

    public Crew(int workers) {
        this.pool = new WorkerPool(workers);
    }

    @Override
    public <R> void run(List<? extends Callable<R>> jobs, Consumer<R> inOrder) throws InterruptedException {
        pool.run(jobs, inOrder);
    }

    @Override
    public void close() {
        pool.close();
    }
}
