package org.fedlens.app.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.fedlens.app.engine.Phase;
import org.fedlens.app.kit.RoleStyles;
import org.fedlens.app.setup.SetupSnapshot;
import org.fedlens.experiment.event.RunEvent;
import org.fedlens.report.CurvePoints;
import org.fedlens.report.Figures;
import org.fedlens.report.XAxis;
import org.fedlens.text.Words;
import org.kordamp.ikonli.javafx.FontIcon;

/** How a run ended, in words, with what can be done about it; nothing while there is nothing to say. */
public final class RunOutcomeText extends VBox {
    private final RunContext context;
    private String shown = "";

    public RunOutcomeText(RunContext context) {
        this.context = context;
        getStyleClass().add("run-note");
        context.keep(context.run().revision().subscribe(revision -> refresh()));
        context.keep(context.actions().discardedProperty().subscribe(place -> refresh()));
        context.keep(context.draft().sheetProperty().subscribe(sheet -> refresh()));
    }

    private void refresh() {
        Phase phase = context.run().phase();
        boolean on = phase.over();
        setVisible(on);
        setManaged(on);
        String state = phase + " " + context.actions().discardedProperty().get() + " "
                + context.run().round() + " " + context.draft().sheet().tree().hashCode();
        if (!on || state.equals(shown)) {
            shown = on ? shown : "";
            return;
        }
        shown = state;
        getChildren().clear();
        switch (phase) {
            case FINISHED -> finished();
            case STOPPED -> {
                note(
                        "muted",
                        "bi-stop-circle",
                        context.say("ui.phase.stopped.log", context.run().round()),
                        figures());
                getChildren().add(wayOn());
            }
            case DIVERGED -> {
                note("bad", "bi-exclamation-triangle", context.say("ui.note.diverged"), reason());
                getChildren().addAll(repairs());
            }
            default -> {
                note("bad", "bi-exclamation-triangle", context.say("ui.note.failed"), reason());
                Hyperlink log = new Hyperlink(context.say("ui.note.openLog"));
                log.setOnAction(action -> context.navigation().logOpen().set(true));
                getChildren().add(log);
            }
        }
    }

    private void finished() {
        if (context.run().collapsed()) {
            note(
                    "warn",
                    "bi-exclamation-triangle",
                    title("ui.note.finished"),
                    context.say("run.collapsed", context.run().round()));
        } else {
            note("ok", "bi-check2", title("ui.note.finished"), figures());
        }
        context.run()
                .ended()
                .flatMap(RunEvent.Ended::early)
                .ifPresent(why -> note(
                        "warn",
                        "bi-exclamation-triangle",
                        context.environment().words().say(why),
                        context.say(
                                "ui.note.early",
                                context.run().round(),
                                context.run().rounds())));
    }

    private String title(String key) {
        return context.say(
                key,
                context.run().round(),
                context.environment().figures().duration(context.run().seconds()));
    }

    private String figures() {
        CurvePoints points = context.run().table().headline(XAxis.ROUND);
        if (points.isEmpty()) {
            return "";
        }
        double best = java.util.Arrays.stream(points.y()).max().orElse(Double.NaN);
        Figures figures = context.environment().figures();
        return context.say(
                "ui.note.figures",
                figures.percent(best),
                figures.percent(points.lastY()),
                figures.bytes(context.run().table().bytes()));
    }

    private String reason() {
        Map<String, String> values =
                context.run().ended().map(RunEvent.Ended::values).orElse(Map.of());
        if (values.containsKey("client") && values.containsKey("round")) {
            int client = Integer.parseInt(values.get("client"));
            int round = Integer.parseInt(values.get("round"));
            return context.say(
                    "ui.note.nan", Words.client(client), round, context.run().round());
        }
        if (values.containsKey("reason")) {
            return values.get("reason");
        }
        var log = context.run().log();
        return log.isEmpty()
                ? ""
                : context.environment().words().say(log.get(log.size() - 1).text());
    }

    private void note(String role, String icon, String title, String detail) {
        Label head = new Label(title);
        head.getStyleClass().add("note-title");
        head.setWrapText(true);
        VBox words = new VBox(2, head);
        if (!detail.isEmpty()) {
            Label below = new Label(detail);
            below.getStyleClass().add("note-detail");
            below.setWrapText(true);
            words.getChildren().add(below);
        }
        HBox box = new HBox(12, new FontIcon(icon), words);
        HBox.setHgrow(words, Priority.ALWAYS);
        box.getStyleClass().add("note");
        RoleStyles.paint(box, role);
        getChildren().add(box);
        setAccessibleText(title + " " + detail);
    }

    /** A stopped run is kept unless a person says otherwise, and even then it can be had back for a while. */
    private Node wayOn() {
        HBox row = new HBox(8);
        row.getStyleClass().add("repair");
        if (context.actions().discardedProperty().get().isPresent()) {
            Label gone = new Label(context.say("ui.note.discarded"));
            gone.getStyleClass().add("note-detail");
            row.getChildren().addAll(gone, small("ui.note.undo", "note-undo", () -> context.actions()
                    .restore()));
        } else {
            row.getChildren()
                    .addAll(
                            small("ui.open.resume", "note-resume", () -> context.actions()
                                    .resumeShown()),
                            small("ui.note.discard", "note-discard", () -> context.actions()
                                    .discard()));
        }
        return row;
    }

    private Button small(String key, String id, Runnable act) {
        Button button = new Button(context.say(key));
        button.setId(id);
        button.getStyleClass().add("small");
        button.setOnAction(action -> act.run());
        return button;
    }

    private List<Node> repairs() {
        List<Node> rows = new ArrayList<>();
        SetupSnapshot sheet = context.draft().sheet();
        Map<String, Double> better = new java.util.LinkedHashMap<>();
        double rate = sheet.number("training.optimizer.learningRate", Double.NaN);
        better.put("training.optimizer.learningRate", rate / 10);
        double momentum = sheet.number("training.optimizer.momentum", Double.NaN);
        if (momentum > 0) {
            better.put("training.optimizer.momentum", momentum > 0.5 ? 0.5 : 0.0);
        }
        better.forEach((path, value) -> {
            if (sheet.entry(path).isPresent() && !Double.isNaN(value)) {
                rows.add(repair(path, sheet.number(path, Double.NaN), rounded(value)));
            }
        });
        return rows;
    }

    private static double rounded(double value) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.2g", value));
    }

    private Node repair(String path, double now, double value) {
        String name = path.substring(path.lastIndexOf('.') + 1);
        Label what = new Label(context.say("setting." + name) + " "
                + context.environment().figures().setting(now));
        what.getStyleClass().add("figure");
        Label why = new Label(context.say("ui.note.maybeTooHigh"));
        why.getStyleClass().add("note-detail");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button set = new Button(
                context.say("ui.note.set", context.environment().figures().setting(value)));
        set.getStyleClass().add("small");
        set.setOnAction(action -> context.actions().change(path, value, false));
        HBox row = new HBox(8, what, why, space, set);
        row.getStyleClass().add("repair");
        return row;
    }
}
