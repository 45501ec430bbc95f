package org.fedlens.experiment.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.fedlens.experiment.event.RunEvent;
import org.fedlens.experiment.event.SelectiveVisitor;
import org.fedlens.experiment.event.TimedEvent;
import org.fedlens.experiment.settings.Experiment;
import org.fedlens.experiment.settings.ExperimentFile;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * A run on disk, to look at or to go on with. Looking changes nothing, and a run that is being written can be looked
 * at too.
 *
 * @param experiment as it was started
 */
public record PastRun(Path folder, Experiment experiment, RunEnvironment environment) {

    public static PastRun open(Path folder) {
        Path file = folder.resolve(RunFiles.ENVIRONMENT);
        if (!Files.exists(file)) {
            throw new Problem(folder.toString(), Text.of("run.notARun"), Text.of("run.openOther"));
        }
        try {
            RunEnvironment environment = RunFiles.JSON.readValue(Files.readString(file), RunEnvironment.class);
            if (environment.format() > RunFiles.FORMAT) {
                throw new Problem(
                        folder.toString(), Text.of("run.newer", environment.format()), Text.of("run.updateProgram"));
            }
            Experiment experiment = ExperimentFile.require(ExperimentFile.load(folder.resolve(RunFiles.EXPERIMENT)));
            return new PastRun(folder, experiment, environment);
        } catch (IOException e) {
            throw new Problem(file.toString(), Text.of("run.damaged"), Text.of("run.openOther"), e);
        }
    }

    /** Tells everything that happened, in order. */
    public void replay(Consumer<TimedEvent> listener) {
        RunStore.read(folder, listener);
    }

    /** Tells what happened of one kind, in order. */
    public <E extends RunEvent> void replay(Class<E> kind, Consumer<E> listener) {
        replay(moment -> moment.as(kind).ifPresent(listener));
    }

    public RunSummary summary() {
        SummaryEvents told = new SummaryEvents();
        replay(moment -> moment.event().accept(told));
        return new RunSummary(
                folder,
                experiment.name(),
                experiment.method(),
                experiment.data().source(),
                experiment.seed(),
                experiment.training().rounds(),
                told.round,
                told.outcome,
                told.best,
                told.last);
    }

    private static final class SummaryEvents implements SelectiveVisitor {
        private static final String INTERRUPTED = "INTERRUPTED";

        private double best = Double.NaN;
        private double last = Double.NaN;
        private int round;
        private String outcome = INTERRUPTED;

        @Override
        public void started(RunEvent.Started started) {
            outcome = INTERRUPTED;
        }

        @Override
        public void evaluated(RunEvent.Evaluated evaluated) {
            double accuracy = evaluated.headline();
            if (!Double.isNaN(accuracy)) {
                best = Double.isNaN(best) ? accuracy : Math.max(best, accuracy);
                last = accuracy;
                round = evaluated.round();
            }
        }

        @Override
        public void ended(RunEvent.Ended ended) {
            outcome = ended.outcome().name();
        }
    }

    /** Live changes that were made after a round, by the round they act from. */
    public Map<Integer, Map<String, Object>> changesAfter(int round) {
        Map<Integer, Map<String, Object>> changes = new TreeMap<>();
        replay(RunEvent.Changed.class, changed -> {
            if (changed.round() > round) {
                changes.computeIfAbsent(changed.round(), first -> new TreeMap<>())
                        .put(changed.setting(), changed.after());
            }
        });
        return changes;
    }
}
