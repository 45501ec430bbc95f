package org.fedlens.app;

import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * What is found for a query, nearest first: right ones in a solid frame with a tick, wrong ones dashed with a cross.
 */
final class RankingCard extends VBox {
    private static final double WIDE = 58;
    private static final double HIGH = 116;
    private static final int[] LENGTHS = {10, 20, 50};

    private final Desk desk;
    private final PeopleModel model;
    private final TilePane tiles = new TilePane(12, 12);
    private final MaskedPicture asked = new MaskedPicture(108, 216);
    private final Label who = new Label();

    RankingCard(Desk desk, PeopleModel model) {
        this.desk = desk;
        this.model = model;
        getStyleClass().add("card");
        Label title = new Label(desk.say("ui.predictions.ranked"));
        title.getStyleClass().add("card-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        Label rule = new Label(desk.say("ui.predictions.ranked.rule"));
        rule.getStyleClass().add("card-subtitle");
        rule.setMinWidth(Region.USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(title, rule, space, lengths());
        head.getStyleClass().add("card-head");
        who.getStyleClass().add("strong");
        asked.setMinWidth(108);
        VBox query = new VBox(8, asked, who);
        query.setMinWidth(120);
        query.setAlignment(Pos.TOP_CENTER);
        tiles.setId("ranked-gallery");
        tiles.setTileAlignment(Pos.TOP_CENTER);
        ScrollPane scroll = new ScrollPane(tiles);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("content-scroll");
        HBox.setHgrow(scroll, Priority.ALWAYS);
        HBox body = new HBox(16, query, scroll);
        body.getStyleClass().add("ranked-body");
        VBox.setVgrow(body, Priority.ALWAYS);
        getChildren().addAll(head, body);
        desk.ties().add(model.query().subscribe(query1 -> refresh()));
        desk.ties().add(model.length().subscribe(length -> refresh()));
    }

    private Node lengths() {
        HBox box = new HBox();
        box.getStyleClass().add("segmented");
        ToggleGroup group = new ToggleGroup();
        for (int length : LENGTHS) {
            ToggleButton button = new ToggleButton(String.valueOf(length));
            button.setId("length-" + length);
            button.setToggleGroup(group);
            button.setSelected(model.length().get() == length);
            button.setAccessibleText(desk.say("ui.predictions.length", length));
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setOnAction(action -> {
                button.setSelected(true);
                model.length().set(length);
            });
            box.getChildren().add(button);
        }
        return box;
    }

    private void refresh() {
        int query = model.query().get();
        if (query < 0 || model.trial().result().isEmpty()) {
            tiles.getChildren().clear();
            who.setText("");
            return;
        }
        who.setText(
                desk.say("ui.predictions.person", model.trial().result().get().identity(query)));
        model.picture(query, asked::show);
        model.rank(this::fill, failure -> who.setText(String.valueOf(failure.getMessage())));
    }

    private void fill(List<PeopleModel.Shown> found) {
        tiles.getChildren().clear();
        for (int place = 0; place < found.size(); place++) {
            tiles.getChildren().add(tile(found.get(place), place + 1));
        }
    }

    private Node tile(PeopleModel.Shown shown, int place) {
        boolean right = shown.ranked().right();
        MaskedPicture picture = new MaskedPicture(WIDE, HIGH);
        picture.show(shown.image());
        StackPane frame = new StackPane(picture);
        frame.getStyleClass().addAll("found", right ? "found-right" : "found-wrong");
        StackPane badge = new StackPane(new FontIcon(right ? "bi-check" : "bi-x"));
        badge.getStyleClass().addAll("found-badge", right ? "found-tick" : "found-cross");
        badge.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        StackPane framed = new StackPane(frame, badge);
        StackPane.setAlignment(badge, Pos.TOP_RIGHT);
        String near = String.format(Locale.ROOT, "%.2f", shown.ranked().near());
        Label under = new Label(place + "  " + near);
        under.getStyleClass().add("figure");
        VBox tile = new VBox(4, framed, under);
        tile.setAlignment(Pos.TOP_CENTER);
        tile.setFocusTraversable(true);
        tile.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        tile.setAccessibleText(desk.say(
                right ? "ui.predictions.rank.right" : "ui.predictions.rank.wrong", place, shown.camera(), near));
        return tile;
    }
}
