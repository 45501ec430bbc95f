package org.fedlens.app.prediction;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.SimpleLongProperty;
import org.fedlens.app.engine.RunListEntry;
import org.fedlens.app.kit.FxPulse;
import org.fedlens.experiment.event.ProgressListener;
import org.fedlens.log.Faults;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * One run of the Predictions view and what its model says, computed in the background. Asking for something else ends
 * what is under way at its next batch. On the window's thread only.
 *
 * @param <T> what is known once a model has been tried
 */
public final class PredictionJob<T> {
    /** Tries a model; on a thread of the background. */
    interface Trial<T> {
        T of(Path run, ProgressListener watch) throws InterruptedException;
    }

    private final Executor background;
    private final FxPulse pulse;
    private final LongProperty revision = new SimpleLongProperty();
    private Optional<RunListEntry> run = Optional.empty();
    private Optional<T> result = Optional.empty();
    private Optional<Problem> problem = Optional.empty();
    private Optional<Double> progress = Optional.empty();
    private AtomicBoolean wanted = new AtomicBoolean();

    PredictionJob(Executor background, FxPulse pulse) {
        this.background = background;
        this.pulse = pulse;
    }

    /** Tries the newest model of a run. What was known of the same run is shown until then. */
    void show(Optional<RunListEntry> chosen, Trial<T> trial) {
        wanted.set(false);
        if (!run.map(RunListEntry::folder).equals(chosen.map(RunListEntry::folder))) {
            result = Optional.empty();
        }
        run = chosen;
        problem = Optional.empty();
        progress = chosen.map(past -> 0.0);
        touch();
        chosen.ifPresent(past -> begin(past, trial));
    }

    /** Forgets everything. */
    void clear() {
        wanted.set(false);
        run = Optional.empty();
        result = Optional.empty();
        problem = Optional.empty();
        progress = Optional.empty();
        touch();
    }

    private void begin(RunListEntry past, Trial<T> trial) {
        AtomicBoolean mine = new AtomicBoolean(true);
        wanted = mine;
        try {
            background.execute(() -> work(past.folder(), trial, mine));
        } catch (RejectedExecutionException closing) {
            progress = Optional.empty();
        }
    }

    private void work(Path folder, Trial<T> trial, AtomicBoolean mine) {
        try {
            Ear ear = new Ear(mine);
            ear.require();
            T found = trial.of(folder, ear);
            post(mine, () -> ended(Optional.of(found), Optional.empty()));
        } catch (InterruptedException overtaken) {
            // Somebody chose another run; the newer work tells its own outcome.
            Thread.interrupted();
        } catch (Problem told) {
            Faults.here().log(told);
            post(mine, () -> ended(Optional.empty(), Optional.of(told)));
        } catch (RuntimeException fault) {
            Faults.here().report(fault);
            Problem told =
                    new Problem(folder.toString(), Text.of("ui.problem.fault"), Text.of("ui.problem.openLog"), fault);
            post(mine, () -> ended(Optional.empty(), Optional.of(told)));
        }
    }

    private void ended(Optional<T> found, Optional<Problem> why) {
        result = found;
        problem = why;
        progress = Optional.empty();
        touch();
    }

    private void post(AtomicBoolean mine, Runnable work) {
        pulse.post(() -> {
            if (mine.get()) {
                work.run();
            }
        });
    }

    private final class Ear implements ProgressListener {
        private final AtomicBoolean mine;

        Ear(AtomicBoolean mine) {
            this.mine = mine;
        }

        @Override
        public boolean wanted() {
            return mine.get() && !Thread.currentThread().isInterrupted();
        }

        @Override
        public void progress(double share) {
            post(mine, () -> {
                progress = Optional.of(share);
                touch();
            });
        }
    }

    private void touch() {
        revision.set(revision.get() + 1);
    }

    /** Changes whenever something of this does. */
    ReadOnlyLongProperty revision() {
        return revision;
    }

    Optional<RunListEntry> run() {
        return run;
    }

    Optional<T> result() {
        return result;
    }

    public Optional<Problem> problem() {
        return problem;
    }

    /** How far it is while something is computed. */
    public Optional<Double> progress() {
        return progress;
    }
}
