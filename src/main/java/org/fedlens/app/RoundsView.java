package org.fedlens.app;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.fxml.FXML;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.fedlens.report.CosineDrawing;
import org.fedlens.report.DriftDrawing;
import org.fedlens.report.DriftPlane;
import org.fedlens.report.Gantt;
import org.fedlens.report.GanttDrawing;
import org.fedlens.report.Picture;
import org.fedlens.report.RoundLog;
import org.fedlens.report.Tokens;
import org.fedlens.text.Words;

/** The view that shows what happened in a round: who did what and when, where updates went, what it cost, what left. */
public final class RoundsView implements Page {
    private static final int BEFORE = 4;

    private final Desk desk;
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
    private PictureView gantt;
    private PictureView drift;
    private PictureView cosine;

    RoundsView(Desk desk) {
        this.desk = desk;
    }

    @FXML
    private void initialize() {
        gantt = picture(ganttCard, "gantt", this::ganttDrawing);
        drift = picture(driftCard, "drift", this::driftDrawing);
        cosine = picture(cosineCard, "cosine", this::cosineDrawing);
        side.getChildren().addAll(new CostPane(desk, round), new DisclosurePane(desk, round));
        latest.setSelected(true);
        previous.setAccessibleText(desk.say("ui.rounds.previous"));
        next.setAccessibleText(desk.say("ui.rounds.next"));
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
        desk.ties().add(desk.model().revision().subscribe(revision -> follow()));
        desk.ties().add(round.subscribe(chosen -> show()));
        desk.ties().add(desk.screen().view().subscribe(view -> show()));
    }

    private PictureView picture(VBox card, String id, PictureView.Source source) {
        PictureView picture = new PictureView(desk, source);
        picture.setId(id);
        VBox.setVgrow(picture, Priority.ALWAYS);
        VBox.setMargin(picture, new Insets(0, 12, 10, 12));
        card.getChildren().add(picture);
        return picture;
    }

    private RoundLog log() {
        return desk.model().table().rounds();
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
        if (desk.screen().view().get() != View.ROUNDS) {
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
        subtitle.setText(desk.model().factsProperty().get().name());
        number.setText(
                none
                        ? ""
                        : desk.say("ui.rounds.number", round.get(), desk.model().rounds()));
        Optional<RoundLog.Round> shown = log().round(round.get());
        boolean simulated = shown.flatMap(RoundLog.Round::clock).isPresent();
        ganttSubtitle.setText(desk.say(simulated ? "ui.rounds.gantt.simulated" : "ui.rounds.gantt.measured"));
        driftSubtitle.setText(
                shown.flatMap(RoundLog.Round::drift).isPresent()
                        ? desk.say("ui.rounds.drift.subtitle")
                        : desk.say("ui.rounds.drift.none"));
        describe(shown);
        gantt.request();
        drift.request();
        cosine.request();
    }

    private void describe(Optional<RoundLog.Round> shown) {
        int clients = shown.map(all -> all.work().size()).orElse(0);
        int dropped = shown.map(all -> all.dropped().size()).orElse(0);
        gantt.setAccessibleText(desk.say("ui.rounds.gantt.accessible", round.get(), clients, dropped));
        drift.setAccessibleText(desk.say("ui.rounds.drift.title") + ", " + driftSubtitle.getText());
        cosine.setAccessibleText(desk.say("ui.rounds.cosine.title"));
    }

    private Tokens tokens() {
        return desk.surroundings().palette().tokens();
    }

    private int chosen() {
        return desk.model().selectedProperty().get();
    }

    private Optional<Callable<Picture.Drawing>> ganttDrawing() {
        List<RoundLog.Round> shown = log().upTo(round.get(), BEFORE + 1);
        Words words = desk.surroundings().words();
        Tokens tokens = tokens();
        int chosen = chosen();
        return shown.isEmpty()
                ? Optional.empty()
                : Optional.of(() -> new GanttDrawing(Gantt.of(shown), tokens, desk.fonts(), words, chosen));
    }

    private Optional<Callable<Picture.Drawing>> driftDrawing() {
        Words words = desk.surroundings().words();
        Tokens tokens = tokens();
        int chosen = chosen();
        return log().round(round.get())
                .flatMap(RoundLog.Round::drift)
                .map(told -> () -> new DriftDrawing(told, DriftPlane.of(told), tokens, desk.fonts(), words, chosen));
    }

    private Optional<Callable<Picture.Drawing>> cosineDrawing() {
        Words words = desk.surroundings().words();
        Tokens tokens = tokens();
        int chosen = chosen();
        return log().round(round.get())
                .flatMap(RoundLog.Round::drift)
                .map(told -> () -> new CosineDrawing(told, tokens, desk.fonts(), words, chosen));
    }

    @FXML
    private void toWorkbench() {
        desk.screen().view().set(View.WORKBENCH);
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
