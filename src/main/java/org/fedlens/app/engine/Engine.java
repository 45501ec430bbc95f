package org.fedlens.app.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.fedlens.experiment.event.TimedEvent;
import org.fedlens.experiment.run.CostEstimate;
import org.fedlens.settings.FormEntry;
import org.fedlens.text.Problem;

/**
 * What the window needs of the program below it. Nothing here is called on the window's thread, so each call may take
 * its time.
 */
public interface Engine extends AutoCloseable {
    /** Loads what the first run would otherwise wait for. */
    void warmUp();

    /** Where runs compute, in words. */
    String device();

    /** Every device that runs can compute on, the processor first; may load what the first run would wait for. */
    default List<String> devices() {
        return List.of(device());
    }

    /** Has later runs compute on one of {@link #devices}. */
    default void computeOn(String device) {}

    /** The ready experiments, the first one to be shown first. */
    List<Preset> presets();

    /** The lines of the form, wrong values included. */
    List<FormEntry> entries(Map<String, Object> tree);

    /** Everything that keeps an experiment from running. */
    List<Problem> check(Map<String, Object> tree);

    /** A copy of the settings with one value set. */
    Map<String, Object> with(Map<String, Object> tree, String path, Object value);

    /**
     * How the images would be dealt out.
     *
     * @throws Problem if the data cannot be read or not be split so
     */
    LabelDistribution preview(Map<String, Object> tree, Path base);

    /** The data themselves, for the Data view. */
    DataService data();

    /**
     * What a run would roughly take on this machine; nothing where that cannot be said. Takes a second or so.
     *
     * @throws Problem if it could not begin
     */
    Optional<CostEstimate> estimate(Map<String, Object> tree, Path base) throws InterruptedException;

    /** Many runs from one setup, for the sweep dialog. */
    SweepService sweeps();

    /** Begins a run; what happens is told from other threads. */
    Run start(Map<String, Object> tree, Path base, Listener listener);

    /** Goes on with a run on disk. */
    Run resume(Path folder, Listener listener);

    List<RunListEntry> runs();

    /** Moves a run to the bin, where it stays for thirty days. @return where it lies then */
    Path discard(Path folder);

    /** Takes a run out of the bin again. @return where it lies then */
    Path restore(Path discarded);

    /** The settings of a run on disk. */
    Map<String, Object> settings(Path folder);

    /** Tells again what happened in a run on disk. */
    void replay(Path folder, Consumer<TimedEvent> listener);

    @Override
    void close();

    /** A run in flight. */
    interface Run {
        void pause();

        void resume();

        /** Runs one round of a paused run. */
        void step();

        void stop();

        /** Changes a live setting from the next round on. */
        void change(String path, Object value);
    }

    /** Hears about a run, on any thread. */
    interface Listener {
        void on(TimedEvent moment);

        /** The run cannot begin or go on for a reason the user can mend. */
        void refused(Problem problem);

        /** The run broke through a fault of ours. */
        void crashed(Throwable fault);
    }
}
