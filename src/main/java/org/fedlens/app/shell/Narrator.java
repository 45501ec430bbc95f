package org.fedlens.app.shell;

import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.fedlens.app.run.ClientPhase;
import org.fedlens.app.run.RunModel;
import org.fedlens.report.CurvePoints;
import org.fedlens.report.Figures;
import org.fedlens.report.XAxis;
import org.fedlens.text.Text;
import org.fedlens.text.Words;

/** Tells what happens in a run, and what it means, in a sentence each. */
final class Narrator {

    /**
     * What is told at one moment.
     *
     * @param now what happens
     * @param means what that means
     */
    record Line(Text now, Text means) {
        static Line of(String key, Object... values) {
            return new Line(Text.of("tell." + key, values), Text.of("tell." + key + ".means"));
        }
    }

    private Narrator() {}

    static Line tell(RunModel model, Figures figures) {
        return switch (model.phase()) {
            case EMPTY -> Line.of("empty");
            case READY ->
                Line.of("ready", model.clients().size(), model.federation().total());
            case LOADING -> Line.of("loading");
            case RUNNING, PAUSING, STOPPING -> running(model, figures);
            case PAUSED -> Line.of("paused", model.round(), model.rounds());
            case FINISHED -> outcome("finished", model, figures);
            case STOPPED -> outcome("stopped", model, figures);
            case DIVERGED -> Line.of("diverged", model.round());
            case FAILED -> Line.of("failed", model.round());
        };
    }

    private static Line outcome(String key, RunModel model, Figures figures) {
        CurvePoints curve = model.table().headline(XAxis.ROUND);
        return curve.isEmpty()
                ? Line.of("stopped", model.round())
                : new Line(
                        Text.of("tell." + key, model.round()),
                        Text.of("tell.outcome.means", figures.percent(curve.lastY())));
    }

    private static Line running(RunModel model, Figures figures) {
        int sampled = model.cohort().size();
        int received = model.count(ClientPhase.RECEIVED);
        int open = model.count(ClientPhase.TRAINING) + model.count(ClientPhase.SAMPLED);
        if (model.fast() || sampled == 0) {
            return progress(model, figures);
        }
        if (received == 0 && model.count(ClientPhase.DROPPED) == 0) {
            return Line.of("sent", model.openRound(), sampled);
        }
        if (open == 0) {
            return Line.of("merging", received, sampled);
        }
        OptionalInt dropped = IntStream.range(0, model.clients().size())
                .filter(k -> model.clients().get(k).phase() == ClientPhase.DROPPED)
                .findFirst();
        Text now = Text.of("tell.training", received, sampled, open);
        return new Line(
                now,
                dropped.isPresent()
                        ? Text.of("tell.dropped.means", Words.client(dropped.getAsInt()))
                        : Text.of("tell.training.means"));
    }

    /** Rounds that are too quick to be told one by one are told by what they bring. */
    private static Line progress(RunModel model, Figures figures) {
        CurvePoints curve = model.table().headline(XAxis.ROUND);
        if (curve.size() < 2) {
            return Line.of("sent", model.openRound(), model.cohort().size());
        }
        double gain = curve.lastY() - curve.y()[0];
        return new Line(
                Text.of("tell.progress", model.round(), model.rounds(), figures.percent(curve.lastY())),
                Text.of(gain > 0 ? "tell.progress.better" : "tell.progress.worse", figures.points(Math.abs(gain))));
    }
}
