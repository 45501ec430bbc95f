package org.fedlens.app.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntSupplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.fedlens.app.chart.ChartContext;
import org.fedlens.app.chart.ChartSettings;
import org.fedlens.app.compare.CompareContext;
import org.fedlens.app.compare.CompareFeature;
import org.fedlens.app.compare.CompareModel;
import org.fedlens.app.data.DataContext;
import org.fedlens.app.data.DataFeature;
import org.fedlens.app.data.DataModel;
import org.fedlens.app.data.DataView;
import org.fedlens.app.embedding.EmbeddingContext;
import org.fedlens.app.embedding.EmbeddingFeature;
import org.fedlens.app.embedding.EmbeddingModel;
import org.fedlens.app.embedding.RoundLayouts;
import org.fedlens.app.engine.Engine;
import org.fedlens.app.engine.LabelDistribution;
import org.fedlens.app.engine.Phase;
import org.fedlens.app.engine.Preset;
import org.fedlens.app.inversion.InversionContext;
import org.fedlens.app.inversion.InversionFeature;
import org.fedlens.app.inversion.InversionModel;
import org.fedlens.app.inversion.InversionSheet;
import org.fedlens.app.kit.FaultModel;
import org.fedlens.app.kit.FxPulse;
import org.fedlens.app.kit.LaneThreads;
import org.fedlens.app.kit.LogLine;
import org.fedlens.app.kit.Navigation;
import org.fedlens.app.kit.UiEnvironment;
import org.fedlens.app.kit.ViewContext;
import org.fedlens.app.map.MapContext;
import org.fedlens.app.prediction.PredictionContext;
import org.fedlens.app.prediction.PredictionFeature;
import org.fedlens.app.prediction.PredictionModel;
import org.fedlens.app.rounds.RoundsContext;
import org.fedlens.app.rounds.RoundsFeature;
import org.fedlens.app.run.RunActions;
import org.fedlens.app.run.RunCommands;
import org.fedlens.app.run.RunContext;
import org.fedlens.app.run.RunModel;
import org.fedlens.app.setup.ExperimentDraft;
import org.fedlens.app.setup.SetupCommands;
import org.fedlens.app.setup.SetupContext;
import org.fedlens.app.setup.SetupSnapshot;
import org.fedlens.app.setup.SetupState;
import org.fedlens.app.setup.SetupSummary;
import org.fedlens.app.sweep.SweepContext;
import org.fedlens.app.sweep.SweepDraft;
import org.fedlens.app.sweep.SweepFeature;
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
    private final RunModel run = new RunModel();
    private final Engine engine;
    private final UiEnvironment environment;
    private final Navigation navigation = new Navigation(Shell.WORKBENCH);
    private final ObjectProperty<Integer> highlightedClass = new SimpleObjectProperty<>(-1);
    private final ChartFonts fonts = ChartFonts.load();
    private final ChartSettings charts = ChartSettings.fresh();
    private final SetupState setup;
    private final WindowState window;
    private final ExperimentDraft draft;
    private final RunActions actions;
    private final DataModel data;
    private final EmbeddingModel embeddings;
    private final PredictionModel predictions;
    private final SweepDraft sweepDraft;
    private final SweepQueue sweeps;
    private final InversionModel inversion;
    private final CompareModel compare;
    private final FaultModel faults = new FaultModel(System::nanoTime);
    /** Ends the listening for faults. */
    private final Runnable deaf;

    /**
     * @param settings of the last start
     * @param engines makes the engine, given how many workers to use
     */
    public CompositionRoot(AppSettings settings, Function<IntSupplier, Engine> engines) {
        this.setup = SetupState.fresh(settings.workers());
        this.window = WindowState.of(settings);
        this.engine = engines.apply(() -> SetupSummary.workers(setup.workers().get()));
        this.environment = new UiEnvironment(settings.language(), settings.dark(), settings.reduceMotion());
        this.draft =
                new ExperimentDraft(engine, pulse, errands, () -> run.phase().active());
        this.actions = new RunActions(engine, pulse, errands, run, draft);
        this.data = new DataModel(engine.data(), draft, pulse, errands);
        this.embeddings = new EmbeddingModel(engine::runs, run, new RoundLayouts(lanes), layouts, pulse);
        this.predictions = new PredictionModel(engine::runs, predicting, pulse);
        this.sweepDraft =
                new SweepDraft(engine, draft, pulse, errands, () -> run.phase().active());
        this.sweeps = new SweepQueue(engine.sweeps(), run, pulse, errands);
        this.inversion = new InversionModel(draft, pulse, errands);
        this.compare = new CompareModel(engine, run, pulse, errands);
        this.deaf = Faults.here().listen(fault -> faults.hear(fault, pulse, this::noteFault));
        actions.embedded().subscribe(round -> embeddings.kept());
        setup.device().addListener((device, before, now) -> engine.computeOn(now));
        pulse.afterFrame(run::flush);
        // What a view says of a run that has just been paused or ended must be what it came to.
        run.phaseProperty().subscribe(phase -> run.flush());
        draft.federationProperty().subscribe(this::preview);
        draft.sheetProperty().subscribe(this::ready);
    }

    /** What the first generation of views is made with. */
    public WindowContext window() {
        return window(new ViewContext(
                environment,
                pulse,
                painters,
                fonts,
                highlightedClass,
                navigation,
                run::note,
                faults,
                new ViewContext.Subscriptions()));
    }

    /** The same for a generation with its own subscriptions. */
    WindowContext window(ViewContext view) {
        RunContext base = new RunContext(view, run, actions, draft);
        SetupContext panel = new SetupContext(view, draft, setup, run, actions);
        ChartContext charting = new ChartContext(base, charts);
        SweepContext sweeping = new SweepContext(base, sweepDraft, sweeps);
        return new WindowContext(
                base,
                panel,
                charting,
                new MapContext(base, () -> navigation.open(DataView.PAGE)),
                sweeping,
                window,
                List.of(
                        new DataFeature(new DataContext(base, panel, data)),
                        new EmbeddingFeature(new EmbeddingContext(base, embeddings)),
                        new PredictionFeature(new PredictionContext(base, predictions)),
                        new RoundsFeature(new RoundsContext(base, () -> navigation.open(InversionSheet.DIALOG))),
                        new CompareFeature(new CompareContext(charting, compare)),
                        new RunCommands(base),
                        new SweepFeature(sweeping),
                        new InversionFeature(new InversionContext(base, inversion)),
                        new SetupCommands(panel)));
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
                setup.presets().set(presets);
                setup.device().set(device);
                if (presets.isEmpty()) {
                    draft.use(Map.of());
                } else {
                    draft.begin(presets.get(0));
                }
            });
        });
        errands.execute(() -> {
            try {
                engine.warmUp();
                List<String> devices = engine.devices();
                pulse.post(() -> setup.devices().set(devices));
            } catch (RuntimeException | Error fault) {
                Faults.here().report(fault);
            }
        });
    }

    private void noteFault(Fault fault) {
        Text said = LogFile.path()
                .map(path -> Text.of("ui.fault.line", fault.name(), path.toString()))
                .orElseGet(() -> Text.of("ui.problem.crashed", fault.name()));
        run.note(LogLine.Level.ERROR, said);
    }

    private void preview(LabelDistribution federation) {
        if (run.phase() == Phase.EMPTY || run.phase() == Phase.READY) {
            run.show(federation);
        }
    }

    private void ready(SetupSnapshot sheet) {
        if (run.phase() == Phase.EMPTY && !sheet.entries().isEmpty()) {
            run.become(Phase.READY);
        }
        if (run.phase() == Phase.READY) {
            run.plan((int) sheet.number("training.rounds", 0));
        }
    }

    @Override
    public void close() {
        deaf.run();
        inversion.cancel();
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
