package org.fedlens.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import org.fedlens.experiment.RunEvent;
import org.fedlens.report.Band;
import org.fedlens.report.Curve;
import org.fedlens.report.CurveChart;
import org.fedlens.report.Family;
import org.fedlens.report.Figures;
import org.fedlens.report.Points;
import org.fedlens.report.RunTable;
import org.fedlens.report.ValueScale;
import org.fedlens.report.XAxis;
import org.fedlens.text.Words;

/**
 * The three charts of the workbench, made of what the run model holds. It remembers the value axes of the run on the
 * screen, so that they do not jump.
 */
final class RunCharts {
    private static final double WIDE_BAND = 0.10;
    private static final double NARROW_BAND = 0.20;

    private final RunModel model;
    private final Surroundings surroundings;
    private RunTable axesOf = new RunTable();
    private ValueScale accuracyAxis = ValueScale.wholeShare();
    private ValueScale spreadAxis = ValueScale.wholeShare();

    RunCharts(RunModel model, Surroundings surroundings) {
        this.model = model;
        this.surroundings = surroundings;
    }

    CurveChart accuracy(XAxis axis) {
        forgetOldAxes();
        Points now = model.table().headline(axis);
        List<Points> shown = new ArrayList<>(List.of(now));
        List<Curve> curves = new ArrayList<>();
        model.pinnedProperty().get().ifPresent(pinned -> {
            Points before = pinned.table().headline(axis);
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
        Points now = model.table().global(RunTable.TRAIN_LOSS, axis);
        List<Points> shown = new ArrayList<>(List.of(now));
        List<Curve> curves = new ArrayList<>();
        model.pinnedProperty().get().ifPresent(pinned -> {
            Points before = pinned.table().global(RunTable.TRAIN_LOSS, axis);
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
        Points median = table.global("served-median", axis);
        Points least = table.global("served-min", axis);
        List<Band> bands = new ArrayList<>();
        if (!median.isEmpty()) {
            bands.add(new Band(least, table.global("served-max", axis), WIDE_BAND, 0));
            bands.add(new Band(table.global("served-p10", axis), table.global("served-p90", axis), NARROW_BAND, 0));
        }
        List<Curve> curves = new ArrayList<>();
        List<Points> shown = new ArrayList<>(List.of(median, least, table.global("served-max", axis)));
        int selected = model.selectedProperty().get();
        Points chosen = table.points(selected, "served-accuracy", axis);
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
    CurveChart family(Family family, Optional<Threshold> threshold, XAxis axis) {
        if (family == Family.SERVED) {
            return spread(axis);
        }
        List<Curve> curves = new FamilyCurves(model, surroundings, threshold).of(family, axis);
        List<Points> shown = curves.stream().map(Curve::points).toList();
        return chart(axis, FamilyCurves.scale(family, curves), List.of(), curves, shown, false);
    }

    private void forgetOldAxes() {
        if (axesOf != model.table()) {
            axesOf = model.table();
            accuracyAxis = ValueScale.wholeShare();
            spreadAxis = ValueScale.wholeShare();
        }
    }

    private Curve ghost(PinnedRun pinned, Points points) {
        boolean same =
                pinned.facts().method().equals(model.factsProperty().get().method());
        String label = same ? surroundings.say("ui.pin.short") : pinned.facts().method();
        return new Curve(label, points, Curve.Tone.GHOST, 0, false);
    }

    private CurveChart chart(
            XAxis axis, ValueScale scale, List<Band> bands, List<Curve> curves, List<Points> shown, boolean main) {
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
        Points now = model.table().headline(axis);
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
        Points points = model.table().headline(XAxis.ROUND);
        int best = -1;
        for (int i = 0; i < points.size(); i++) {
            if (best < 0 || points.y()[i] > points.y()[best]) {
                best = i;
            }
        }
        return best < 0 ? OptionalInt.empty() : OptionalInt.of((int) points.x()[best]);
    }
}
