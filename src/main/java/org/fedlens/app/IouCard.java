package org.fedlens.app;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.fedlens.experiment.ScenePredictions;
import org.fedlens.experiment.Task;
import org.fedlens.metrics.Confusion;
import org.fedlens.text.Words;

/** How well every class was found, best first, beside another run's figures. */
final class IouCard extends VBox {
    private final Desk desk;
    private final SceneModel model;
    private final ComboBox<Optional<PastRun>> compare = new ComboBox<>();
    private final Label mean = new Label();
    private final Label of = new Label();
    private final Label change = new Label();
    private final VBox bars = new VBox(2);
    private final ComboBox<Integer> client = new ComboBox<>();
    private boolean filling;

    IouCard(Desk desk, SceneModel model) {
        this.desk = desk;
        this.model = model;
        getStyleClass().add("card");
        Label title = new Label(desk.say("ui.predictions.ious"));
        title.getStyleClass().add("card-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        chooser();
        HBox head = new HBox(title, space, compare);
        head.getStyleClass().add("card-head");
        mean.getStyleClass().add("key-figure");
        mean.setId("mean-iou");
        mean.setMinWidth(Region.USE_PREF_SIZE);
        of.getStyleClass().add("secondary");
        change.getStyleClass().add("chip");
        change.setMinWidth(Region.USE_PREF_SIZE);
        Label what = new Label(desk.say("ui.predictions.miou"));
        what.getStyleClass().add("secondary");
        VBox words = new VBox(what, of);
        words.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox top = new HBox(12, mean, words, change);
        top.setAlignment(Pos.CENTER_LEFT);
        ScrollPane scroll = new ScrollPane(bars);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox body = new VBox(top, scroll, new IouScrubber(desk, model), clients());
        body.getStyleClass().add("iou-body");
        bars.setId("iou-bars");
        getChildren().addAll(head, body);
        desk.ties().add(model.revision().subscribe(changed -> {
            fillClients();
            refresh();
        }));
        desk.ties().add(model.round().subscribe(round -> refresh()));
        desk.ties().add(model.client().subscribe(client -> {
            fillClients();
            refresh();
        }));
        desk.ties().add(desk.predictions().runs().subscribe(runs -> fill()));
        desk.ties().add(desk.predictions().chosen().subscribe(chosen -> fill()));
        desk.ties().add(desk.surroundings().paletteProperty().subscribe(palette -> refresh()));
    }

    private void chooser() {
        compare.setId("compare-run");
        compare.setAccessibleText(desk.say("ui.predictions.compare"));
        compare.setMinWidth(120);
        compare.setPrefWidth(200);
        compare.setConverter(new Naming<>(run -> run.isEmpty()
                ? desk.say("ui.predictions.compare")
                : run.get().folder().getFileName().toString()));
        compare.valueProperty().addListener((value, before, now) -> {
            if (!filling && now != null) {
                model.compare(now);
            }
        });
    }

    private void fill() {
        filling = true;
        List<Optional<PastRun>> items = new ArrayList<>(List.of(Optional.empty()));
        desk.predictions().runs().get().stream()
                .filter(run -> run.task() == Task.SCENES)
                .filter(run ->
                        !Optional.of(run).equals(desk.predictions().chosen().get()))
                .forEach(run -> items.add(Optional.of(run.run())));
        compare.getItems().setAll(items);
        compare.setValue(items.stream()
                .filter(run -> run.equals(model.second().run()))
                .findFirst()
                .orElse(Optional.empty()));
        filling = false;
    }

    /** Whose view of the classes is marked. */
    private HBox clients() {
        Label words = new Label(desk.say("ui.predictions.unseen"));
        words.getStyleClass().add("secondary");
        words.setMinWidth(Region.USE_PREF_SIZE);
        client.setId("unseen-client");
        client.setAccessibleText(desk.say("ui.predictions.unseen"));
        client.setMinWidth(Region.USE_PREF_SIZE);
        client.setConverter(new Naming<>(which -> which < 0
                ? desk.say("ui.predictions.unseen.nobody")
                : desk.say("ui.client.title", Words.client(which))));
        client.valueProperty().addListener((value, before, now) -> {
            if (!filling && now != null) {
                model.client().set(now);
            }
        });
        HBox row = new HBox(8, words, client);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private void fillClients() {
        filling = true;
        int count = model.first().result().map(ScenePredictions::clients).orElse(0);
        if (client.getItems().size() != count + 1) {
            client.getItems().setAll(IntStream.range(-1, count).boxed().toList());
        }
        client.setValue(model.client().get() < count ? model.client().get() : -1);
        filling = false;
    }

    private void refresh() {
        bars.getChildren().clear();
        Optional<ScenePredictions> found = model.first().result();
        Optional<ScenePredictions> other = model.comparable() ? model.second().result() : Optional.empty();
        int round = model.round().get();
        mean.setText(found.map(own -> percent(own.rounds().mean(round))).orElse("\u2013"));
        of.setText(found.map(own -> desk.say(
                        "ui.predictions.modelOf",
                        model.first().run().map(PastRun::name).orElse(""),
                        own.rounds().standing(round).orElse(own.round())))
                .orElse(""));
        change.setVisible(found.isPresent() && other.isPresent());
        if (found.isEmpty()) {
            return;
        }
        double[] own = found.get().rounds().at(round);
        double[] theirs = other.map(run -> run.rounds().at(round)).orElse(new double[0]);
        other.ifPresent(run -> {
            double by = found.get().rounds().mean(round) - run.rounds().mean(round);
            change.setText(desk.say("ui.predictions.points", signed(by)));
            change.getStyleClass().setAll("label", "chip", by < 0 ? "role-bad" : "role-ok");
        });
        boolean[] marked = model.marked();
        for (int label : sorted(found.get().confusion())) {
            bars.getChildren()
                    .add(new IouRow(
                            desk,
                            found.get().classes().get(label),
                            label,
                            found.get().absent(label) ? Double.NaN : own[label],
                            label < theirs.length ? theirs[label] : Double.NaN,
                            marked[label]));
        }
    }

    /** Classes with the best first, those without a figure last. */
    static int[] sorted(Confusion confusion) {
        return IntStream.range(0, confusion.classes())
                .boxed()
                .sorted(Comparator.comparing((Integer label) -> Double.isNaN(confusion.iou(label)))
                        .thenComparing(label -> Double.isNaN(confusion.iou(label)) ? 0.0 : -confusion.iou(label)))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private String percent(double share) {
        return desk.surroundings().figures().percent(share);
    }

    /** A difference of shares in points, with its sign. */
    private String signed(double difference) {
        String points = desk.surroundings().figures().points(Math.abs(difference));
        return (difference < 0 ? "\u25bc\u2009" : "\u25b2\u2009") + points;
    }
}
