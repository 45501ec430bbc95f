package org.fedlens.app.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.fedlens.experiment.execution.SweepRunner;
import org.fedlens.experiment.run.RunOptions;
import org.fedlens.experiment.store.RunStore;
import org.fedlens.experiment.sweep.Sweep;
import org.fedlens.experiment.sweep.SweepFile;
import org.fedlens.experiment.sweep.SweepFolder;
import org.fedlens.report.SweepTable;

/** Sweeps as the terminal plays them, for the window. Nothing here is called on the window's thread. */
public final class SweepService implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path root;
    private final Supplier<RunOptions> options;
    private final Set<SweepRunner.Playing> playing = ConcurrentHashMap.newKeySet();

    /**
     * @param root where sweeps are kept
     * @param options asked when a sweep begins
     */
    public SweepService(Path root, Supplier<RunOptions> options) {
        this.root = root;
        this.options = options;
    }

    public Path root() {
        return root;
    }

    /** The sweep of a tree. @throws org.fedlens.text.Problem the first thing that is wrong with any of its cases */
    public Sweep read(Map<String, Object> tree) {
        return SweepFile.read(tree, "sweep");
    }

    /** The sweep of a file, with the folder at which its data start. @throws org.fedlens.text.Problem if it is none */
    public SweepFolder load(Path file) {
        return new SweepFolder(root, SweepFile.load(file), SweepFile.base(file));
    }

    /** The sweeps on this computer, the newest first. */
    public List<SweepFolder> kept() {
        return SweepFolder.list(root);
    }

    /** The runs of all sweeps on this computer. */
    public List<RunListEntry> runs() {
        return kept().stream()
                .flatMap(kept -> RunStore.list(kept.folder()).stream())
                .map(RunListEntry::of)
                .toList();
    }

    /** Gives a sweep its folder: the one that holds the same runs, else a fresh one. */
    public SweepFolder keep(Sweep sweep, Path base) {
        return SweepFolder.keep(root, sweep, base);
    }

    /** How its runs stand on disk. */
    public List<Optional<SweepRunner.State>> found(SweepFolder kept) {
        return SweepRunner.found(kept.sweep(), kept.folder());
    }

    /** What its finished runs say. */
    public SweepTable table(SweepFolder kept) {
        return SweepTable.of(kept.sweep(), kept.folder());
    }

    /**
     * Plays what is left of a sweep.
     *
     * @param listener told from other threads
     * @param ended told once when it is over or was stopped
     */
    public SweepRunner.Playing play(
            SweepFolder kept, SweepRunner.Listener listener, Consumer<Optional<Throwable>> ended) {
        SweepRunner.Playing begun =
                new SweepRunner(kept.sweep(), kept.base(), kept.folder(), options.get()).start(listener, ended);
        playing.add(begun);
        return begun;
    }

    /** Stops what is played and waits until it is on disk. */
    @Override
    public void close() {
        playing.forEach(SweepRunner.Playing::stop);
        for (SweepRunner.Playing one : playing) {
            try {
                one.await(PATIENCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
