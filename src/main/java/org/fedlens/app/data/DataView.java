package org.fedlens.app.data;

import java.util.List;
import java.util.Locale;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.fedlens.app.engine.LabelDistribution;
import org.fedlens.app.kit.ChoiceNames;
import org.fedlens.app.kit.Page;
import org.fedlens.app.kit.PageKey;
import org.fedlens.app.kit.ViewLoader;

/** The view that shows who holds what: the data sets, the split and its figures, the picture, one client. */
public final class DataView implements Page {
    /** Its place in the rail. */
    public static final PageKey PAGE = new PageKey("DATA", "bi-grid");

    private final DataContext context;
    private final DataBar bar;

    @FXML
    private StackPane root;

    @FXML
    private StackPane galleryPlace;

    @FXML
    private VBox top;

    @FXML
    private VBox matrixCard;

    @FXML
    private HBox drawings;

    @FXML
    private ComboBox<LabelDistribution.Order> sorting;

    @FXML
    private StackPane holderPlace;

    public DataView(DataContext context) {
        this.context = context;
        this.bar = ViewLoader.load(DataBar.class, context.environment(), context);
    }

    @FXML
    private void initialize() {
        DataCheckSheet sheet = new DataCheckSheet(context);
        galleryPlace.getChildren().add(new GalleryPane(context, sheet::check));
        top.getChildren().addAll(new SplitCard(context), new HeterogeneityTiles(context));
        MatrixView matrix = new MatrixView(context, context.data()::move);
        VBox.setVgrow(matrix, Priority.ALWAYS);
        matrixCard.getChildren().add(matrix);
        holderPlace.getChildren().add(new ClientDataPanel(context));
        ToggleGroup group = new ToggleGroup();
        for (DataModel.Drawing drawing : DataModel.Drawing.values()) {
            String name = drawing.name().toLowerCase(Locale.ROOT);
            ToggleButton button = new ToggleButton(context.say("ui.data.drawing." + name));
            button.setId("drawing-" + name);
            button.setToggleGroup(group);
            button.setMinWidth(ToggleButton.USE_PREF_SIZE);
            button.setOnAction(action -> {
                // A click on the one that is chosen would let it go.
                button.setSelected(true);
                context.data().drawing().set(drawing);
            });
            drawings.getChildren().add(button);
        }
        context.keep(context.data()
                .drawing()
                .subscribe(drawing -> group.selectToggle(group.getToggles().get(drawing.ordinal()))));
        sort();
        root.getChildren().add(sheet);
        adopt();
        context.keep(context.data().client().subscribe(client -> {
            if (client.intValue() < context.run().clients().size()) {
                context.run().selectedProperty().set(client.intValue());
            }
        }));
        context.keep(context.navigation().page().subscribe(view -> {
            if (view.equals(PAGE)) {
                adopt();
            }
        }));
        context.data().open();
    }

    private void sort() {
        sorting.setConverter(new ChoiceNames<>(
                order -> context.say("ui.data.order." + order.name().toLowerCase(Locale.ROOT))));
        sorting.getItems().setAll(LabelDistribution.Order.values());
        sorting.valueProperty().bindBidirectional(context.data().order());
        sorting.setAccessibleText(context.say("ui.data.order"));
        sorting.setTooltip(new Tooltip(context.say("ui.data.order")));
        context.keep(
                () -> sorting.valueProperty().unbindBidirectional(context.data().order()));
    }

    /** The client that was chosen on the map is chosen here. */
    private void adopt() {
        int chosen = context.run().selectedProperty().get();
        if (chosen >= 0
                && chosen < context.draft().federationProperty().get().clients().size()) {
            context.data().client().set(chosen);
        }
    }

    @Override
    public Node bar() {
        return bar.root();
    }

    @Override
    public Node body() {
        return root;
    }

    @Override
    public List<Node> regions() {
        return List.of(bar.root(), galleryPlace, top, matrixCard, holderPlace);
    }
}
