package org.fedlens.app.chart;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.fedlens.app.kit.ChoiceNames;
import org.fedlens.app.run.DivergenceThreshold;
import org.fedlens.report.MetricFamily;

/**
 * The small chart: how unequally the clients are served, or what else the run tells about itself. A run that has several
 * such figures lets one choose.
 */
public final class SpreadCard {
    private static final double LABELS = 76;
    private static final double ROOM_FOR_SUBTITLE = 350;
    private static final double AROUND = 72;

    private final ChartContext context;
    private final RunCharts charts;
    private Optional<DivergenceThreshold> threshold = Optional.empty();
    private boolean filling;

    @FXML
    private VBox root;

    @FXML
    private Label title;

    @FXML
    private ComboBox<MetricFamily> families;

    @FXML
    private Label subtitle;

    public SpreadCard(ChartContext context) {
        this.context = context;
        this.charts = new RunCharts(context.run(), context.environment());
    }

    @FXML
    private void initialize() {
        ChartView chart = new ChartView(
                context,
                LABELS,
                () -> charts.family(
                        shown(), threshold, context.settings().axis().get()));
        chart.setId("spread-chart");
        VBox.setVgrow(chart, Priority.ALWAYS);
        root.getChildren().add(chart);
        root.widthProperty().addListener((width, before, now) -> makeRoom());
        families.setConverter(new ChoiceNames<>(family -> context.say(MetricFamilyCurves.key(family))));
        families.valueProperty().addListener((value, before, now) -> {
            if (!filling && now != null) {
                context.settings().family().set(now);
            }
        });
        new ChartMenu(context, chart, this::fileName).install();
        context.keep(context.actions().played().subscribe(settings -> {
            threshold = DivergenceThreshold.of(settings);
            chart.request();
        }));
        context.keep(context.run().selectedProperty().subscribe(selected -> chart.request()));
        context.keep(context.settings().family().subscribe(family -> {
            describe(chart);
            chart.request();
        }));
        context.keep(context.run().revision().subscribe(revision -> describe(chart)));
    }

    private MetricFamily shown() {
        return MetricFamily.shown(
                MetricFamily.of(context.run().table()),
                context.settings().family().get());
    }

    private String fileName() {
        return shown() == MetricFamily.SERVED
                ? "spread"
                : shown().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void describe(ChartView chart) {
        MetricFamily shown = shown();
        offer(MetricFamily.of(context.run().table()), shown);
        title.setText(context.say(MetricFamilyCurves.key(shown)));
        subtitle.setText(context.say(MetricFamilyCurves.key(shown) + ".subtitle"));
        makeRoom();
        chart.setAccessibleText(new MetricFamilyCurves(context.run(), context.environment(), threshold).told(shown));
    }

    /** The box stands in the title's place where there is a choice. */
    private void offer(List<MetricFamily> offered, MetricFamily shown) {
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

    public VBox root() {
        return root;
    }
}
