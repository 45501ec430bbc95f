package org.fedlens.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.fedlens.experiment.Moment;
import org.fedlens.experiment.RunEvent;
import org.fedlens.experiment.execution.SweepPlay;
import org.fedlens.experiment.sweep.Sweep;
import org.fedlens.experiment.sweep.SweepFolder;
import org.fedlens.report.SweepTable;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * The sweeps that wait, are played or have been played: one at a time, in order, and only while no run of the workbench
 * is on. Pausing stops the run under way after its batch; going on takes it up at its last finished round. On the
 * window's thread only.
 */
final class SweepQueue {
    private final SweepBench bench;
    private final RunModel model;
    private final FxPulse pulse;
    private final Executor background;
    private final BooleanSupplier busy;
    private final Latest tables;
    private final ObservableList<SweepJob> jobs = FXCollections.observableArrayList();
    private final LongProperty revision = new SimpleLongProperty();
    private Optional<SweepPlay.Playing> playing = Optional.empty();
    private boolean opened;

    SweepQueue(SweepBench bench, RunModel model, FxPulse pulse, Executor background) {
        this.bench = bench;
        this.model = model;
        this.pulse = pulse;
        this.background = background;
        this.busy = () -> model.phase().active();
        this.tables = new Latest(background, pulse);
        model.phaseProperty().subscribe(phase -> next());
    }

    /** Looks once for sweeps of earlier days; what was cut off can go on. */
    void open() {
        if (!opened) {
            opened = true;
            errand(() -> {
                for (SweepFolder kept : bench.kept()) {
                    List<Optional<SweepPlay.State>> found = bench.found(kept);
                    boolean whole = found.stream().allMatch(Optional::isPresent);
                    SweepJob job = new SweepJob(kept, found, whole ? SweepJob.Phase.OVER : SweepJob.Phase.PAUSED);
                    pulse.post(() -> {
                        if (find(kept.folder()).isEmpty()) {
                            jobs.add(job);
                            touch();
                        }
                    });
                }
            });
        }
    }

    private Optional<SweepJob> find(Path folder) {
        return jobs.stream().filter(job -> job.kept().folder().equals(folder)).findFirst();
    }

    /** Puts a sweep at the end of the queue. */
    void add(Sweep sweep, Path base) {
        errand(() -> {
            SweepFolder kept = bench.keep(sweep, base);
            List<Optional<SweepPlay.State>> found = bench.found(kept);
            pulse.post(() -> {
                boolean on = find(kept.folder())
                        .filter(job -> job.phase() == SweepJob.Phase.PLAYING || job.phase() == SweepJob.Phase.PAUSING)
                        .isPresent();
                if (!on) {
                    jobs.removeIf(job -> job.kept().folder().equals(kept.folder()));
                    jobs.add(behindTheWaiting(), new SweepJob(kept, found, SweepJob.Phase.WAITING));
                    touch();
                    next();
                }
            });
        });
    }

    private void next() {
        boolean idle = playing.isEmpty() && jobs.stream().noneMatch(job -> job.phase() == SweepJob.Phase.PLAYING);
        if (!idle || busy.getAsBoolean()) {
            return;
        }
        jobs.stream()
                .filter(job -> job.phase() == SweepJob.Phase.WAITING)
                .findFirst()
                .ifPresent(this::play);
    }

    /** Sweeps that wait or are played stand above those that are paused or over. */
    private int behindTheWaiting() {
        int place = 0;
        for (int i = 0; i < jobs.size(); i++) {
            SweepJob.Phase phase = jobs.get(i).phase();
            if (phase != SweepJob.Phase.PAUSED && phase != SweepJob.Phase.OVER) {
                place = i + 1;
            }
        }
        return place;
    }

    private void play(SweepJob job) {
        job.become(SweepJob.Phase.PLAYING);
        touch();
        errand(() -> {
            SweepPlay.Playing begun = bench.play(job.kept(), new Ear(job), fault -> pulse.post(() -> over(job, fault)));
            pulse.post(() -> {
                if (job.phase() == SweepJob.Phase.PLAYING) {
                    playing = Optional.of(begun);
                } else {
                    // A pause came before the sweep had begun.
                    begun.stop();
                }
            });
        });
    }

