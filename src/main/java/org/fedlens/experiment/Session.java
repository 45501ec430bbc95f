package org.fedlens.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.fedlens.settings.Entry;
import org.fedlens.settings.Field;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;
import org.fedlens.text.Words;
import org.fedlens.training.DivergedException;
import org.fedlens.training.engine.Native;

/**
 * One sitting of a run, from its beginning or from its last checkpoint, to whatever ends it. It makes no threads of its
 * own: who starts it gives it an executor and a hand.
 */
public final class Session {
    private final Clock clock;
    private final LongSupplier nanos;
    private final long room;

    /**
     * @param clock for the date in environment.json
     * @param nanos for durations
     * @param room bytes that clients' states may take on the heap between rounds; the rest goes to disk
     */
    public Session(Clock clock, LongSupplier nanos, long room) {
        this.clock = clock;
        this.nanos = nanos;
        this.room = room;
    }

    /** What a sitting needs from whoever starts it. */
    public interface Surroundings {
        RoundExecutor executor();

        Control control();

        /** Told the run's folder and its watch as soon as both exist. */
        void opened(Path folder, Stopwatch watch, Consumer<RunEvent> emit);
    }

    /** Starts a new run. @throws Problem if it cannot begin; then nothing was written */
    public void start(
            Experiment experiment, Path base, RunOptions options, Surroundings surroundings, RunListener listener)
            throws InterruptedException {
        Prepared prepared = Prepared.of(experiment, base);
        Native engine = engine(options.device());
        Path folder = options.folder().orElseGet(() -> free(options.root(), experiment));
        Environment environment = environment(prepared, base, options);
        try (RunStore store = RunStore.create(folder, experiment, environment)) {
            Sitting sitting = new Sitting(folder, store, new Stopwatch(0, nanos), listener);
            sitting.play(prepared, engine, Runner.initial(prepared), options, surroundings, Map.of());
        }
    }

    /** What a run would roughly take. @throws Problem if it could not begin */
    public Estimate estimate(Experiment experiment, Path base, RunOptions options) throws InterruptedException {
        return Estimate.of(Prepared.of(experiment, base), engine(options.device()), options.workers(), nanos);
    }

    /** Goes on with a run from its last checkpoint. @throws Problem if that cannot be */
    public void resume(Path folder, RunOptions options, Surroundings surroundings, RunListener listener)
            throws InterruptedException {
        PastRun past = PastRun.open(folder);
        Prepared prepared =
                Prepared.of(past.experiment(), Path.of(past.environment().base()));
        requireSameData(past, prepared);
        Native engine = engine(options.device());
        try {
            Optional<Checkpoints.Saved> saved = Checkpoints.last(folder);
            FederationState state =
                    saved.isPresent() ? Checkpoints.load(folder, saved.get(), room) : Runner.initial(prepared);
            Map<Integer, Map<String, Object>> changes = past.changesAfter(state.round());
            RunStore.Lengths lengths = saved.map(s -> new RunStore.Lengths(s.events(), s.metrics()))
                    .orElse(new RunStore.Lengths(0, "round,scope,metric,value\n".length()));
            try (RunStore store = RunStore.open(folder, lengths)) {
                Stopwatch watch =
                        new Stopwatch(saved.map(Checkpoints.Saved::seconds).orElse(0.0), nanos);
                new Sitting(folder, store, watch, listener)
                        .play(prepared, engine, state, options, surroundings, changes);
            }
        } catch (IOException e) {
            throw new Problem(folder.toString(), Text.of("run.damaged"), Text.of("run.openOther"), e);
        }
    }

    private static void requireSameData(PastRun past, Prepared prepared) {
        if (!past.environment().data().equals(prepared.data().hash())) {
            throw new Problem("data.source", Text.of("run.dataChanged"), Text.of("run.restoreData"));
        }
    }

    private static Native engine(String device) {
        try {
            return Native.open(device);
        } catch (IllegalArgumentException e) {
            throw new Problem("--device", Text.of("device.missing", device), Text.of("device.useCpu"), e);
        }
    }

