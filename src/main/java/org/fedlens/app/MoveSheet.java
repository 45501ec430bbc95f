package org.fedlens.app;

import atlantafx.base.controls.Popover;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.fedlens.data.Move;
import org.fedlens.text.Words;

/** The move of a class share without dragging: which class, how much of it, to whom. */
final class MoveSheet {
    private final Desk desk;
    private final Node anchor;
    private final Popover popover = new Popover();

    MoveSheet(Desk desk, Node anchor) {
        this.desk = desk;
        this.anchor = anchor;
    }

    void show() {
        Federation federation = desk.draft().federationProperty().get();
        int from = desk.data().client().get();
        if (from >= federation.clients().size() || federation.clients().size() < 2) {
            return;
        }
        ComboBox<Integer> label = box(
                IntStream.range(0, federation.classes().size())
                        .filter(k -> federation.count(from, k) > 0)
                        .boxed()
                        .toList(),
                k -> federation.classes().get(k) + " (" + federation.count(from, k) + ")");
        label.setId("move-label");
        ComboBox<Integer> share = box(
                List.of(100, 50, 25, 10),
                percent -> desk.surroundings().figures().wholePercent(percent / 100.0));
        ComboBox<Integer> to = box(
                IntStream.range(0, federation.clients().size())
                        .filter(k -> k != from)
                        .boxed()
                        .toList(),
                k -> desk.say("ui.client.title", Words.client(k)));
        to.setId("move-to");
        Button move = new Button(desk.say("ui.data.move.go"));
        move.setId("move-go");
        move.getStyleClass().addAll("accent", "small");
        move.setDefaultButton(true);
        move.setOnAction(action -> {
            popover.hide();
            desk.data().move(new Move(from, to.getValue(), label.getValue(), share.getValue() / 100.0));
        });
        GridPane grid = new GridPane();
        grid.setHgap(12);
        grid.setVgap(8);
        grid.addRow(0, new Label(desk.say("ui.data.move.class")), label);
        grid.addRow(1, new Label(desk.say("ui.data.move.share")), share);
        grid.addRow(2, new Label(desk.say("ui.data.move.to")), to);
        HBox buttons = new HBox(8, move);
        buttons.getStyleClass().add("dialog-buttons");
        Label title = new Label(desk.say("ui.data.move.title", Words.client(from)));
        title.getStyleClass().add("card-title");
        VBox content = new VBox(12, title, grid, buttons);
        content.getStyleClass().add("run-chooser");
        popover.setContentNode(content);
        popover.setHeaderAlwaysVisible(false);
        popover.setDetachable(false);
        popover.setArrowLocation(Popover.ArrowLocation.TOP_RIGHT);
        popover.show(anchor);
        label.requestFocus();
    }

    private static ComboBox<Integer> box(List<Integer> values, IntFunction<String> said) {
        ComboBox<Integer> box = new ComboBox<>();
        box.getItems().setAll(values);
        box.setConverter(new Naming<>(said::apply));
        box.getSelectionModel().selectFirst();
        box.setPrefWidth(190);
        return box;
    }
}