    private void over(SweepJob job, Optional<Throwable> fault) {
        playing = Optional.empty();
        fault.ifPresent(
                broken -> model.note(LogLine.Level.ERROR, Text.of("ui.problem.crashed", String.valueOf(broken))));
        boolean whole = job.states().stream().allMatch(Optional::isPresent);
        job.become(whole ? SweepJob.Phase.OVER : SweepJob.Phase.PAUSED);
        tabulate(job);
        touch();
        next();
    }

    /** Stops a job so that it can go on later; one that still waits just steps aside. */
    void pause(SweepJob job) {
        if (job.phase() == SweepJob.Phase.PLAYING) {
            job.become(SweepJob.Phase.PAUSING);
            playing.ifPresent(SweepPlay.Playing::stop);
        } else if (job.phase() == SweepJob.Phase.WAITING) {
            job.become(SweepJob.Phase.PAUSED);
        }
        touch();
    }

    /** Lets a paused job go on when its turn comes. */
    void resume(SweepJob job) {
        if (job.phase() == SweepJob.Phase.PAUSED) {
            job.become(SweepJob.Phase.WAITING);
            touch();
            next();
        }
    }

    /** Plays again what failed. */
    void retry(SweepJob job) {
        if (job.failed() > 0 && (job.phase() == SweepJob.Phase.OVER || job.phase() == SweepJob.Phase.PAUSED)) {
            job.retry();
            job.become(SweepJob.Phase.WAITING);
            touch();
            next();
        }
    }

    /** Moves a job up or down in the list. */
    void move(SweepJob job, int by) {
        int from = jobs.indexOf(job);
        int to = from + by;
        if (from >= 0 && to >= 0 && to < jobs.size()) {
            jobs.remove(from);
            jobs.add(to, job);
            touch();
        }
    }

    /** Makes the table of a job of what is finished. */
    void tabulate(SweepJob job) {
        tables.ask(
                () -> bench.table(job.kept()),
                made -> {
                    job.table(made);
                    touch();
                },
                failure -> model.note(LogLine.Level.ERROR, Text.verbatim(failure)));
    }

    /** Writes the table of a job into a file; its ending says as what. */
    void export(SweepTable table, Path file) {
        errand(() -> {
            Text said;
            try {
                Files.writeString(file, file.toString().endsWith(".md") ? table.markdown() : table.csv());
                said = Text.of("ui.log.saved", file.toString());
            } catch (IOException e) {
                said = Text.of("ui.log.notSaved", file.toString());
            }
            Text told = said;
            pulse.post(() -> model.note(LogLine.Level.INFO, told));
        });
    }

    private void errand(Runnable work) {
        try {
            background.execute(() -> {
                try {
                    work.run();
                } catch (Problem problem) {
                    Text said = problem.said();
                    pulse.post(() -> model.note(LogLine.Level.ERROR, said));
                }
            });
        } catch (RejectedExecutionException closing) {
            // The window is going away; what is on disk is found again next time.
            tables.cancel();
        }
    }

    private void touch() {
        revision.set(revision.get() + 1);
    }

    ObservableList<SweepJob> jobs() {
        return jobs;
    }

    /** Changes whenever anything about any job does. */
    ReadOnlyLongProperty revision() {
        return revision;
    }

    /** The job that is played, if one is. */
    Optional<SweepJob> current() {
        return jobs.stream()
                .filter(job -> job.phase() == SweepJob.Phase.PLAYING || job.phase() == SweepJob.Phase.PAUSING)
                .findFirst();
    }

    /** Brings what a sweep tells to the window's thread. */
    private final class Ear implements SweepPlay.Listener {
        private final SweepJob job;

        Ear(SweepJob job) {
            this.job = job;
        }

        private void tell(Runnable change) {
            pulse.post(() -> {
                change.run();
                touch();
            });
        }

        @Override
        public void begins(int index, Sweep.Trial trial) {
            tell(() -> job.begins(index));
        }

        @Override
        public void on(Sweep.Trial trial, Moment moment) {
            if (moment.event() instanceof RunEvent.Started || moment.event() instanceof RunEvent.RoundClosed) {
                tell(() -> job.hears(moment));
            }
        }

        @Override
        public void ended(int index, Sweep.Trial trial, SweepPlay.State state, Optional<Text> reason) {
            tell(() -> {
                job.ended(index, state, reason);
                tabulate(job);
            });
        }
    }
}
