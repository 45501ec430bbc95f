package org.fedlens.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.beans.property.BooleanProperty;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.fedlens.experiment.EmbeddedImages;
import org.fedlens.text.Words;
import org.kordamp.ikonli.javafx.FontIcon;

/** One side with its head and foot: which run, how good its neighbourhoods are, how many images. */
final class ScatterPanel extends VBox {
    private final Desk desk;
    private final EmbeddingModel model;
    private final EmbeddingSide side;
    private final ComboBox<Optional<PastRun>> runs = new ComboBox<>();
    private final ComboBox<Integer> rounds = new ComboBox<>();
    private final Label near = new Label();
    private final Label silhouette = new Label();
    private final Label count = new Label();
    private final Label progress = new Label();
    private final Button away = new Button();
    private boolean filling;

    /** @param letter what the side is called */
    ScatterPanel(Desk desk, EmbeddingModel model, EmbeddingSide side, String letter, BooleanProperty lassoing) {
        this.desk = desk;
        this.model = model;
        this.side = side;
        getStyleClass().add("card");
        Label chip = new Label(letter);
        chip.getStyleClass().addAll("chip", side == model.first() ? "role-muted" : "role-accent");
        chip.setMinWidth(Region.USE_PREF_SIZE);
        runs.setId("embedded-run-" + letter.toLowerCase(Locale.ROOT));
        runs.setMaxWidth(230);
        runs.setMinWidth(120);
        HBox.setHgrow(runs, Priority.ALWAYS);
        runs.setConverter(new Naming<>(this::name));
        runs.setButtonCell(new ListCell<>() {
            @Override
            protected void updateItem(Optional<PastRun> run, boolean empty) {
                super.updateItem(run, empty);
                setText(run == null ? runs.getPromptText() : name(run));
            }
        });
        runs.setAccessibleText(desk.say("ui.embeddings.run", letter));
        runs.valueProperty().addListener((value, before, now) -> {
            if (!filling && now != null) {
                model.choose(side, now);
            }
        });
        ToggleButton compare = new ToggleButton(null, new FontIcon("bi-layout-split"));
        compare.setId(side == model.first() ? "compare-sides" : "compare-room");
        compare.getStyleClass().addAll("button-icon", "flat-tool");
        compare.setTooltip(new Tooltip(desk.say("ui.embeddings.compare")));
        compare.setAccessibleText(desk.say("ui.embeddings.compare"));
        compare.selectedProperty().bindBidirectional(model.comparing());
        HBox head = new HBox(
                8,
                chip,
                runs,
                space(),
                figure("ui.embeddings.near", near),
                figure("ui.embeddings.silhouette", silhouette),
                compare);
        head.getStyleClass().add("card-head");
        // The second side leaves the room empty, so that both are of the same width and their points in the same
        // places.
        compare.setVisible(side == model.first());
        count.getStyleClass().add("secondary");
        progress.getStyleClass().add("secondary");
        HBox foot = new HBox(8, count, space(), progress);
        if (side == model.second()) {
            foot.getChildren().addAll(standing(), putAway());
        }
        foot.getStyleClass().add("scatter-foot");
        ScatterView view = new ScatterView(desk, model, side, lassoing);
        VBox.setVgrow(view, Priority.ALWAYS);
        getChildren().addAll(head, view, foot);
        desk.ties().add(model.runs().subscribe(found -> fill()));
        desk.ties().add(side.run().subscribe(run -> fill()));
        desk.ties().add(side.revision().subscribe(revision -> {
            if (side.held() == (runs.getValue() != null)) {
                fill();
            } else {
                refresh();
            }
        }));
        desk.ties().add(model.round().subscribe(round -> refresh()));
        desk.ties().add(model.isolating().subscribe(only -> refresh()));
        desk.ties().add(model.linked().subscribe(linked -> refresh()));
    }

    private Button putAway() {
        away.setId("put-away");
        away.getStyleClass().add("small");
        away.setMinWidth(Region.USE_PREF_SIZE);
        away.setTooltip(new Tooltip(desk.say("ui.embeddings.putAway.tip")));
        away.setOnAction(action -> model.putAway());
        return away;
    }

