package org.fedlens.app;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
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
import org.fedlens.experiment.RunEvent;
import org.fedlens.report.Figures;
import org.fedlens.report.Points;
import org.fedlens.report.XAxis;
import org.fedlens.text.Words;
import org.kordamp.ikonli.javafx.FontIcon;

/** How a run ended, in words, with what can be done about it; nothing while there is nothing to say. */
final class RunNote extends VBox {
    private final Desk desk;
    private String shown = "";

    RunNote(Desk desk) {
        this.desk = desk;
        getStyleClass().add("run-note");
        desk.ties().add(desk.model().revision().subscribe(revision -> refresh()));
        desk.ties().add(desk.control().discardedProperty().subscribe(place -> refresh()));
        desk.ties().add(desk.draft().sheetProperty().subscribe(sheet -> refresh()));
    }

    private void refresh() {
        Phase phase = desk.model().phase();
        boolean on = phase.over();
        setVisible(on);
        setManaged(on);
        String state = phase + " " + desk.control().discardedProperty().get() + " "
                + desk.model().round() + " " + desk.draft().sheet().tree().hashCode();
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
                        desk.say("ui.phase.stopped.log", desk.model().round()),
                        figures());
                getChildren().add(wayOn());
            }
            case DIVERGED -> {
                note("bad", "bi-exclamation-triangle", desk.say("ui.note.diverged"), reason());
                getChildren().addAll(repairs());
            }
            default -> {
                note("bad", "bi-exclamation-triangle", desk.say("ui.note.failed"), reason());
                Hyperlink log = new Hyperlink(desk.say("ui.note.openLog"));
                log.setOnAction(action -> desk.screen().logOpen().set(true));
                getChildren().add(log);
            }
        }
    }

    private void finished() {
        if (desk.model().collapsed()) {
            note(
                    "warn",
                    "bi-exclamation-triangle",
                    title("ui.note.finished"),
                    desk.say("run.collapsed", desk.model().round()));
        } else {
            note("ok", "bi-check2", title("ui.note.finished"), figures());
        }
        desk.model()
                .ended()
                .flatMap(RunEvent.Ended::early)
                .ifPresent(why -> note(
                        "warn",
                        "bi-exclamation-triangle",
                        desk.surroundings().words().say(why),
                        desk.say(
                                "ui.note.early",
                                desk.model().round(),
                                desk.model().rounds())));
    }

    private String title(String key) {
        return desk.say(
                key,
                desk.model().round(),
                desk.surroundings().figures().duration(desk.model().seconds()));
    }

    private String figures() {
        Points points = desk.model().table().headline(XAxis.ROUND);
        if (points.isEmpty()) {
            return "";
        }
        double best = Arrays.stream(points.y()).max().orElse(Double.NaN);
        Figures figures = desk.surroundings().figures();
        return desk.say(
                "ui.note.figures",
                figures.percent(best),
                figures.percent(points.lastY()),
                figures.bytes(desk.model().table().bytes()));
    }

    private String reason() {
        Map<String, String> values =
                desk.model().ended().map(RunEvent.Ended::values).orElse(Map.of());
        if (values.containsKey("client") && values.containsKey("round")) {
            int client = Integer.parseInt(values.get("client"));
            int round = Integer.parseInt(values.get("round"));
            return desk.say(
                    "ui.note.nan", Words.client(client), round, desk.model().round());
        }
        if (values.containsKey("reason")) {
            return values.get("reason");
        }
        var log = desk.model().log();
        return log.isEmpty()
                ? ""
                : desk.surroundings().words().say(log.get(log.size() - 1).text());
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
        Chips.paint(box, role);
        getChildren().add(box);
        setAccessibleText(title + " " + detail);
    }

    /** A stopped run is kept unless a person says otherwise, and even then it can be had back for a while. */
    private Node wayOn() {
        HBox row = new HBox(8);
        row.getStyleClass().add("repair");
        if (desk.control().discardedProperty().get().isPresent()) {
            Label gone = new Label(desk.say("ui.note.discarded"));
            gone.getStyleClass().add("note-detail");
            row.getChildren().addAll(gone, small("ui.note.undo", "note-undo", () -> desk.control()
                    .restore()));
        } else {
            row.getChildren()
                    .addAll(
                            small("ui.open.resume", "note-resume", () -> desk.control()
                                    .resumeShown()),
                            small("ui.note.discard", "note-discard", () -> desk.control()
                                    .discard()));
        }
        return row;
    }

    private Button small(String key, String id, Runnable act) {
        Button button = new Button(desk.say(key));
        button.setId(id);
        button.getStyleClass().add("small");
        button.setOnAction(action -> act.run());
        return button;
    }

    private List<Node> repairs() {
        List<Node> rows = new ArrayList<>();
        Sheet sheet = desk.draft().sheet();
        Map<String, Double> better = new LinkedHashMap<>();
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
        Label what = new Label(desk.say("setting." + name) + " "
                + desk.surroundings().figures().setting(now));
        what.getStyleClass().add("figure");
        Label why = new Label(desk.say("ui.note.maybeTooHigh"));
        why.getStyleClass().add("note-detail");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button set =
                new Button(desk.say("ui.note.set", desk.surroundings().figures().setting(value)));
        set.getStyleClass().add("small");
        set.setOnAction(action -> desk.control().change(path, value, false));
        HBox row = new HBox(8, what, why, space, set);
        row.getStyleClass().add("repair");
        return row;
    }
}
