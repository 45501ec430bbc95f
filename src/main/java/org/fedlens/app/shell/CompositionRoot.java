package org.fedlens.app.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.fedlens.app.compare.CompareModel;
import org.fedlens.app.data.DataModel;
import org.fedlens.app.embedding.EmbeddingModel;
import org.fedlens.app.embedding.RoundLayouts;
import org.fedlens.app.engine.Engine;
import org.fedlens.app.engine.LabelDistribution;
import org.fedlens.app.engine.Preset;
import org.fedlens.app.inversion.InversionModel;
import org.fedlens.app.kit.AppSettings;
import org.fedlens.app.kit.FxPulse;
import org.fedlens.app.kit.LaneThreads;
import org.fedlens.app.kit.LogLine;
import org.fedlens.app.kit.UiEnvironment;
import org.fedlens.app.prediction.PredictionModel;
import org.fedlens.app.run.Phase;
import org.fedlens.app.run.RunActions;
import org.fedlens.app.run.RunModel;
import org.fedlens.app.setup.ExperimentDraft;
import org.fedlens.app.setup.SetupSnapshot;
import org.fedlens.app.setup.SetupSummary;
import org.fedlens.app.sweep.SweepDraft;
import org.fedlens.app.sweep.SweepQueue;
import org.fedlens.log.Fault;
import org.fedlens.log.Faults;
import org.fedlens.log.LogFile;
import org.fedlens.report.chart.ChartFonts;
import org.fedlens.text.Text;

/** Where everything is put together: the few threads of the window, the models and the engine below them. */
public final class CompositionRoot implements AutoCloseable {
    private final FxPulse pulse = new FxPulse();
    private final ExecutorService errands = Executors.newFixedThreadPool(3, CompositionRoot::thread);
    private final ExecutorService painters = Executors.newSingleThreadExecutor(CompositionRoot::thread);
    private final LaneThreads lanes = new LaneThreads(Runtime.getRuntime().availableProcessors());
    private final ExecutorService layouts = Executors.newFixedThreadPool(2, CompositionRoot::thread);
    private final ExecutorService predicting = Executors.newSingleThreadExecutor(CompositionRoot::thread);
    private final RunModel model = new RunModel();
    private final Engine engine;
    private final Desk desk;
    /** Ends the listening for faults. */
    private final Runnable deaf;

    /**
     * @param settings of the last start
     * @param engines makes the engine, given how many workers to use
     */
    public CompositionRoot(AppSettings settings, Function<IntSupplier, Engine> engines) {
        Desk.Screen screen = Desk.Screen.fresh(settings);
        this.engine = engines.apply(() -> SetupSummary.workers(screen.workers().get()));
        UiEnvironment surroundings = new UiEnvironment(settings.language(), settings.dark(), settings.reduceMotion());
        ExperimentDraft draft = new ExperimentDraft(engine, pulse, errands, () -> model.phase().active());
        RunActions control = new RunActions(engine, pulse, errands, model, draft);
        DataModel data = new DataModel(engine.data(), draft, pulse, errands);
        EmbeddingModel embeddings = new EmbeddingModel(engine::runs, model, new RoundLayouts(lanes), layouts, pulse);
        PredictionModel predictions = new PredictionModel(engine::runs, predicting, pulse);
        this.desk = new Desk(
                surroundings,
                model,
                draft,
                control,
                data,
                embeddings,
                predictions,
                new SweepDraft(
                        engine, draft, pulse, errands, () -> model.phase().active()),
                new SweepQueue(engine.sweeps(), model, pulse, errands),
                new InversionModel(draft, pulse, errands),
                new CompareModel(engine, model, pulse, errands),
                pulse,
                painters,
                ChartFonts.load(),
                screen,
                new Desk.Ties());
        this.deaf = Faults.here().listen(fault -> screen.faults().hear(fault, pulse, this::noteFault));
        control.embedded().subscribe(round -> embeddings.kept());
        screen.device().addListener((device, before, now) -> engine.computeOn(now));
        pulse.afterFrame(model::flush);
        // What a view says of a run that has just been paused or ended must be what it came to.
        model.phaseProperty().subscribe(phase -> model.flush());
        draft.federationProperty().subscribe(this::preview);
        draft.sheetProperty().subscribe(this::ready);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "window-errand");
        thread.setDaemon(true);
        return thread;
    }

    /** Where runs are kept below the user's folder. */
    public static Path runs(Path home) {
        return home.resolve("runs");
    }

    /** The user's folder of this program. */
    public static Path home() {
        String given = System.getProperty("fedlens.home", "");
        return given.isEmpty() ? Path.of(System.getProperty("user.home"), ".fedlens") : Path.of(given);
    }

    /** Brings up in the background what the window does not need to be seen: presets, then the engine. */
    public void open() {
        errands.execute(() -> {
            List<Preset> presets = engine.presets();
            String device = engine.device();
            pulse.post(() -> {
                desk.screen().presets().set(presets);
                desk.screen().device().set(device);
                if (presets.isEmpty()) {
                    desk.draft().use(Map.of());
                } else {
                    desk.draft().begin(presets.get(0));
                }
            });
        });
        errands.execute(() -> {
            try {
                engine.warmUp();
                List<String> devices = engine.devices();
                pulse.post(() -> desk.screen().devices().set(devices));
            } catch (RuntimeException | Error fault) {
                Faults.here().report(fault);
            }
        });
    }

    private void noteFault(Fault fault) {
        Text said = LogFile.path()
                .map(path -> Text.of("ui.fault.line", fault.name(), path.toString()))
                .orElseGet(() -> Text.of("ui.problem.crashed", fault.name()));
        model.note(LogLine.Level.ERROR, said);
    }

    private void preview(LabelDistribution federation) {
        if (model.phase() == Phase.EMPTY || model.phase() == Phase.READY) {
            model.show(federation);
        }
    }

    private void ready(SetupSnapshot sheet) {
        if (model.phase() == Phase.EMPTY && !sheet.entries().isEmpty()) {
            model.become(Phase.READY);
        }
        if (model.phase() == Phase.READY) {
            model.plan((int) sheet.number("training.rounds", 0));
        }
    }

    /** What the first generation of views works with; later ones renew it. */
    Desk desk() {
        return desk;
    }

    @Override
    public void close() {
        deaf.run();
        desk.inversion().cancel();
        errands.shutdownNow();
        painters.shutdownNow();
        layouts.shutdownNow();
        predicting.shutdownNow();
        lanes.close();
        try {
            engine.close();
            painters.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
