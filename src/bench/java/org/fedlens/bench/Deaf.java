package org.fedlens.bench;

import org.fedlens.experiment.event.RunListener;
import org.fedlens.experiment.event.TimedEvent;
import org.fedlens.text.Problem;

/** Nobody looks at the run that a benchmark needs first; what goes wrong ends the benchmark. */
final class Deaf implements RunListener {
    @Override
    public void on(TimedEvent moment) {}

    @Override
    public void refused(Problem problem) {
        throw problem;
    }

    @Override
    public void crashed(Throwable fault) {
        throw new IllegalStateException(fault);
    }
}
