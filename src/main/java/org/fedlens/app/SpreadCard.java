package org.fedlens.app;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.fedlens.report.Family;

/**
 * The small chart: how unequally the clients are served, or what else the run tells about itself. A run that has
 * several such figures lets one choose.
 */
public final class SpreadCard {
    private static final double LABELS = 76;
    private static final double ROOM_FOR_SUBTITLE = 350;
    private static final double AROUND = 72;

    private final Desk desk;
    private final RunCharts charts;
    private Optional<Threshold> threshold = Optional.empty();
    private boolean filling;

    @FXML
    private VBox root;

    @FXML
    private Label title;

    @FXML
    private ComboBox<Family> families;

    @FXML
    private Label subtitle;

    SpreadCard(Desk desk) {
        this.desk = desk;
        this.charts = new RunCharts(desk.model(), desk.surroundings());
    }

    @FXML
    private void initialize() {
        ChartView chart = new ChartView(
                desk,
                LABELS,
                () -> charts.family(shown(), threshold, desk.screen().axis().get()));
        chart.setId("spread-chart");
        VBox.setVgrow(chart, Priority.ALWAYS);
        root.getChildren().add(chart);
        root.widthProperty().addListener((width, before, now) -> makeRoom());
        families.setConverter(new Naming<>(family -> desk.say(FamilyCurves.key(family))));
        families.valueProperty().addListener((value, before, now) -> {
            if (!filling && now != null) {
                desk.screen().family().set(now);
            }
        });
        new ChartMenu(desk, chart, this::fileName).install();
        desk.ties().add(desk.control().played().subscribe(settings -> {
            threshold = Threshold.of(settings);
            chart.request();
        }));
        desk.ties().add(desk.model().selectedProperty().subscribe(selected -> chart.request()));
        desk.ties().add(desk.screen().family().subscribe(family -> {
            describe(chart);
            chart.request();
        }));
        desk.ties().add(desk.model().revision().subscribe(revision -> describe(chart)));
    }

    private Family shown() {
        return Family.shown(
                Family.of(desk.model().table()), desk.screen().family().get());
    }

    private String fileName() {
        return shown() == Family.SERVED
                ? "spread"
                : shown().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void describe(ChartView chart) {
        Family shown = shown();
        offer(Family.of(desk.model().table()), shown);
        title.setText(desk.say(FamilyCurves.key(shown)));
        subtitle.setText(desk.say(FamilyCurves.key(shown) + ".subtitle"));
        makeRoom();
        chart.setAccessibleText(new FamilyCurves(desk.model(), desk.surroundings(), threshold).told(shown));
    }

    /** The box stands in the title's place where there is a choice. */
    private void offer(List<Family> offered, Family shown) {
        boolean several = offered.size() > 1;
        filling = true;
        if (!families.getItems().equals(offered)) {
            families.getItems().setAll(offered);
        }
        families.setValue(shown);
        filling = false;
        families.setVisible(several);
        families.setManaged(several);
        title.setVisible(!several);
        title.setManaged(!several);
    }

    /** Words that would be cut short beside the title or the box are left out. */
    private void makeRoom() {
        double head = families.isManaged() ? families.prefWidth(-1) : title.prefWidth(-1);
        double needed = Math.max(ROOM_FOR_SUBTITLE, head + subtitle.prefWidth(-1) + AROUND);
        subtitle.setVisible(root.getWidth() >= needed);
    }

    VBox root() {
        return root;
    }
}
