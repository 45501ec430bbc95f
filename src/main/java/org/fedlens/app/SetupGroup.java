package org.fedlens.app;

import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** One group of settings. Closed, its head says what is set; open, it shows the fields. */
final class SetupGroup extends VBox {
    private final Kind kind;
    private final String title;
    private final Button head = new Button();
    private final Label summary = new Label();
    private final FontIcon arrow = new FontIcon("bi-chevron-down");
    private final FontIcon warning = new FontIcon("bi-exclamation-triangle");
    private final VBox body = new VBox();

    /** The groups, in their order. */
    enum Kind {
        DATA("bi-image"),
        PARTITION("bi-people"),
        MODEL("bi-layers"),
        ALGORITHM("bi-calculator"),
        TRAINING("bi-clock"),
        SYSTEM("bi-shield"),
        DEVICE("bi-cpu");

        private final String icon;

        Kind(String icon) {
            this.icon = icon;
        }

        String key() {
            return "ui.group." + name().toLowerCase(Locale.ROOT);
        }

        /** Where a setting belongs. */
        static Kind of(String path) {
            if (path.equals("seed") || path.equals("training.participation")) {
                return PARTITION;
            }
            int dot = path.indexOf('.');
            return switch (dot < 0 ? path : path.substring(0, dot)) {
                case "partition" -> PARTITION;
                case "model" -> MODEL;
                case "algorithm" -> ALGORITHM;
                case "training", "evaluation" -> TRAINING;
                case "system" -> SYSTEM;
                case "device" -> DEVICE;
                default -> DATA;
            };
        }
    }

    SetupGroup(Kind kind, String title, boolean open, Consumer<Boolean> toggled) {
        this.kind = kind;
        this.title = title;
        getStyleClass().add("setup-group");
        Label name = new Label(title);
        name.getStyleClass().add("group-title");
        name.setMinWidth(Region.USE_PREF_SIZE);
        summary.getStyleClass().add("group-summary");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        warning.getStyleClass().add("group-warning");
        HBox line = new HBox(12, new FontIcon(kind.icon), name, space, warning, summary, arrow);
        line.getStyleClass().add("group-line");
        line.prefWidthProperty().bind(head.widthProperty().subtract(32));
        head.setGraphic(line);
        head.getStyleClass().add("group-head");
        head.setMaxWidth(Double.MAX_VALUE);
        head.setAccessibleRole(AccessibleRole.TITLED_PANE);
        head.setOnAction(action -> {
            open(!body.isVisible());
            toggled.accept(body.isVisible());
        });
        body.getStyleClass().add("group-body");
        getChildren().addAll(head, body);
        warn(false);
        open(open);
    }

    void open(boolean open) {
        body.setVisible(open);
        body.setManaged(open);
        summary.setVisible(!open);
        arrow.setIconLiteral(open ? "bi-chevron-up" : "bi-chevron-down");
        describe();
    }

    void summarize(String said) {
        summary.setText(said);
        describe();
    }

    /** Shows that something inside needs attention, also while it is closed. */
    void warn(boolean wrong) {
        warning.setVisible(wrong);
        warning.setManaged(wrong);
    }

    private void describe() {
        head.setAccessibleText(body.isVisible() ? title : title + ", " + summary.getText());
    }

    void add(Node row) {
        body.getChildren().add(row);
    }

    void clear() {
        body.getChildren().clear();
    }

    Kind kind() {
        return kind;
    }
}
