package org.fedlens.experiment.event;

import org.fedlens.text.Problem;

/** Hears of a run, on the run's own threads, one call at a time. */
public interface RunListener {
    void on(TimedEvent moment);

    /** The run could not begin; nothing was written. */
    void refused(Problem problem);

    /** Our own fault: the run ended, its last checkpoint is whole. */
    void crashed(Throwable fault);
}
