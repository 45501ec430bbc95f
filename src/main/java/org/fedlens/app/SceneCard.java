package org.fedlens.app;

import java.util.List;
import java.util.Locale;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.fedlens.experiment.SceneOrder;
import org.fedlens.text.Words;
import org.kordamp.ikonli.javafx.FontIcon;

/** Scenes row by row, or one of them under a wipe; what is chosen for both. */
final class SceneCard extends VBox {
    private final Desk desk;
    private final SceneModel model;
    private final Label range = new Label();
    private final Button before = new Button(null, new FontIcon("bi-chevron-left"));
    private final Button after = new Button(null, new FontIcon("bi-chevron-right"));

    SceneCard(Desk desk, SceneModel model) {
        this.desk = desk;
        this.model = model;
        getStyleClass().add("card");
        Label title = new Label(desk.say("ui.predictions.scenes"));
        title.getStyleClass().add("card-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        HBox head = new HBox(
                title,
                space(),
                orders(),
                said("ui.predictions.overlay"),
                overlay(),
                pair("ui.predictions.show", "prediction", "errors", model.errors()),
                pair("ui.predictions.layout", "rows", "wipe", model.wipe()));
        head.getStyleClass().add("card-head");
        SceneRows rows = new SceneRows(desk, model);
        WipePane wipe = new WipePane(desk, model);
        rows.visibleProperty().bind(model.wipe().not());
        wipe.visibleProperty().bind(model.wipe());
        StackPane body = new StackPane(rows, wipe);
        VBox.setVgrow(body, Priority.ALWAYS);
        getChildren().addAll(head, body, foot());
        desk.ties().add(model.revision().subscribe(changed -> refresh()));
        desk.ties().add(model.at().subscribe(at -> refresh()));
        desk.ties().add(model.wipe().subscribe(one -> refresh()));
    }

    private Node foot() {
        range.getStyleClass().add("secondary");
        range.setId("scene-range");
        arrow(before, "scenes-before", "ui.predictions.previous", -1);
        arrow(after, "scenes-after", "ui.predictions.next", 1);
        HBox foot = new HBox(range, space(), before, after);
        foot.getStyleClass().add("scene-foot");
        return foot;
    }

    private void arrow(Button button, String id, String key, int way) {
        button.setId(id);
        button.getStyleClass().addAll("button-icon", "flat", "small");
        button.setTooltip(new Tooltip(desk.say(key)));
        button.setAccessibleText(desk.say(key));
        button.setOnAction(action -> model.step(way * pageSize()));
    }

    private int pageSize() {
        return model.wipe().get() ? 1 : SceneModel.ROWS;
    }

    private void refresh() {
        int from = model.at().get();
        int to = Math.min(model.count(), from + pageSize());
        range.setText(
                model.count() == 0
                        ? ""
                        : to == from + 1
                                ? desk.say("ui.predictions.range.one", Words.count(to), Words.count(model.count()))
                                : desk.say(
                                        "ui.predictions.range",
                                        Words.count(from + 1),
                                        Words.count(to),
                                        Words.count(model.count())));
        before.setDisable(from - pageSize() < 0);
        after.setDisable(from + pageSize() >= model.count());
    }

    private static Region space() {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        return space;
    }

    private Label said(String key) {
        Label label = new Label(desk.say(key));
        label.getStyleClass().add("secondary");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private Node orders() {
        ComboBox<SceneOrder> box = new ComboBox<>();
        box.setId("scene-order");
        box.setAccessibleText(desk.say("ui.predictions.order"));
        box.setMinWidth(Region.USE_PREF_SIZE);
        box.getItems().setAll(SceneOrder.values());
        box.setConverter(new Naming<>(
                order -> desk.say("ui.predictions.order." + order.name().toLowerCase(Locale.ROOT))));
        box.setValue(model.order().get());
        box.valueProperty().addListener((value, was, now) -> model.order().set(now));
        return box;
    }

    private Node overlay() {
        Slider slider = new Slider(0, 100, Math.round(model.overlay().get() * 100));
        slider.setId("scene-overlay");
        slider.setPrefWidth(96);
        slider.setMinWidth(60);
        slider.setBlockIncrement(5);
        Label value = new Label();
        value.getStyleClass().add("figure");
        value.setMinWidth(44);
        slider.valueProperty().subscribe(now -> {
            double share = Math.round(now.doubleValue()) / 100.0;
            model.overlay().set(share);
            value.setText(desk.surroundings().figures().wholePercent(share));
            slider.setAccessibleText(desk.say("ui.predictions.overlay") + ", " + value.getText());
        });
        HBox box = new HBox(6, slider, value);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    /** Two buttons of which one is down. */
    private Node pair(String name, String off, String on, BooleanProperty property) {
        HBox box = new HBox();
        box.getStyleClass().add("segmented");
        box.setAccessibleText(desk.say(name));
        ToggleGroup group = new ToggleGroup();
        for (String each : List.of(off, on)) {
            ToggleButton button = new ToggleButton(desk.say("ui.predictions." + each));
            button.setId("scene-" + each);
            button.setToggleGroup(group);
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setOnAction(action -> {
                button.setSelected(true);
                property.set(each.equals(on));
            });
            box.getChildren().add(button);
        }
        desk.ties()
                .add(property.subscribe(
                        now -> group.selectToggle(group.getToggles().get(now ? 1 : 0))));
        return box;
    }
}
