package org.fedlens.app;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;
import org.fedlens.experiment.EmbeddedImages;
import org.kordamp.ikonli.javafx.FontIcon;

/** What is chosen: how many, how pure, of which classes, and the images themselves. */
final class SelectionPanel extends VBox {
    private static final int MOST_IMAGES = 60;
    private static final int MOST_CLASSES = 5;
    private static final double IMAGE = 42;

    private final Desk desk;
    private final EmbeddingModel model;
    private final Label title = new Label();
    private final Label chip = new Label();
    private final Button close = new Button(null, new FontIcon("bi-x"));
    private final HBox figures = new HBox(22);
    private final VBox classes = new VBox(2);
    private final TilePane images = new TilePane(9, 9);
    private final Label tiles = new Label();
    private final Label hint = new Label();
    private final MenuButton byClass = new MenuButton();
    private final ToggleButton wrong = new ToggleButton();
    private final Button isolate = new Button();

    SelectionPanel(Desk desk, EmbeddingModel model) {
        this.desk = desk;
        this.model = model;
        setId("selection");
        getStyleClass().addAll("card", "selection");
        title.getStyleClass().add("card-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        chip.getStyleClass().addAll("chip", "role-accent");
        chip.setMinWidth(Region.USE_PREF_SIZE);
        close.getStyleClass().addAll("button-icon", "flat", "small");
        close.setAccessibleText(desk.say("ui.embeddings.clear"));
        close.setTooltip(new Tooltip(desk.say("ui.embeddings.clear")));
        close.setOnAction(action -> model.choose(model.chosenIn(), new int[0]));
        HBox head = new HBox(8, title, chip, space(), close);
        head.getStyleClass().add("card-head");
        VBox top = new VBox(10, figures, classes);
        top.getStyleClass().add("selection-top");
        hint.getStyleClass().add("secondary");
        hint.setWrapText(true);
        images.setId("chosen-images");
        images.setPrefColumns(5);
        images.setPrefTileWidth(IMAGE);
        images.setPrefTileHeight(IMAGE);
        ScrollPane scroll = new ScrollPane(images);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        VBox bottom = new VBox(10, imagesHead(), hint, scroll, new HBox(8, byClass(), isolate()));
        bottom.getStyleClass().add("selection-images");
        VBox.setVgrow(bottom, Priority.ALWAYS);
        getChildren().addAll(head, top, bottom);
        desk.ties().add(model.chosen().subscribe(chosen -> refresh()));
        desk.ties().add(model.round().subscribe(round -> refresh()));
        desk.ties().add(model.standing().subscribe(round -> refresh()));
        for (EmbeddingSide side : List.of(model.first(), model.second())) {
            desk.ties().add(side.run().subscribe(run -> refresh()));
        }
        desk.ties().add(model.first().revision().subscribe(revision -> {
            names();
            if (model.chosen().get().indices().length == 0) {
                refresh();
            }
        }));
    }

    private HBox imagesHead() {
        tiles.getStyleClass().add("card-title");
        ToggleGroup group = new ToggleGroup();
        ToggleButton all = new ToggleButton(desk.say("ui.embeddings.all"));
        wrong.setText(desk.say("ui.embeddings.wrong"));
        for (ToggleButton button : List.of(all, wrong)) {
            button.setToggleGroup(group);
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setOnAction(action -> {
                button.setSelected(true);
                refresh();
            });
        }
        all.setSelected(true);
        HBox box = new HBox(all, wrong);
        box.getStyleClass().add("segmented");
        HBox head = new HBox(8, tiles, space(), box);
        head.getStyleClass().add("holder-head");
        return head;
    }

    /** The way to choose without drawing. */
    private MenuButton byClass() {
        byClass.setText(desk.say("ui.embeddings.selectClass"));
        byClass.setId("select-class");
        byClass.setMaxWidth(Double.MAX_VALUE);
        byClass.setMinWidth(Region.USE_PREF_SIZE);
        HBox.setHgrow(byClass, Priority.ALWAYS);
        return byClass;
    }

    /** Shows only what is chosen, or all again. */
    private Button isolate() {
        isolate.setId("isolate");
        isolate.getStyleClass().add("small");
        isolate.setMinWidth(Region.USE_PREF_SIZE);
        isolate.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(isolate, Priority.ALWAYS);
        isolate.setTooltip(new Tooltip());
        isolate.setOnAction(action -> model.isolate());
        desk.ties().add(model.isolating().subscribe(on -> {
            isolate.setText(desk.say(on ? "ui.embeddings.showAll" : "ui.embeddings.isolate"));
            isolate.getTooltip().setText(desk.say(on ? "ui.embeddings.showAll.tip" : "ui.embeddings.isolate.tip"));
            refresh();
        }));
        return isolate;
    }

    private void names() {
        List<String> names = model.first().images().map(EmbeddedImages::classes).orElse(List.of());
        if (byClass.getItems().size() != names.size()) {
            byClass.getItems().clear();
            for (int c = 0; c < names.size(); c++) {
                int label = c;
                MenuItem item = new MenuItem(names.get(c));
                item.setOnAction(action -> {
                    int[] labels = model.first().images().orElseThrow().labels();
                    model.choose(
                            model.first(),
                            IntStream.range(0, labels.length)
                                    .filter(i -> labels[i] == label)
                                    .toArray());
                });
                byClass.getItems().add(item);
            }
        }
        byClass.setDisable(names.isEmpty());
    }

    private static Region space() {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        return space;
    }

    private void refresh() {
        EmbeddingModel.Chosen chosen = model.chosen().get();
        EmbeddingSide side = model.chosenIn();
        Optional<Layouts.Look> look = side.look(model.shownRound(side));
        boolean empty = chosen.indices().length == 0 || side.images().isEmpty() || look.isEmpty();
        boolean around = chosen.around() >= 0;
        boolean spots = side.images().filter(EmbeddedImages::spots).isPresent();
        String nearest = spots ? "ui.embeddings.nearest.spots" : "ui.embeddings.nearest";
        title.setText(desk.say(around ? nearest : "ui.embeddings.selection"));
        tiles.setText(desk.say(spots ? "ui.embeddings.spots" : "ui.data.images"));
        chip.setVisible(!empty);
        close.setVisible(!empty);
        isolate.setDisable(!model.canIsolate());
        hint.setVisible(empty);
        hint.setManaged(empty);
        hint.setText(desk.say(spots ? "ui.embeddings.hint.spots" : "ui.embeddings.hint"));
        figures.getChildren().clear();
        classes.getChildren().clear();
        images.getChildren().clear();
        if (!empty) {
            int count = chosen.indices().length - (around ? 1 : 0);
            chip.setText(desk.surroundings().sayCount(spots ? "ui.embeddings.pixels" : "ui.data.count", count));
            summary(side.images().get(), look.get(), chosen);
            pictures(side, look.get(), chosen);
        }
    }

    private void summary(EmbeddedImages all, Layouts.Look look, EmbeddingModel.Chosen chosen) {
        int[] histogram = new int[all.classes().size()];
        int right = 0;
        for (int i : chosen.indices()) {
            histogram[all.labels()[i]]++;
            right += look.guesses()[i] == all.labels()[i] ? 1 : 0;
        }
        double size = chosen.indices().length;
        int most = Arrays.stream(histogram).max().orElse(0);
        long clients = Arrays.stream(chosen.indices())
                .map(i -> all.clients()[i])
                .distinct()
                .count();
        var said = desk.surroundings().figures();
        figures.getChildren()
                .setAll(
                        figure("ui.embeddings.purity", said.wholePercent(Math.round(100 * most / size) / 100.0)),
                        figure("ui.embeddings.correct", said.wholePercent(Math.round(100 * right / size) / 100.0)),
                        figure("ui.embeddings.clients", String.valueOf(clients)));
        List<Integer> order = new ArrayList<>(IntStream.range(0, histogram.length)
                .filter(c -> histogram[c] > 0)
                .boxed()
                .sorted((a, b) -> histogram[b] - histogram[a])
                .toList());
        for (int label : order.subList(0, Math.min(MOST_CLASSES, order.size()))) {
            ShareRow row = new ShareRow(desk, label);
            row.show(all.classes().get(label), histogram[label] / size, 0, most / size);
            classes.getChildren().add(row);
        }
    }

    private VBox figure(String key, String value) {
        Label name = new Label(desk.say(key));
        name.getStyleClass().add("secondary");
        Label figure = new Label(value);
        figure.getStyleClass().addAll("figure", "strong-figure");
        return new VBox(2, name, figure);
    }

    private void pictures(EmbeddingSide side, Layouts.Look look, EmbeddingModel.Chosen chosen) {
        EmbeddedImages all = side.images().orElseThrow();
        int[] shown = Arrays.stream(chosen.indices())
                .filter(i -> !wrong.isSelected() || look.guesses()[i] != all.labels()[i])
                .limit(MOST_IMAGES)
                .toArray();
        for (int i : shown) {
            ImageView view = new ImageView(side.thumb(i));
            view.setFitWidth(IMAGE - 4);
            view.setFitHeight(IMAGE - 4);
            view.setPreserveRatio(true);
            boolean right = look.guesses()[i] == all.labels()[i];
            StackPane tile = new StackPane(view);
            tile.getStyleClass().add("chosen-image");
            if (!right) {
                Label badge = new Label("\u2717");
                badge.getStyleClass().add("wrong-badge");
                StackPane.setAlignment(badge, Pos.TOP_RIGHT);
                tile.getStyleClass().add("wrong-image");
                tile.getChildren().add(badge);
            }
            if (i == chosen.around()) {
                tile.getStyleClass().add("asked-image");
            }
            String said = "#" + i + " " + all.classes().get(all.labels()[i]);
            tile.setAccessibleText(said);
            Tooltip.install(tile, new Tooltip(said));
            tile.setOnMouseClicked(click -> model.chooseAround(side, i));
            images.getChildren().add(tile);
        }
    }
}