    private Environment environment(Prepared prepared, Path base, RunOptions options) {
        Map<String, String> versions = new TreeMap<>();
        versions.put("fedlens", Version.number());
        versions.put("java", System.getProperty("java.vendor") + " " + System.getProperty("java.version"));
        versions.put("engine", Native.version());
        versions.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        return new Environment(
                RunFiles.FORMAT,
                clock.instant().toString(),
                prepared.experiment().seed(),
                options.device(),
                options.workers(),
                base.toAbsolutePath().normalize().toString(),
                prepared.data().hash(),
                prepared.partition(),
                choices(prepared.experiment()),
                versions,
                prepared.notes().stream().map(Words.ENGLISH::say).toList());
    }

    /** What the method was told, by the paths of its settings. */
    private static Map<String, String> choices(Experiment experiment) {
        Map<String, String> choices = new TreeMap<>();
        for (Entry entry : ExperimentFile.entries(ExperimentFile.tree(experiment))) {
            if (entry.path().startsWith("algorithm.")
                    || entry.path().startsWith("training.augmentation.")
                    || entry.path().startsWith("training.distillation.")) {
                choices.put(
                        entry.path(),
                        entry instanceof Entry.Scalar scalar
                                ? Field.spell(scalar.value())
                                : ((Entry.Choice) entry).value());
            }
        }
        return choices;
    }

    /** A folder named after the experiment that does not exist yet. */
    private static Path free(Path root, Experiment experiment) {
        String slug = experiment
                .name()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "-")
                .replaceAll("^-|-$", "");
        String name = (slug.isEmpty() ? "run" : slug) + "-seed-" + experiment.seed();
        Path folder = root.resolve(name);
        for (int next = 2; Files.exists(folder); next++) {
            folder = root.resolve(name + "-" + next);
        }
        return folder;
    }

    /** A run with its folder open. */
    private final class Sitting {
        private final Path folder;
        private final RunStore store;
        private final Stopwatch watch;
        private final Events events;

        Sitting(Path folder, RunStore store, Stopwatch watch, RunListener listener) {
            this.folder = folder;
            this.store = store;
            this.watch = watch;
            this.events = new Events(watch, store::append, listener::on);
        }

        void play(
                Prepared prepared,
                Native engine,
                FederationState state,
                RunOptions options,
                Surroundings surroundings,
                Map<Integer, Map<String, Object>> changes)
                throws InterruptedException {
            surroundings.opened(folder, watch, events::emit);
            Runner runner = new Runner(
                    prepared,
                    engine,
                    surroundings.executor(),
                    surroundings.control(),
                    events,
                    new Checkpoints(folder, store, room),
                    changes);
            try {
                events.emit(started(prepared, state, options));
                Runner.Last last = runner.play(state);
                events.emit(finished(last));
            } catch (InterruptedException e) {
                end(RunEvent.Outcome.STOPPED, "", Map.of());
                throw e;
            } catch (DivergedException e) {
                end(RunEvent.Outcome.DIVERGED, "run.diverged", divergence(e));
            } catch (UncheckedIOException e) {
                Problem problem = RunFiles.unwritable(folder, e);
                events.tell(new RunEvent.Ended(
                        RunEvent.Outcome.FAILED, savedRound(), "run.failed", Map.of("reason", problem.getMessage())));
                throw problem;
            }
        }

        private static RunEvent.Ended finished(Runner.Last last) {
            Map<String, String> values = new TreeMap<>();
            last.reason()
                    .map(Text::values)
                    .orElse(List.of())
                    .forEach(value -> values.put(
                            Integer.toString(values.size()),
                            value instanceof Double number ? Words.figure(number) : String.valueOf(value)));
            return new RunEvent.Ended(
                    RunEvent.Outcome.FINISHED,
                    last.state().round(),
                    last.reason().map(Text::key).orElse(""),
                    values);
        }

        private RunEvent.Started started(Prepared prepared, FederationState state, RunOptions options) {
            return new RunEvent.Started(
                    folder.getFileName().toString(),
                    state.round(),
                    state.experiment().training().rounds(),
                    prepared.data().classes(),
                    prepared.mixes(),
                    prepared.network().layout().size(),
                    options.device());
        }

        private static Map<String, String> divergence(DivergedException e) {
            return Map.of("client", Integer.toString(e.client()), "round", Integer.toString(e.round()));
        }

        private void end(RunEvent.Outcome outcome, String message, Map<String, String> values) {
            events.emit(new RunEvent.Ended(outcome, savedRound(), message, values));
        }

        private int savedRound() {
            try {
                return Checkpoints.last(folder).map(Checkpoints.Saved::round).orElse(0);
            } catch (IOException e) {
                return 0;
            }
        }
    }
}
