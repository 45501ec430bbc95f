package org.fedlens.app.shell;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.util.Subscription;
import org.fedlens.app.compare.CompareModel;
import org.fedlens.app.data.DataModel;
import org.fedlens.app.embedding.EmbeddingModel;
import org.fedlens.app.engine.Preset;
import org.fedlens.app.inversion.InversionModel;
import org.fedlens.app.kit.AppSettings;
import org.fedlens.app.kit.FxPulse;
import org.fedlens.app.kit.UiEnvironment;
import org.fedlens.app.prediction.PredictionModel;
import org.fedlens.app.run.RunActions;
import org.fedlens.app.run.RunModel;
import org.fedlens.app.setup.ExperimentDraft;
import org.fedlens.app.setup.SetupGroup;
import org.fedlens.app.sweep.SweepDraft;
import org.fedlens.app.sweep.SweepQueue;
import org.fedlens.report.MetricFamily;
import org.fedlens.report.Smoothing;
import org.fedlens.report.XAxis;
import org.fedlens.report.chart.ChartFonts;

/**
 * What lies on every view's desk: the models it shows and the tools it shows them with.
 *
 * @param surroundings language, theme, motion
 * @param model the run on the screen
 * @param draft the setup
 * @param control what buttons do
 * @param data what the Data view shows
 * @param embeddings what the Embeddings view shows
 * @param predictions what the Predictions view shows
 * @param sweepDraft the sweep that is put together
 * @param sweeps the sweeps that wait, are played or have been
 * @param inversion images won back from a gradient
 * @param compare runs held against each other
 * @param pulse the way back from the background
 * @param painters where charts are painted
 * @param fonts faces for charts
 * @param screen what several views share about how they show things
 * @param ties what is to be let go of when the views are built anew
 */
record Desk(
        UiEnvironment surroundings,
        RunModel model,
        ExperimentDraft draft,
        RunActions control,
        DataModel data,
        EmbeddingModel embeddings,
        PredictionModel predictions,
        SweepDraft sweepDraft,
        SweepQueue sweeps,
        InversionModel inversion,
        CompareModel compare,
        FxPulse pulse,
        Executor painters,
        ChartFonts fonts,
        Screen screen,
        Ties ties) {

    /**
     * State of the views that outlives a change of language.
     *
     * @param axis what charts are drawn over
     * @param hover x value under the pointer in any chart, NaN for none
     * @param highlighted class under the pointer, -1 for none
     * @param logOpen true while the log drawer is out
     * @param setupWidth width of the setup panel
     * @param openGroups names of the open setup groups
     * @param device where runs compute
     * @param devices where runs could compute, empty until that is known
     * @param workers clients trained at once, 0 for automatic
     * @param presets the ready experiments
     * @param view the view that is shown
     * @param mapShare share of the workbench's height that the map has
     * @param scale of everything in the window, 1 for 100 %
     * @param smoothing of the lines of all charts
     * @param family what the small chart is wanted to show
     * @param presenting true while the run is presented to a class
     * @param dialog the large dialog that lies over the view
     * @param faults what went wrong by our own fault and was not put away yet
     */
    record Screen(
            ObjectProperty<XAxis> axis,
            DoubleProperty hover,
            ObjectProperty<Integer> highlighted,
            BooleanProperty logOpen,
            DoubleProperty setupWidth,
            Set<String> openGroups,
            ObjectProperty<String> device,
            ObjectProperty<List<String>> devices,
            IntegerProperty workers,
            ObjectProperty<List<Preset>> presets,
            ObjectProperty<ViewKind> view,
            DoubleProperty mapShare,
            DoubleProperty scale,
            ObjectProperty<Smoothing> smoothing,
            ObjectProperty<MetricFamily> family,
            BooleanProperty presenting,
            ObjectProperty<DialogKind> dialog,
            FaultModel faults) {
        static Screen fresh(AppSettings settings) {
            return new Screen(
                    new SimpleObjectProperty<>(XAxis.ROUND),
                    new SimpleDoubleProperty(Double.NaN),
                    new SimpleObjectProperty<>(-1),
                    new SimpleBooleanProperty(),
                    new SimpleDoubleProperty(settings.setup()),
                    new HashSet<>(Set.of(SetupGroup.Kind.PARTITION.name(), SetupGroup.Kind.ALGORITHM.name())),
                    new SimpleObjectProperty<>(""),
                    new SimpleObjectProperty<>(List.of()),
                    new SimpleIntegerProperty(settings.workers()),
                    new SimpleObjectProperty<>(List.of()),
                    new SimpleObjectProperty<>(ViewKind.named(settings.view())),
                    new SimpleDoubleProperty(settings.mapShare()),
                    new SimpleDoubleProperty(settings.scale()),
                    new SimpleObjectProperty<>(Smoothing.NONE),
                    new SimpleObjectProperty<>(MetricFamily.SERVED),
                    new SimpleBooleanProperty(),
                    new SimpleObjectProperty<>(DialogKind.NONE),
                    new FaultModel(System::nanoTime));
        }
    }

    /** Subscriptions of one generation of views. */
    static final class Ties {
        private final List<Subscription> held = new ArrayList<>();

        void add(Subscription subscription) {
            held.add(subscription);
        }

        void release() {
            held.forEach(Subscription::unsubscribe);
            held.clear();
        }
    }

    Desk renewed() {
        return new Desk(
                surroundings,
                model,
                draft,
                control,
                data,
                embeddings,
                predictions,
                sweepDraft,
                sweeps,
                inversion,
                compare,
                pulse,
                painters,
                fonts,
                screen,
                new Ties());
    }

    String say(String key, Object... values) {
        return surroundings.say(key, values);
    }
}
