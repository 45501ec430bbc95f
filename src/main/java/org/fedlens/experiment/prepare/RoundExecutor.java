package org.fedlens.experiment.prepare;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Where the work of a round is done: on threads of this process, or elsewhere. */
public interface RoundExecutor {
    /**
     * Runs jobs side by side and hands their results over in the order of the list, whoever finishes first, on the
     * calling thread. Only a few results wait in memory at any time.
     *
     * @throws InterruptedException if the run was stopped; jobs under way are ended before it returns
     */
    <R> void run(List<? extends Callable<R>> jobs, Consumer<R> inOrder) throws InterruptedException;
}
