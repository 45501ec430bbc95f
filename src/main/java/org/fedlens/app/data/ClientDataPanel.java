package org.fedlens.app.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;
import org.fedlens.app.engine.LabelDistribution;
import org.fedlens.app.kit.ChoiceNames;
import org.fedlens.app.widget.ClassShareRow;
import org.fedlens.metrics.Heterogeneity;
import org.fedlens.text.Words;
import org.kordamp.ikonli.javafx.FontIcon;

/** What the chosen client holds: its figures, its shares of the classes beside those of all data, its images. */
final class ClientDataPanel extends VBox {
    private static final double IMAGE = 40;

    private final DataContext context;
    private final Label title = new Label();
    private final Label size = new Label();
    private final HBox figures = new HBox(18);
    private final List<Label> own = new ArrayList<>();
    private final VBox classes = new VBox();
    private final List<ClassShareRow> rows = new ArrayList<>();
    private final ComboBox<Integer> filter = new ComboBox<>();
    private final TilePane images = new TilePane(9, 9);
    private final Label count = new Label();
    private final Label unseen = new Label();

    ClientDataPanel(DataContext context) {
        this.context = context;
        setId("holder-panel");
        getStyleClass().addAll("card", "holder-panel");
        title.getStyleClass().add("card-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        size.getStyleClass().add("card-subtitle");
        Button move = button("bi-arrow-left-right", "ui.data.move");
        move.setId("move-share");
        move.setOnAction(action -> new MoveSheet(context, move).show());
        HBox head = new HBox(8, title, size, space(), move, step("bi-chevron-left", -1), step("bi-chevron-right", 1));
        head.getStyleClass().add("holder-head");
        ScrollPane scroll = new ScrollPane(classes);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("class-scroll");
        scroll.setMaxHeight(264);
        scroll.setMinHeight(120);
        Region mark = new Region();
        mark.getStyleClass().add("share-mark");
        Label legend = new Label(context.say("ui.data.share"), mark);
        legend.getStyleClass().add("secondary");
        figures.getChildren().addAll(figure("ui.data.own.emd"), figure("ui.data.own.js"), figure("ui.data.own.labels"));
        unseen.getStyleClass().add("tile-meaning");
        unseen.setWrapText(true);
        unseen.setMaxHeight(48);
        VBox top = new VBox(10, head, figures, scroll, legend, unseen);
        top.getStyleClass().add("holder-top");
        getChildren().addAll(top, gallery());
        context.keep(context.draft().federationProperty().subscribe(federation -> refresh()));
        context.keep(context.data().client().subscribe(client -> refresh()));
        context.keep(context.data().shown().subscribe(this::show));
    }

    private VBox gallery() {
        Label name = new Label(context.say("ui.data.images"));
        name.getStyleClass().add("card-title");
        filter.setConverter(new ChoiceNames<>(this::called));
        filter.setPrefWidth(112);
        filter.valueProperty().addListener((value, before, now) -> {
            if (now != null) {
                context.data().label().set(now);
            }
        });
        HBox head = new HBox(8, name, space(), filter);
        head.getStyleClass().add("holder-head");
        Hyperlink shuffle = new Hyperlink(context.say("ui.data.shuffle"));
        shuffle.setOnAction(
                action -> context.data().turn().set(context.data().turn().get() + 1));
        count.getStyleClass().add("secondary");
        HBox foot = new HBox(8, count, space(), shuffle);
        foot.getStyleClass().add("holder-head");
        images.setId("client-images");
        images.setPrefColumns(6);
        images.setPrefTileWidth(IMAGE);
        images.setPrefTileHeight(IMAGE);
        VBox box = new VBox(8, head, images, space(), foot);
        box.getStyleClass().add("holder-images");
        VBox.setVgrow(box, Priority.ALWAYS);
        return box;
    }

    /** The name of a class, and of all of them together, which is -1. */
    private String called(int label) {
        List<String> names = context.draft().federationProperty().get().classes();
        return label < 0 || label >= names.size() ? context.say("ui.data.allLabels") : names.get(label);
    }

    private static Region space() {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        VBox.setVgrow(space, Priority.ALWAYS);
        return space;
    }

    private Button button(String icon, String key) {
        Button button = new Button(null, new FontIcon(icon));
        button.getStyleClass().addAll("button-icon", "flat", "small");
        button.setTooltip(new Tooltip(context.say(key)));
        button.setAccessibleText(context.say(key));
        return button;
    }

    private Button step(String icon, int by) {
        Button button = button(icon, by < 0 ? "ui.data.previous" : "ui.data.next");
        button.setOnAction(action -> {
            int clients = context.draft().federationProperty().get().clients().size();
            if (clients > 0) {
                context.data()
                        .client()
                        .set(Math.floorMod(context.data().client().get() + by, clients));
            }
        });
        return button;
    }

    private void refresh() {
        LabelDistribution federation = context.draft().federationProperty().get();
        int client = context.data().client().get();
        boolean known = client < federation.clients().size();
        setDisable(!known);
        if (!known) {
            return;
        }
        title.setText(context.say("ui.client.title", Words.client(client)));
        size.setText(context.environment().sayCount("ui.data.count", federation.images(client)));
        Heterogeneity heterogeneity = federation.figures().orElseThrow();
        say(0, heterogeneity.earthMover()[client], 2);
        say(1, heterogeneity.jensenShannon()[client], 2);
        say(2, heterogeneity.effectiveClasses()[client], 1);
        showClasses(federation, client);
        List<String> without = IntStream.range(0, federation.classes().size())
                .filter(label -> federation.count(client, label) == 0)
                .mapToObj(federation.classes()::get)
                .toList();
        unseen.setText(without.isEmpty() ? "" : context.say("ui.data.unseen", String.join(", ", without)));
        unseen.setVisible(!without.isEmpty());
        unseen.setManaged(!without.isEmpty());
        List<Integer> choices =
                IntStream.range(-1, federation.classes().size()).boxed().toList();
        if (!filter.getItems().equals(choices)) {
            filter.getItems().setAll(choices);
            filter.setValue(-1);
        }
        caption();
    }

    private VBox figure(String key) {
        Label name = new Label(context.say(key));
        name.getStyleClass().add("secondary");
        Label said = new Label();
        said.getStyleClass().addAll("figure", "strong-figure");
        own.add(said);
        return new VBox(2, name, said);
    }

    private void say(int figure, double value, int places) {
        own.get(figure)
                .setText(Double.isNaN(value) ? "\u2013" : String.format(Locale.ROOT, "%." + places + "f", value));
    }

    private void showClasses(LabelDistribution federation, int client) {
        while (rows.size() > federation.classes().size()) {
            classes.getChildren().remove(rows.remove(rows.size() - 1));
        }
        while (rows.size() < federation.classes().size()) {
            int label = rows.size();
            ClassShareRow row = new ClassShareRow(context.view(), label);
            rows.add(row);
            classes.getChildren().add(row);
        }
        double size = Math.max(1, federation.images(client));
        double total = Math.max(1, federation.total());
        double longest = 0.01;
        for (int label = 0; label < rows.size(); label++) {
            longest = Math.max(longest, federation.count(client, label) / size);
            longest = Math.max(longest, federation.ofClass(label) / total);
        }
        for (int label = 0; label < rows.size(); label++) {
            double own = federation.count(client, label) / size;
            double all = federation.ofClass(label) / total;
            rows.get(label).show(federation.classes().get(label), own, all, longest);
        }
    }

    private void show(DataModel.Shown shown) {
        while (images.getChildren().size() > shown.images().size()) {
            images.getChildren().remove(images.getChildren().size() - 1);
        }
        while (images.getChildren().size() < shown.images().size()) {
            ImageView view = new ImageView();
            view.setFitWidth(IMAGE);
            view.setFitHeight(IMAGE);
            view.setPreserveRatio(true);
            images.getChildren().add(new StackPane(view));
        }
        List<String> names = context.draft().federationProperty().get().classes();
        for (int k = 0; k < shown.images().size(); k++) {
            Image image = shown.images().get(k);
            int label = shown.labels().get(k);
            ImageView view = (ImageView)
                    ((StackPane) images.getChildren().get(k)).getChildren().get(0);
            view.setImage(image);
            view.setAccessibleText(label < 0 || label >= names.size() ? "" : names.get(label));
        }
        caption();
    }

    private void caption() {
        LabelDistribution federation = context.draft().federationProperty().get();
        int client = context.data().client().get();
        int label = context.data().label().get();
        if (client < federation.clients().size()) {
            boolean one = label >= 0 && label < federation.classes().size();
            int all = one ? federation.count(client, label) : federation.images(client);
            count.setText(context.say(
                    "ui.data.shown",
                    Words.count(
                            Math.min(all, context.data().shown().get().images().size())),
                    Words.count(all)));
        }
    }
}
