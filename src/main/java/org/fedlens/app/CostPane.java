package org.fedlens.app;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.fedlens.report.Figures;
import org.fedlens.report.Points;
import org.fedlens.report.RunTable;
import org.fedlens.report.XAxis;

/** What a round and the rounds up to it have cost: bytes as they travelled and as they were, seconds, privacy. */
final class CostPane extends VBox {
    private final Desk desk;
    private final ReadOnlyIntegerProperty round;
    private final GridPane grid = new GridPane();
    private final ProgressBar spent = new ProgressBar(0);
    private final Label saying = new Label();
    private int row;

    CostPane(Desk desk, ReadOnlyIntegerProperty round) {
        this.desk = desk;
        this.round = round;
        setId("costs");
        getStyleClass().add("card");
        Label title = new Label(desk.say("ui.rounds.cost.title"));
        title.getStyleClass().add("card-title");
        HBox head = new HBox(title);
        head.getStyleClass().add("card-head");
        grid.getStyleClass().add("cost-grid");
        ColumnConstraints first = new ColumnConstraints();
        first.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().add(first);
        for (int i = 0; i < 2; i++) {
            ColumnConstraints figures = new ColumnConstraints();
            figures.setHalignment(HPos.RIGHT);
            figures.setMinWidth(70);
            grid.getColumnConstraints().add(figures);
        }
        spent.setMaxWidth(Double.MAX_VALUE);
        spent.setId("epsilon-spent");
        saying.setWrapText(true);
        saying.getStyleClass().add("secondary");
        saying.setId("cost-saying");
        saying.setMinHeight(Region.USE_PREF_SIZE);
        VBox below = new VBox(6, spent, saying);
        below.getStyleClass().add("cost-below");
        getChildren().addAll(head, grid, below);
        desk.ties().add(round.subscribe(chosen -> show()));
        desk.ties().add(desk.model().revision().subscribe(revision -> show()));
        desk.ties().add(desk.screen().view().subscribe(view -> show()));
    }

    private void show() {
        if (desk.screen().view().get() != View.ROUNDS) {
            return;
        }
        grid.getChildren().clear();
        row = 0;
        Figures figures = desk.surroundings().figures();
        header("ui.rounds.cost.round", "ui.rounds.cost.sofar");
        bytes("ui.rounds.cost.down", "bytes-down");
        bytes("ui.rounds.cost.up", "bytes-up");
        bytes("ui.rounds.cost.upRaw", "bytes-up-raw");
        double simulated = at("simulated-seconds");
        if (!Double.isNaN(simulated)) {
            double before = before("simulated-seconds");
            line(
                    "ui.rounds.cost.simulated",
                    figures.duration(simulated - (Double.isNaN(before) ? 0 : before)),
                    figures.duration(simulated));
        }
        privacy(figures);
    }

    private void privacy(Figures figures) {
        double epsilon = at("epsilon");
        double budget = number("algorithm.budget");
        boolean known = !Double.isNaN(epsilon);
        if (known) {
            double before = before("epsilon");
            line("ui.rounds.cost.epsilon", three(epsilon - (Double.isNaN(before) ? 0 : before)), three(epsilon));
        }
        boolean bounded = known && budget > 0;
        spent.setVisible(bounded);
        spent.setManaged(bounded);
        spent.setProgress(bounded ? Math.min(1, epsilon / budget) : 0);
        double wire = sum("bytes-up");
        double raw = sum("bytes-up-raw");
        String said = bounded ? desk.say("ui.rounds.cost.budget", three(epsilon), figures.setting(budget)) : "";
        if (raw > 0 && Math.abs(wire - raw) > 0.005 * raw) {
            String ratio = desk.say(
                    wire < raw ? "ui.rounds.cost.shorter" : "ui.rounds.cost.longer",
                    three(wire < raw ? raw / wire : wire / raw));
            said = said.isEmpty() ? ratio : said + (desk.surroundings().chinese() ? "" : " ") + ratio;
        }
        saying.setText(said);
        saying.setVisible(!said.isEmpty());
        saying.setManaged(!said.isEmpty());
    }

    private double number(String path) {
        Object at = desk.control().played().get();
        for (String key : path.split("\\.")) {
            at = at instanceof Map<?, ?> section ? section.get(key) : null;
        }
        try {
            return at == null ? Double.NaN : Double.parseDouble(String.valueOf(at));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static String three(double value) {
        return new BigDecimal(value)
                .round(new MathContext(3))
                .stripTrailingZeros()
                .toPlainString();
    }

    private void bytes(String key, String metric) {
        double now = at(metric);
        if (!Double.isNaN(now)) {
            Figures figures = desk.surroundings().figures();
            line(key, figures.bytes(now), figures.bytes(sum(metric)));
        }
    }

    private Points points(String metric) {
        RunTable table = desk.model().table();
        return table.global(metric, XAxis.ROUND);
    }

    /** The value in the round itself. */
    private double at(String metric) {
        Points points = points(metric);
        int nearest = points.nearest(round.get());
        return nearest >= 0 && points.x()[nearest] == round.get() ? points.y()[nearest] : Double.NaN;
    }

    private double before(String metric) {
        return points(metric).valueAt(round.get() - 0.5);
    }

    private double sum(String metric) {
        Points points = points(metric);
        double sum = 0;
        for (int i = 0; i < points.size() && points.x()[i] <= round.get(); i++) {
            sum += points.y()[i];
        }
        return sum;
    }

    private void header(String first, String second) {
        Label now = new Label(desk.say(first));
        Label all = new Label(desk.say(second));
        now.getStyleClass().add("secondary");
        all.getStyleClass().add("secondary");
        grid.addRow(row++, new Label(), now, all);
    }

    private void line(String key, String now, String all) {
        Label name = new Label(desk.say(key));
        name.setWrapText(true);
        Label first = new Label(now);
        Label second = new Label(all);
        first.getStyleClass().add("figure");
        second.getStyleClass().add("figure");
        grid.addRow(row++, name, first, second);
    }
}
