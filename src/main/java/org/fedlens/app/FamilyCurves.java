package org.fedlens.app;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.fedlens.report.Curve;
import org.fedlens.report.Family;
import org.fedlens.report.Figures;
import org.fedlens.report.Points;
import org.fedlens.report.RunTable;
import org.fedlens.report.ValueScale;
import org.fedlens.report.XAxis;
import org.fedlens.text.Words;

/**
 * The lines of the small chart for all figures but the clients' accuracies. A few clients have a named line each; of
 * many the median is named and each is a faint line behind it.
 *
 * @param model the run on the screen
 * @param surroundings language
 * @param threshold what divergences are compared with, if they are
 */
record FamilyCurves(RunModel model, Surroundings surroundings, Optional<Threshold> threshold) {
    private static final int FEW = 6;
    private static final String KEPT = "predictor-kept";

    List<Curve> of(Family family, XAxis axis) {
        return switch (family) {
            case SERVED -> List.of();
            case SPREAD, RANK -> global(family.metric(), axis);
            case DIVERGENCE, OWN_SHARE -> clients(family, axis);
            case ANGLES -> angles(axis);
        };
    }

    /** An axis from 0: of shares, of plain figures, or logarithmic where divergences are far apart. */
    static ValueScale scale(Family family, List<Curve> curves) {
        List<Points> shown = curves.stream().map(Curve::points).toList();
        return switch (family) {
            case SERVED, OWN_SHARE -> ValueScale.share(shown);
            case DIVERGENCE -> ValueScale.loss(shown);
            case SPREAD, RANK, ANGLES -> ValueScale.plain(shown);
        };
    }

    private List<Curve> global(String metric, XAxis axis) {
        List<Curve> curves = new ArrayList<>();
        model.pinnedProperty()
                .get()
                .map(pinned -> pinned.table().global(metric, axis))
                .filter(before -> !before.isEmpty())
                .ifPresent(before ->
                        curves.add(new Curve(surroundings.say("ui.pin.short"), before, Curve.Tone.GHOST, 0, false)));
        Points now = model.table().global(metric, axis);
        if (!now.isEmpty()) {
            curves.add(new Curve(surroundings.figures().loss(now.lastY()), now, Curve.Tone.CURRENT, 0, true));
        }
        return curves;
    }

    private List<Curve> angles(XAxis axis) {
        List<Curve> curves = new ArrayList<>();
        int slot = 0;
        for (String which : List.of("within", "between")) {
            String metric = "angle-" + which;
            Points middle = middle(metric, axis);
            if (!middle.isEmpty()) {
                String label = surroundings.say("ui.family.angles.clients." + which);
                curves.add(new Curve(label, middle, Curve.Tone.DOTTED, slot, false));
            }
            Points points = model.table().global(metric, axis);
            if (!points.isEmpty()) {
                curves.add(new Curve(
                        surroundings.say("ui.family.angles." + which), points, Curve.Tone.CURRENT, slot, true));
            }
            slot++;
        }
        return curves;
    }

    private List<Curve> clients(Family family, XAxis axis) {
        List<Curve> curves = new ArrayList<>();
        List<Integer> clients = model.table().clients(family.metric());
        boolean few = clients.size() <= FEW;
        int selected = model.selectedProperty().get();
        for (int client : clients) {
            Points points = model.table().points(client, family.metric(), axis);
            boolean named = few || client == selected;
            String label = family == Family.DIVERGENCE ? decided(client) : Words.client(client);
            Curve.Tone tone = client == selected ? Curve.Tone.DOTTED : few ? Curve.Tone.PLAIN : Curve.Tone.RAW;
            curves.add(new Curve(label, points, tone, few ? client : named ? 1 : 0, false));
        }
        if (!few) {
            String label = surroundings.say("ui.spread.median");
            curves.add(new Curve(label, middle(family.metric(), axis), Curve.Tone.CURRENT, 0, true));
        }
        if (family == Family.DIVERGENCE && !clients.isEmpty()) {
            threshold.ifPresent(limit -> curves.add(limit(limit, axis)));
        }
        return curves;
    }

