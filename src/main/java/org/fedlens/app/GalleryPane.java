package org.fedlens.app;

import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.TextAlignment;
import javafx.stage.DirectoryChooser;
import org.kordamp.ikonli.javafx.FontIcon;

/** The data sets: those on this computer, each with a few of its images, and a place to drop a folder. */
final class GalleryPane extends VBox {
    private static final double IMAGE = 40;
    private static final int SHOWN = 5;

    private final Desk desk;
    private final Consumer<String> checker;
    private final VBox list = new VBox(8);
    private final TextField search = new TextField();
    private final Label problem = new Label();
    private final Map<String, Region> cards = new HashMap<>();

    /** @param checker asked to check a data set */
    GalleryPane(Desk desk, Consumer<String> checker) {
        this.desk = desk;
        this.checker = checker;
        setId("gallery");
        getStyleClass().add("gallery");
        Label title = new Label(desk.say("ui.data.sets"));
        title.getStyleClass().add("card-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        search.setPromptText(desk.say("ui.data.search"));
        search.setId("gallery-search");
        search.textProperty().addListener(typed -> refresh());
        HBox.setHgrow(search, Priority.ALWAYS);
        HBox head = new HBox(12, title, search);
        head.setAlignment(Pos.CENTER_LEFT);
        problem.getStyleClass().add("setting-message");
        problem.setWrapText(true);
        ScrollPane scroll = new ScrollPane(list);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("class-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(head, problem, scroll, drop());
        desk.ties().add(desk.data().tiles().subscribe(tiles -> refresh()));
        desk.ties().add(desk.data().offered().subscribe(offered -> refresh()));
        desk.ties().add(desk.draft().sheetProperty().subscribe(sheet -> mark()));
        desk.ties().add(desk.data().loading().subscribe(loading -> list.getChildren().stream()
                .filter(OfferCard.class::isInstance)
                .forEach(card -> ((OfferCard) card).show(loading))));
        desk.ties().add(desk.data().problem().subscribe(wrong -> {
            problem.setText(wrong.map(found -> desk.surroundings().words().say(found.said()))
                    .orElse(""));
            problem.setVisible(wrong.isPresent());
            problem.setManaged(wrong.isPresent());
        }));
    }

    private void refresh() {
        String typed = search.getText().strip().toLowerCase(Locale.ROOT);
        cards.clear();
        list.getChildren()
                .setAll(desk.data().tiles().get().stream()
                        .filter(tile -> tile.source().toLowerCase(Locale.ROOT).contains(typed))
                        .map(this::card)
                        .toList());
        desk.data().offered().get().stream()
                .filter(set -> set.title().toLowerCase(Locale.ROOT).contains(typed))
                .map(set -> new OfferCard(desk, set))
                .forEach(list.getChildren()::add);
        mark();
    }

    private void mark() {
        String used = desk.data().source();
        cards.forEach((source, card) -> {
            card.getStyleClass().remove("chosen");
            if (source.equals(used)) {
                card.getStyleClass().add("chosen");
            }
        });
    }

    private Region card(DataModel.Tile tile) {
        String source = tile.source();
        String name = source.substring(source.replace('\\', '/').lastIndexOf('/') + 1);
        Label title = new Label(name);
        title.getStyleClass().add("strong");
        title.setTooltip(new Tooltip(source));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button check = new Button(null, new FontIcon("bi-clipboard-check"));
        check.setId("check-" + name);
        check.getStyleClass().addAll("button-icon", "flat", "small");
        check.setTooltip(new Tooltip(desk.say("ui.data.check")));
        check.setAccessibleText(desk.say("ui.data.check") + ", " + name);
        check.setOnAction(action -> checker.accept(source));
        boolean folder = source.contains("/") || source.contains("\\");
        check.setVisible(folder);
        HBox head = new HBox(4, title, space, check);
        head.setAlignment(Pos.CENTER_LEFT);
        head.setMinHeight(28);
        Label facts = new Label(facts(tile));
        facts.getStyleClass().add("secondary");
        facts.setWrapText(true);
        VBox card = new VBox(2, head, facts, strip(tile.samples()));
        card.getStyleClass().addAll("card", "data-card");
        card.setId("card-" + name);
        card.setFocusTraversable(true);
        card.setAccessibleRole(AccessibleRole.BUTTON);
        card.setAccessibleText(name + ", " + facts.getText());
        card.setOnMouseClicked(click -> {
            card.requestFocus();
            desk.data().use(source);
        });
        card.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                desk.data().use(source);
                event.consume();
            }
        });
        cards.put(source, card);
        return card;
    }

    private String facts(DataModel.Tile tile) {
        return tile.card()
                .map(card -> desk.say("ui.data.facts", card.images(), card.classes()))
                .or(() ->
                        tile.problem().map(wrong -> desk.surroundings().words().say(wrong.said())))
                .orElse(desk.say("ui.data.looking"));
    }

    private static HBox strip(List<Image> samples) {
        HBox strip = new HBox(5);
        strip.setMinHeight(IMAGE);
        // In a narrow window the last image is cut, not the card.
        strip.setMinWidth(0);
        Rectangle seen = new Rectangle();
        seen.widthProperty().bind(strip.widthProperty());
        seen.heightProperty().bind(strip.heightProperty());
        strip.setClip(seen);
        strip.setPadding(new Insets(4, 0, 0, 0));
        samples.stream().limit(SHOWN).forEach(sample -> {
            ImageView view = new ImageView(sample);
            view.setFitHeight(IMAGE);
            view.setFitWidth(IMAGE);
            view.setPreserveRatio(true);
            strip.getChildren().add(view);
        });
        return strip;
    }

    private Region drop() {
        FontIcon icon = new FontIcon("bi-folder");
        Label said = new Label(desk.say("ui.data.drop"));
        said.setWrapText(true);
        said.getStyleClass().add("secondary");
        said.setTextAlignment(TextAlignment.CENTER);
        Button choose = new Button(desk.say("ui.data.choose"));
        choose.getStyleClass().add("small");
        choose.setOnAction(action -> choose());
        VBox drop = new VBox(8, icon, said, choose);
        drop.setAlignment(Pos.CENTER);
        drop.setMinHeight(Region.USE_PREF_SIZE);
        said.setMinHeight(Region.USE_PREF_SIZE);
        drop.getStyleClass().add("drop-place");
        drop.setOnDragOver(event -> {
            if (event.getDragboard().hasFiles()) {
                event.acceptTransferModes(TransferMode.COPY_OR_MOVE);
            }
            event.consume();
        });
        drop.setOnDragDropped(event -> {
            Optional<File> folder = event.getDragboard().getFiles().stream()
                    .filter(File::isDirectory)
                    .findFirst();
            folder.map(File::toPath).ifPresent(this::add);
            event.setDropCompleted(folder.isPresent());
            event.consume();
        });
        return drop;
    }

    private void choose() {
        File folder = new DirectoryChooser().showDialog(getScene().getWindow());
        if (folder != null) {
            add(folder.toPath());
        }
    }

    private void add(Path folder) {
        desk.data().add(folder);
    }
}
