package org.fedlens.app.rounds;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.fedlens.app.kit.Page;
import org.fedlens.app.kit.PageKey;
import org.fedlens.app.widget.PaintedView;
import org.fedlens.report.RoundLog;
import org.fedlens.report.chart.ThemeColours;
import org.fedlens.report.drawing.CosineDrawing;
import org.fedlens.report.drawing.DriftDrawing;
import org.fedlens.report.drawing.DriftPlane;
import org.fedlens.report.drawing.Gantt;
import org.fedlens.report.drawing.GanttDrawing;
import org.fedlens.report.drawing.PaintedImage;
import org.fedlens.text.Words;

/** The view that shows what happened in a round: who did what and when, where updates went, what it cost, what left. */
public final class RoundsView implements Page {
    /** Its place in the rail. */
    public static final PageKey PAGE = new PageKey("ROUNDS", "bi-bar-chart-steps");

    private static final int BEFORE = 4;

    private final RoundsContext context;
    private final IntegerProperty round = new SimpleIntegerProperty();

    @FXML
    private HBox bar;

    @FXML
    private StackPane root;

    @FXML
    private Label subtitle;

    @FXML
    private Label number;

    @FXML
    private Slider slider;

    @FXML
    private ToggleButton latest;

    @FXML
    private Button previous;

    @FXML
    private Button next;

    @FXML
    private VBox ganttCard;

    @FXML
    private Label ganttSubtitle;

    @FXML
    private VBox driftCard;

    @FXML
    private Label driftSubtitle;

    @FXML
    private VBox cosineCard;

    @FXML
    private VBox side;

    @FXML
    private VBox nothing;

    @FXML
    private Node all;

    private boolean showing;
    private PaintedView gantt;
    private PaintedView drift;
    private PaintedView cosine;

    public RoundsView(RoundsContext context) {
        this.context = context;
    }

    @FXML
    private void initialize() {
        gantt = picture(ganttCard, "gantt", this::ganttDrawing);
        drift = picture(driftCard, "drift", this::driftDrawing);
        cosine = picture(cosineCard, "cosine", this::cosineDrawing);
        side.getChildren().addAll(new CostPane(context, round), new DisclosurePane(context, round));
        latest.setSelected(true);
        previous.setAccessibleText(context.say("ui.rounds.previous"));
        next.setAccessibleText(context.say("ui.rounds.next"));
        previous.setOnAction(action -> step(-1));
        next.setOnAction(action -> step(1));
        latest.setOnAction(action -> follow());
        slider.valueProperty().addListener((value, before, now) -> {
            int chosen = (int) Math.round(now.doubleValue());
            if (!showing && chosen != round.get()) {
                latest.setSelected(chosen >= log().settled());
                round.set(chosen);
            }
        });
        context.keep(context.run().revision().subscribe(revision -> follow()));
        context.keep(round.subscribe(chosen -> show()));
        context.keep(context.navigation().page().subscribe(view -> show()));
    }

    private PaintedView picture(VBox card, String id, PaintedView.Source source) {
        PaintedView picture = new PaintedView(context.view(), context.run().selectedProperty(), source);
        picture.setId(id);
        VBox.setVgrow(picture, Priority.ALWAYS);
        VBox.setMargin(picture, new javafx.geometry.Insets(0, 12, 10, 12));
        card.getChildren().add(picture);
        return picture;
    }

    private RoundLog log() {
        return context.run().table().rounds();
    }

    private void step(int by) {
        List<Integer> numbers = log().numbers();
        int at = numbers.indexOf(round.get()) + by;
        if (at >= 0 && at < numbers.size()) {
            latest.setSelected(numbers.get(at) >= log().settled());
            round.set(numbers.get(at));
        }
    }

    private void follow() {
        if (latest.isSelected() || log().round(round.get()).isEmpty()) {
            round.set(log().settled());
        }
        show();
    }

    private void show() {
        if (!context.navigation().shows(PAGE)) {
            return;
        }
        List<Integer> numbers = log().numbers();
        boolean none = numbers.isEmpty();
        nothing.setVisible(none);
        all.setVisible(!none);
        slider.setDisable(none);
        previous.setDisable(none || round.get() <= numbers.get(0));
        next.setDisable(none || round.get() >= log().last());
        if (!none) {
            showing = true;
            slider.setMin(numbers.get(0));
            slider.setMax(Math.max(numbers.get(0) + 1, log().last()));
            slider.setValue(round.get());
            showing = false;
        }
        subtitle.setText(context.run().factsProperty().get().name());
        number.setText(
                none
                        ? ""
                        : context.say(
                                "ui.rounds.number", round.get(), context.run().rounds()));
        Optional<RoundLog.Round> shown = log().round(round.get());
        boolean simulated = shown.flatMap(RoundLog.Round::clock).isPresent();
        ganttSubtitle.setText(context.say(simulated ? "ui.rounds.gantt.simulated" : "ui.rounds.gantt.measured"));
        driftSubtitle.setText(
                shown.flatMap(RoundLog.Round::drift).isPresent()
                        ? context.say("ui.rounds.drift.subtitle")
                        : context.say("ui.rounds.drift.none"));
        describe(shown);
        gantt.request();
        drift.request();
        cosine.request();
    }

    private void describe(Optional<RoundLog.Round> shown) {
        int clients = shown.map(all -> all.work().size()).orElse(0);
        int dropped = shown.map(all -> all.dropped().size()).orElse(0);
        gantt.setAccessibleText(context.say("ui.rounds.gantt.accessible", round.get(), clients, dropped));
        drift.setAccessibleText(context.say("ui.rounds.drift.title") + ", " + driftSubtitle.getText());
        cosine.setAccessibleText(context.say("ui.rounds.cosine.title"));
    }

    private ThemeColours tokens() {
        return context.environment().palette().tokens();
    }

    private int chosen() {
        return context.run().selectedProperty().get();
    }

    private Optional<Callable<PaintedImage.Drawing>> ganttDrawing() {
        List<RoundLog.Round> shown = log().upTo(round.get(), BEFORE + 1);
        Words words = context.environment().words();
        ThemeColours tokens = tokens();
        int chosen = chosen();
        return shown.isEmpty()
                ? Optional.empty()
                : Optional.of(() -> new GanttDrawing(Gantt.of(shown), tokens, context.fonts(), words, chosen));
    }

    private Optional<Callable<PaintedImage.Drawing>> driftDrawing() {
        Words words = context.environment().words();
        ThemeColours tokens = tokens();
        int chosen = chosen();
        return log().round(round.get())
                .flatMap(RoundLog.Round::drift)
                .map(told -> () -> new DriftDrawing(told, DriftPlane.of(told), tokens, context.fonts(), words, chosen));
    }

    private Optional<Callable<PaintedImage.Drawing>> cosineDrawing() {
        Words words = context.environment().words();
        ThemeColours tokens = tokens();
        int chosen = chosen();
        return log().round(round.get())
                .flatMap(RoundLog.Round::drift)
                .map(told -> () -> new CosineDrawing(told, tokens, context.fonts(), words, chosen));
    }

    @FXML
    private void toWorkbench() {
        context.navigation().home();
    }

    IntegerProperty round() {
        return round;
    }

    @Override
    public Node bar() {
        return bar;
    }

    @Override
    public Node body() {
        return root;
    }

    @Override
    public List<Node> regions() {
        return List.of(bar, ganttCard, driftCard, cosineCard, side);
    }
}