    private Curve limit(Threshold limit, XAxis axis) {
        Points points = limit.over(model.table(), model.changes(), axis);
        return new Curve("μ " + surroundings.figures().setting(points.lastY()), points, Curve.Tone.LIMIT, 0, false);
    }

    /** A client's name and what was decided about its predictor after its last visit. */
    private String decided(int client) {
        OptionalDouble kept = last(client, KEPT);
        String name = Words.client(client);
        return kept.isEmpty()
                ? name
                : surroundings.say(kept.getAsDouble() > 0 ? "ui.family.kept" : "ui.family.replaced", name);
    }

    /** The median over the clients that have a figure at a place, place by place. */
    private Points middle(String metric, XAxis axis) {
        TreeMap<Double, List<Double>> at = new TreeMap<>();
        for (int client : model.table().clients(metric)) {
            Points points = model.table().points(client, metric, axis);
            for (int i = 0; i < points.size(); i++) {
                at.computeIfAbsent(points.x()[i], x -> new ArrayList<>()).add(points.y()[i]);
            }
        }
        double[] x = at.keySet().stream().mapToDouble(Double::doubleValue).toArray();
        double[] y = at.values().stream().mapToDouble(FamilyCurves::median).toArray();
        return new Points(x, y);
    }

    private static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private OptionalDouble last(int client, String metric) {
        Points points = model.table().points(client, metric, XAxis.ROUND);
        return points.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(points.lastY());
    }

    /** What the chart shows, in words. */
    String told(Family family) {
        RunTable table = model.table();
        Figures figures = surroundings.figures();
        if (!Family.of(table).contains(family)) {
            return surroundings.say("ui.accuracy.none");
        }
        return switch (family) {
            case SERVED ->
                surroundings.say(
                        "ui.spread.accessible",
                        figures.percent(now("served-median")),
                        figures.percent(now("served-min")),
                        figures.percent(now("served-max")));
            case SPREAD, RANK -> surroundings.say(key(family) + ".accessible", figures.loss(now(family.metric())));
            case DIVERGENCE, OWN_SHARE -> toldOfClients(family);
            case ANGLES ->
                surroundings.say(
                        "ui.family.angles.accessible",
                        figures.loss(now("angle-within")),
                        figures.loss(now("angle-between")));
        };
    }

    private String toldOfClients(Family family) {
        Figures figures = surroundings.figures();
        List<Integer> clients = model.table().clients(family.metric());
        double[] values = clients.stream()
                .mapToDouble(client -> last(client, family.metric()).orElse(Double.NaN))
                .sorted()
                .toArray();
        double middle = median(Arrays.stream(values).boxed().toList());
        String[] said = Arrays.stream(new double[] {middle, values[0], values[values.length - 1]})
                .mapToObj(value -> family == Family.OWN_SHARE ? figures.percent(value) : figures.loss(value))
                .toArray(String[]::new);
        String first = surroundings.say(key(family) + ".accessible", said[0], said[1], said[2]);
        if (family == Family.OWN_SHARE || threshold.isEmpty()) {
            return first;
        }
        long kept = clients.stream()
                .filter(client -> last(client, KEPT).orElse(0) > 0)
                .count();
        double mu = threshold
                .get()
                .over(model.table(), model.changes(), XAxis.ROUND)
                .lastY();
        return first + surroundings.say("ui.family.divergence.kept", figures.setting(mu), kept, clients.size());
    }

    private double now(String metric) {
        Points points = model.table().global(metric, XAxis.ROUND);
        return points.isEmpty() ? Double.NaN : points.lastY();
    }

    /** Key of a family's name in the bundles. */
    static String key(Family family) {
        return switch (family) {
            case SERVED -> "ui.spread";
            case SPREAD -> "ui.family.spread";
            case RANK -> "ui.family.rank";
            case DIVERGENCE -> "ui.family.divergence";
            case OWN_SHARE -> "ui.family.share";
            case ANGLES -> "ui.family.angles";
        };
    }
}
