package org.fedlens.bench;

import org.fedlens.experiment.Moment;
import org.fedlens.experiment.RunListener;
import org.fedlens.text.Problem;

/** Nobody looks at the run that a benchmark needs first; what goes wrong ends the benchmark. */
final class Deaf implements RunListener {
    @Override
    public void on(Moment moment) {}

    @Override
    public void refused(Problem problem) {
        throw problem;
    }

    @Override
    public void crashed(Throwable fault) {
        throw new IllegalStateException(fault);
    }
}
