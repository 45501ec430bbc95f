package org.fedlens.app.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import org.fedlens.app.kit.UiEnvironment;
import org.fedlens.app.run.DivergenceThreshold;
import org.fedlens.app.run.PinnedRun;
import org.fedlens.app.run.RunModel;
import org.fedlens.experiment.event.RunEvent;
import org.fedlens.report.CurvePoints;
import org.fedlens.report.Figures;
import org.fedlens.report.MetricFamily;
import org.fedlens.report.RunTable;
import org.fedlens.report.XAxis;
import org.fedlens.report.chart.Curve;
import org.fedlens.report.chart.CurveBand;
import org.fedlens.report.chart.CurveChart;
import org.fedlens.report.chart.ValueScale;
import org.fedlens.text.Words;

/**
 * The three charts of the workbench, made of what the run model holds. It remembers the value axes of the run on the
 * screen, so that they do not jump.
 */
final class RunCharts {
    private static final double WIDE_BAND = 0.10;
    private static final double NARROW_BAND = 0.20;

    private final RunModel model;
    private final UiEnvironment surroundings;
    private RunTable axesOf = new RunTable();
    private ValueScale accuracyAxis = ValueScale.wholeShare();
    private ValueScale spreadAxis = ValueScale.wholeShare();

    RunCharts(RunModel model, UiEnvironment surroundings) {
        this.model = model;
        this.surroundings = surroundings;
    }

    CurveChart accuracy(XAxis axis) {
        forgetOldAxes();
        CurvePoints now = model.table().headline(axis);
        List<CurvePoints> shown = new ArrayList<>(List.of(now));
        List<Curve> curves = new ArrayList<>();
        model.pinnedProperty().get().ifPresent(pinned -> {
            CurvePoints before = pinned.table().headline(axis);
            curves.add(ghost(pinned, before));
            shown.add(before);
        });
        Figures figures = surroundings.figures();
        if (!now.isEmpty()) {
            String label = model.factsProperty().get().method() + " " + figures.points(now.lastY());
            curves.add(new Curve(label.strip(), now, Curve.Tone.CURRENT, 0, true));
        }
        accuracyAxis = ValueScale.accuracy(shown, accuracyAxis);
        return chart(axis, accuracyAxis, List.of(), curves, shown, true);
    }

    CurveChart loss(XAxis axis) {
        CurvePoints now = model.table().global(RunTable.TRAIN_LOSS, axis);
        List<CurvePoints> shown = new ArrayList<>(List.of(now));
        List<Curve> curves = new ArrayList<>();
        model.pinnedProperty().get().ifPresent(pinned -> {
            CurvePoints before = pinned.table().global(RunTable.TRAIN_LOSS, axis);
            curves.add(new Curve("", before, Curve.Tone.GHOST, 0, false));
            shown.add(before);
        });
        if (!now.isEmpty()) {
            curves.add(new Curve(surroundings.figures().loss(now.lastY()), now, Curve.Tone.CURRENT, 0, true));
        }
        return chart(axis, ValueScale.loss(shown), List.of(), curves, shown, false);
    }

    CurveChart spread(XAxis axis) {
        forgetOldAxes();
        RunTable table = model.table();
        CurvePoints median = table.global("served-median", axis);
        CurvePoints least = table.global("served-min", axis);
        List<CurveBand> bands = new ArrayList<>();
        if (!median.isEmpty()) {
            bands.add(new CurveBand(least, table.global("served-max", axis), WIDE_BAND, 0));
            bands.add(
                    new CurveBand(table.global("served-p10", axis), table.global("served-p90", axis), NARROW_BAND, 0));
        }
        List<Curve> curves = new ArrayList<>();
        List<CurvePoints> shown = new ArrayList<>(List.of(median, least, table.global("served-max", axis)));
        int selected = model.selectedProperty().get();
        CurvePoints chosen = table.points(selected, "served-accuracy", axis);
        if (selected >= 0 && !chosen.isEmpty()) {
            String name = surroundings.say("ui.client.lower", Words.client(selected));
            curves.add(new Curve(name, chosen, Curve.Tone.DOTTED, 1, false));
        }
        if (!median.isEmpty()) {
            curves.add(new Curve(surroundings.say("ui.spread.median"), median, Curve.Tone.CURRENT, 0, true));
        }
        spreadAxis = ValueScale.accuracy(shown, spreadAxis);
        return chart(axis, spreadAxis, bands, curves, shown, false);
    }

