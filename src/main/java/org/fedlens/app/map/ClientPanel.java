package org.fedlens.app.map;

import java.util.ArrayList;
import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.fedlens.app.engine.LabelDistribution;
import org.fedlens.app.kit.RoleStyles;
import org.fedlens.app.run.ClientModel;
import org.fedlens.app.run.ClientPhase;
import org.fedlens.app.run.RunCommands;
import org.fedlens.text.Words;

/** What the chosen client holds and how it does; or all clients together while none is chosen. */
public final class ClientPanel {
    private static final double LONGEST_BAR = 96;

    private final MapContext context;
    private final List<ClassRow> rows = new ArrayList<>();

    @FXML
    private VBox root;

    @FXML
    private Label title;

    @FXML
    private Label chip;

    @FXML
    private Button close;

    @FXML
    private Label images;

    @FXML
    private Label secondName;

    @FXML
    private Label second;

    @FXML
    private Label thirdName;

    @FXML
    private Label third;

    @FXML
    private VBox classes;

    private static final class ClassRow extends HBox {
        private final Label name = new Label();
        private final Region bar = new Region();
        private final Label count = new Label();

        ClassRow() {
            getStyleClass().add("class-row");
            name.getStyleClass().add("class-name");
            bar.getStyleClass().add("class-bar");
            count.getStyleClass().addAll("figure", "class-count");
            getChildren().addAll(name, bar, count);
        }
    }

    public ClientPanel(MapContext context) {
        this.context = context;
    }

    @FXML
    private void initialize() {
        close.setTooltip(new Tooltip(RunCommands.DESELECT.tip(context.environment())));
        close.setAccessibleText(context.say("ui.client.close"));
        context.keep(context.run().revision().subscribe(revision -> refresh()));
        context.keep(context.run().selectedProperty().subscribe(selected -> refresh()));
        context.keep(context.environment().paletteProperty().subscribe(palette -> refresh()));
    }

    @FXML
    private void closePanel() {
        context.run().selectedProperty().set(-1);
    }

    private void refresh() {
        int selected = context.run().selectedProperty().get();
        LabelDistribution federation = context.run().federation();
        boolean one = selected >= 0 && selected < federation.clients().size();
        close.setVisible(one);
        if (one) {
            showClient(selected, federation);
        } else {
            showAll(federation);
        }
        showClasses(federation, one ? selected : -1);
    }

    private void showClient(int index, LabelDistribution federation) {
        ClientModel client = context.run().clients().get(index);
        title.setText(context.say("ui.client.title", Words.client(index)));
        String state = context.say(client.phase().key());
        boolean training = client.phase() == ClientPhase.TRAINING;
        chip.setText(
                training
                        ? state + " "
                                + context.environment()
                                        .figures()
                                        .wholePercent(Math.round(client.progress() * 100) / 100.0)
                        : state);
        RoleStyles.paint(chip, client.phase().role());
        chip.setVisible(true);
        images.setText(Words.count(federation.images(index)));
        secondName.setText(context.say("ui.client.accuracy"));
        second.setText(context.environment().figures().percent(client.accuracy()));
        thirdName.setText(context.say("ui.client.drift"));
        third.setText(
                Double.isNaN(client.drift())
                        ? "\u2013"
                        : context.environment().figures().loss(client.drift()));
    }

    private void showAll(LabelDistribution federation) {
        title.setText(context.say("ui.client.all"));
        chip.setVisible(false);
        images.setText(Words.count(federation.total()));
        secondName.setText(context.say("ui.client.count"));
        second.setText(Words.count(federation.clients().size()));
        thirdName.setText(context.say("ui.client.classes"));
        third.setText(Words.count(federation.classes().size()));
    }

    private void showClasses(LabelDistribution federation, int client) {
        List<String> names = federation.classes();
        while (rows.size() < names.size()) {
            int index = rows.size();
            ClassRow row = new ClassRow();
            row.setOnMouseEntered(enter -> context.highlightedClass().set(index));
            row.setOnMouseExited(exit -> context.highlightedClass().set(-1));
            rows.add(row);
            classes.getChildren().add(row);
        }
        while (rows.size() > names.size()) {
            classes.getChildren().remove(rows.remove(rows.size() - 1));
        }
        int most = 1;
        for (int k = 0; k < names.size(); k++) {
            most = Math.max(most, count(federation, client, k));
        }
        for (int k = 0; k < names.size(); k++) {
            int count = count(federation, client, k);
            ClassRow row = rows.get(k);
            row.name.setText(names.get(k));
            row.count.setText(Words.count(count));
            double width = count == 0 ? 1 : Math.max(2, LONGEST_BAR * count / most);
            row.bar.setMinWidth(width);
            row.bar.setMaxWidth(width);
            row.bar.setStyle("-fx-background-color: -fl-series-" + (k % 12 + 1) + ";");
        }
    }

    private static int count(LabelDistribution federation, int client, int index) {
        return client < 0
                ? federation.ofClass(index)
                : federation.clients().get(client).get(index);
    }

    VBox root() {
        return root;
    }
}