    /** Which round this side shows, so that two rounds of one run can stand side by side. */
    private ComboBox<Integer> standing() {
        rounds.setId("standing-round");
        rounds.setMinWidth(Region.USE_PREF_SIZE);
        rounds.setConverter(new Naming<>(round -> round == EmbeddingModel.MOVES_ALONG
                ? desk.say("ui.embeddings.movesAlong")
                : desk.say("ui.embeddings.round", round)));
        rounds.setAccessibleText(desk.say("ui.embeddings.standing"));
        rounds.setTooltip(new Tooltip(desk.say("ui.embeddings.standing")));
        rounds.valueProperty().addListener((value, before, now) -> {
            if (!filling && now != null) {
                model.standing().set(now);
            }
        });
        desk.ties().add(model.standing().subscribe(round -> refresh()));
        return rounds;
    }

    private void fillRounds() {
        List<Integer> items = new ArrayList<>(List.of(EmbeddingModel.MOVES_ALONG));
        items.addAll(side.rounds());
        Integer now = model.standing().get();
        if (!items.equals(rounds.getItems()) || !now.equals(rounds.getValue())) {
            filling = true;
            rounds.getItems().setAll(items);
            rounds.setValue(now);
            filling = false;
        }
    }

    private String name(Optional<PastRun> run) {
        return run.map(past -> past.folder().getFileName().toString()).orElse(desk.say("ui.embeddings.none"));
    }

    private HBox figure(String key, Label value) {
        Label name = new Label(desk.say(key));
        name.getStyleClass().add("secondary");
        name.setMinWidth(Region.USE_PREF_SIZE);
        value.getStyleClass().addAll("figure", "strong-figure");
        value.setMinWidth(Region.USE_PREF_SIZE);
        HBox box = new HBox(4, name, value);
        box.getStyleClass().add("scatter-figure");
        return box;
    }

    private static Region space() {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        return space;
    }

    private void fill() {
        filling = true;
        List<Optional<PastRun>> items = new ArrayList<>();
        if (side == model.second() || model.runs().get().isEmpty()) {
            items.add(Optional.empty());
        }
        model.runs().get().forEach(run -> items.add(Optional.of(run)));
        side.run().get().filter(run -> !items.contains(Optional.of(run))).ifPresent(run -> items.add(Optional.of(run)));
        runs.getItems().setAll(items);
        // A snapshot is none of the runs, so that each of them can be chosen instead.
        runs.setPromptText(side.held() ? desk.say("ui.embeddings.held") : "");
        runs.setValue(side.held() ? null : side.run().get());
        filling = false;
        refresh();
    }

    private void refresh() {
        fillRounds();
        Optional<Layouts.Look> look = side.look(model.shownRound(side));
        near.setText(look.map(shown -> desk.surroundings().figures().percent(shown.near()))
                .orElse("\u2013"));
        silhouette.setText(look.filter(shown -> !Double.isNaN(shown.silhouette()))
                .map(shown -> String.format(Locale.ROOT, "%.2f", shown.silhouette()))
                .orElse("\u2013"));
        count.setText(side.images().map(this::counted).orElse(""));
        rounds.setVisible(!side.held());
        rounds.setManaged(!side.held());
        away.setVisible(side.held());
        away.setManaged(side.held());
        away.setText(desk.say("ui.embeddings.putAway"));
        progress.setText(side.heldAs()
                .map(recipe -> desk.say(
                        "ui.embeddings.heldAs",
                        recipe.said(),
                        look.map(Layouts.Look::round).orElse(0)))
                .orElseGet(() -> said(look)));
    }

    private String counted(EmbeddedImages images) {
        String all = desk.say(
                images.spots() ? "ui.embeddings.count.spots" : "ui.embeddings.count",
                Words.count(images.count()),
                Words.count(images.of()));
        long shown =
                IntStream.range(0, images.count()).filter(model.shownOn(side)).count();
        return shown == images.count() ? all : desk.say("ui.embeddings.only", all, Words.count(shown));
    }

    private String said(Optional<Layouts.Look> look) {
        long settled =
                side.looks().values().stream().filter(Layouts.Look::settled).count();
        return side.problem()
                .map(problem -> problem.say(desk.surroundings().words()))
                .orElse(
                        side.busy()
                                ? desk.say(
                                        "ui.embeddings.laying",
                                        Math.min(settled + 1, side.rounds().size()),
                                        side.rounds().size())
                                : look.filter(shown -> shown.round() != model.shownRound(side))
                                        .map(shown -> desk.say("ui.embeddings.round", shown.round()))
                                        .orElse(""));
    }
}
