package org.fedlens.experiment.execution;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.fedlens.experiment.event.RunEvent;
import org.fedlens.experiment.event.RunListener;
import org.fedlens.experiment.event.SelectiveVisitor;
import org.fedlens.experiment.event.TimedEvent;
import org.fedlens.log.Faults;
import org.fedlens.text.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the beginning and the end of a run into the log and passes everything on. */
final class LoggedRun implements RunListener {
    private static final Logger LOG = LoggerFactory.getLogger(LoggedRun.class);

    private final Supplier<Optional<Path>> folder;
    private final RunListener listener;

    /**
     * @param folder of the run, once it has one
     * @param listener told everything
     */
    LoggedRun(Supplier<Optional<Path>> folder, RunListener listener) {
        this.folder = folder;
        this.listener = listener;
    }

    @Override
    public void on(TimedEvent moment) {
        moment.event().accept(new LoggedRunEvents());
        listener.on(moment);
    }

    @Override
    public void refused(Problem problem) {
        Faults.here().log(problem);
        LOG.info("Run refused: {}", at());
        listener.refused(problem);
    }

    @Override
    public void crashed(Throwable fault) {
        Faults.here().log(fault);
        LOG.info("Run crashed: {}", at());
        listener.crashed(fault);
    }

    private final class LoggedRunEvents implements SelectiveVisitor {
        @Override
        public void started(RunEvent.Started started) {
            LOG.info(
                    "Run begun after round {} of {} on {}: {}",
                    started.round(),
                    started.rounds(),
                    started.device(),
                    at());
        }

        @Override
        public void ended(RunEvent.Ended ended) {
            LOG.info("Run ended, {} after round {}: {}", ended.outcome(), ended.round(), at());
        }
    }

    private String at() {
        return folder.get().map(Path::toString).orElse("(no folder yet)");
    }
}
