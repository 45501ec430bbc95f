package org.fedlens.app.embedding;

import atlantafx.base.controls.ToggleSwitch;
import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.BooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.fedlens.app.kit.ChoiceNames;
import org.fedlens.embedding.Projection;
import org.fedlens.experiment.store.EmbeddedImages;
import org.fedlens.text.Words;
import org.kordamp.ikonli.javafx.FontIcon;

/** The row above the points: what colours say, how points are laid out, how they are chosen. */
final class EmbeddingTools extends HBox {
    private static final int LEAST = 5;
    private static final int MOST = 50;

    private final EmbeddingContext context;
    private final EmbeddingModel model;

    EmbeddingTools(EmbeddingContext context, EmbeddingModel model, BooleanProperty lassoing) {
        this.context = context;
        this.model = model;
        getStyleClass().addAll("card", "embedding-tools");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        ToggleSwitch link = new ToggleSwitch(context.say("ui.embeddings.link"));
        link.setId("link-selection");
        link.setMinWidth(Region.USE_PREF_SIZE);
        link.setSelected(model.linked().get());
        link.selectedProperty()
                .addListener((selected, before, now) -> model.linked().set(now));
        ToggleButton lasso = new ToggleButton(null, new FontIcon("bi-bounding-box-circles"));
        lasso.setId("lasso");
        lasso.getStyleClass().addAll("button-icon", "flat-tool");
        lasso.selectedProperty().bindBidirectional(lassoing);
        tip(lasso, "ui.embeddings.lasso");
        Button reset = new Button(null, new FontIcon("bi-arrow-counterclockwise"));
        reset.setId("clear-selection");
        reset.getStyleClass().addAll("button-icon", "flat", "small");
        reset.setOnAction(action -> model.choose(model.chosenIn(), new int[0]));
        tip(reset, "ui.embeddings.clear");
        getChildren()
                .addAll(
                        said("ui.embeddings.colour"),
                        colours(),
                        new Separator(javafx.geometry.Orientation.VERTICAL),
                        said("ui.embeddings.projection"),
                        projections(),
                        said("ui.embeddings.perplexity"));
        perplexity();
        getChildren().addAll(space, link, lasso, search(), reset);
    }

    /** Goes to an image by its number. */
    private TextField search() {
        TextField field = new TextField();
        field.setId("find-image");
        field.setPromptText("#");
        field.setPrefColumnCount(4);
        field.setMinWidth(Region.USE_PREF_SIZE);
        tip(field, "ui.embeddings.find");
        context.keep(model.first().revision().subscribe(revision -> {
            String say = context.say(found());
            if (!field.getPseudoClassStates().contains(Styles.STATE_DANGER)) {
                field.getTooltip().setText(say);
            }
            field.setAccessibleText(say);
        }));
        field.setOnAction(action -> {
            String typed = field.getText().strip().replaceFirst("^#", "");
            boolean found = typed.matches("\\d{1,9}") && model.find(Integer.parseInt(typed));
            field.pseudoClassStateChanged(Styles.STATE_DANGER, !found);
            int count = model.first().images().map(EmbeddedImages::count).orElse(0);
            field.getTooltip()
                    .setText(
                            found || count == 0
                                    ? context.say(found())
                                    : context.say(found() + ".none", Words.count(count - 1)));
        });
        field.textProperty()
                .addListener((text, before, now) -> field.pseudoClassStateChanged(Styles.STATE_DANGER, false));
        return field;
    }

    /** What is looked for: images, or pixels. */
    private String found() {
        return model.first().images().filter(EmbeddedImages::spots).isPresent()
                ? "ui.embeddings.find.spots"
                : "ui.embeddings.find";
    }

    /** Grey where nobody clusters. */
    private void clusters(ToggleButton button) {
        Tooltip why = new Tooltip(context.say("ui.embeddings.noClusters"));
        for (EmbeddingSide side : List.of(model.first(), model.second())) {
            context.keep(side.revision().subscribe(revision -> {
                boolean none = List.of(model.first(), model.second()).stream()
                        .noneMatch(one -> one.looks().values().stream().anyMatch(RoundLayouts.Look::clustered));
                button.setDisable(none && model.colouring().get() != PointColouring.CLUSTER);
                button.setTooltip(none ? why : null);
            }));
        }
    }

    private void tip(javafx.scene.control.Control control, String key) {
        control.setTooltip(new Tooltip(context.say(key)));
        control.setAccessibleText(context.say(key));
    }

    private Label said(String key) {
        Label label = new Label(context.say(key));
        label.getStyleClass().add("secondary");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private Node colours() {
        HBox box = new HBox();
        box.getStyleClass().add("segmented");
        ToggleGroup group = new ToggleGroup();
        for (PointColouring colouring : PointColouring.values()) {
            String name = colouring.name().toLowerCase(Locale.ROOT);
            ToggleButton button = new ToggleButton(context.say("ui.embeddings.colour." + name));
            button.setId("colour-" + name);
            button.setToggleGroup(group);
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setOnAction(action -> {
                button.setSelected(true);
                model.colouring().set(colouring);
            });
            box.getChildren().add(button);
            if (colouring == PointColouring.CLUSTER) {
                clusters(button);
            }
        }
        context.keep(model.colouring()
                .subscribe(now -> group.selectToggle(group.getToggles().get(now.ordinal()))));
        return box;
    }

    private Node projections() {
        ComboBox<Projection> box = new ComboBox<>();
        box.setId("projection");
        box.getItems().setAll(Projection.values());
        box.setValue(model.projection().get());
        box.setMinWidth(Region.USE_PREF_SIZE);
        box.setConverter(new ChoiceNames<>(RoundLayouts.Recipe::name));
        box.setAccessibleText(context.say("ui.embeddings.projection"));
        box.valueProperty()
                .addListener((value, before, now) -> model.projection().set(now));
        return box;
    }

    /** Acts when it is let go of: a layout takes its time. */
    private void perplexity() {
        Slider slider = new Slider(LEAST, MOST, model.perplexity().get());
        slider.setId("perplexity");
        slider.setPrefWidth(110);
        slider.setMinWidth(60);
        slider.setBlockIncrement(1);
        slider.setAccessibleText(context.say("ui.embeddings.perplexity"));
        Label value = new Label(String.valueOf(model.perplexity().get()));
        value.getStyleClass().add("figure");
        value.setMinWidth(20);
        slider.valueProperty().addListener((number, before, now) -> {
            value.setText(String.valueOf(Math.round(now.doubleValue())));
            if (!slider.isValueChanging()) {
                model.perplexity().set((int) Math.round(now.doubleValue()));
            }
        });
        slider.valueChangingProperty().addListener((changing, before, now) -> {
            if (!now) {
                model.perplexity().set((int) Math.round(slider.getValue()));
            }
        });
        context.keep(model.projection().subscribe(projection -> slider.setDisable(projection == Projection.PCA)));
        getChildren().addAll(slider, value);
    }
}