    /** The small chart: how the clients are served, or other figures that the run has. */
    CurveChart family(MetricFamily family, Optional<DivergenceThreshold> threshold, XAxis axis) {
        if (family == MetricFamily.SERVED) {
            return spread(axis);
        }
        List<Curve> curves = new MetricFamilyCurves(model, surroundings, threshold).of(family, axis);
        List<CurvePoints> shown = curves.stream().map(Curve::points).toList();
        return chart(axis, MetricFamilyCurves.scale(family, curves), List.of(), curves, shown, false);
    }

    private void forgetOldAxes() {
        if (axesOf != model.table()) {
            axesOf = model.table();
            accuracyAxis = ValueScale.wholeShare();
            spreadAxis = ValueScale.wholeShare();
        }
    }

    private Curve ghost(PinnedRun pinned, CurvePoints points) {
        boolean same =
                pinned.facts().method().equals(model.factsProperty().get().method());
        String label = same ? surroundings.say("ui.pin.short") : pinned.facts().method();
        return new Curve(label, points, Curve.Tone.GHOST, 0, false);
    }

    private CurveChart chart(
            XAxis axis,
            ValueScale scale,
            List<CurveBand> bands,
            List<Curve> curves,
            List<CurvePoints> shown,
            boolean main) {
        double end = shown.stream()
                .filter(points -> !points.isEmpty())
                .flatMapToDouble(points -> DoubleStream.of(points.lastX()))
                .max()
                .orElse(0);
        int rounds = Math.max(1, model.rounds());
        double to = axis == XAxis.ROUND ? Math.max(rounds, end) : projected(axis, end);
        List<CurveChart.Note> notes = new ArrayList<>();
        if (main && axis == XAxis.ROUND) {
            model.changes().forEach(change -> notes.add(new CurveChart.Note(change.round(), flag(change))));
        }
        Optional<CurveChart.Note> breakdown = main && axis == XAxis.ROUND ? breakdown() : Optional.empty();
        return new CurveChart(axis, 0, to, scale, bands, curves, breakdown, notes);
    }

    private double projected(XAxis axis, double end) {
        CurvePoints now = model.table().headline(axis);
        boolean growing = model.phase().active() && model.round() > 0 && !now.isEmpty();
        double expected = growing ? now.lastX() / model.round() * model.rounds() : 0;
        return Math.max(axis == XAxis.BYTES ? 1000 : 1, Math.max(end, expected));
    }

    private String flag(RunEvent.Changed change) {
        String name = change.setting().substring(change.setting().lastIndexOf('.') + 1);
        String label = surroundings.sayFirst(key -> name, "setting." + name);
        return label + " " + change.before() + " \u2192 " + change.after();
    }

    private Optional<CurveChart.Note> breakdown() {
        return model.ended()
                .filter(end -> end.outcome() == RunEvent.Outcome.DIVERGED)
                .map(end -> {
                    int round = number(end, "round", model.openRound());
                    String client = Words.client(number(end, "client", 0));
                    return new CurveChart.Note(round, surroundings.say("ui.diverged.flag", round, client));
                });
    }

    private static int number(RunEvent.Ended end, String name, int otherwise) {
        return end.values().containsKey(name) ? Integer.parseInt(end.values().get(name)) : otherwise;
    }

    /** Round of the best accuracy so far, if there is one. */
    OptionalInt bestRound() {
        CurvePoints points = model.table().headline(XAxis.ROUND);
        int best = -1;
        for (int i = 0; i < points.size(); i++) {
            if (best < 0 || points.y()[i] > points.y()[best]) {
                best = i;
            }
        }
        return best < 0 ? OptionalInt.empty() : OptionalInt.of((int) points.x()[best]);
    }
}
