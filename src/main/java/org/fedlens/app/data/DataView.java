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
import org.fedlens.app.kit.ViewLoader;
import org.fedlens.app.shell.Desk;
import org.fedlens.app.shell.ViewKind;

/** The view that shows who holds what: the data sets, the split and its figures, the picture, one client. */
public final class DataView implements Page {
    private final Desk desk;
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

    DataView(Desk desk) {
        this.desk = desk;
        this.bar = ViewLoader.load(DataBar.class, desk);
    }

    @FXML
    private void initialize() {
        DataCheckSheet sheet = new DataCheckSheet(desk);
        galleryPlace.getChildren().add(new GalleryPane(desk, sheet::check));
        top.getChildren().addAll(new SplitCard(desk), new HeterogeneityTiles(desk));
        MatrixView matrix = new MatrixView(desk, desk.data()::move);
        VBox.setVgrow(matrix, Priority.ALWAYS);
        matrixCard.getChildren().add(matrix);
        holderPlace.getChildren().add(new ClientDataPanel(desk));
        ToggleGroup group = new ToggleGroup();
        for (DataModel.Drawing drawing : DataModel.Drawing.values()) {
            String name = drawing.name().toLowerCase(Locale.ROOT);
            ToggleButton button = new ToggleButton(desk.say("ui.data.drawing." + name));
            button.setId("drawing-" + name);
            button.setToggleGroup(group);
            button.setMinWidth(ToggleButton.USE_PREF_SIZE);
            button.setOnAction(action -> {
                // A click on the one that is chosen would let it go.
                button.setSelected(true);
                desk.data().drawing().set(drawing);
            });
            drawings.getChildren().add(button);
        }
        desk.ties()
                .add(desk.data()
                        .drawing()
                        .subscribe(
                                drawing -> group.selectToggle(group.getToggles().get(drawing.ordinal()))));
        sort();
        root.getChildren().add(sheet);
        adopt();
        desk.ties().add(desk.data().client().subscribe(client -> {
            if (client.intValue() < desk.model().clients().size()) {
                desk.model().selectedProperty().set(client.intValue());
            }
        }));
        desk.ties().add(desk.screen().view().subscribe(view -> {
            if (view == ViewKind.DATA) {
                adopt();
            }
        }));
        desk.data().open();
    }

    private void sort() {
        sorting.setConverter(
                new ChoiceNames<>(order -> desk.say("ui.data.order." + order.name().toLowerCase(Locale.ROOT))));
        sorting.getItems().setAll(LabelDistribution.Order.values());
        sorting.valueProperty().bindBidirectional(desk.data().order());
        sorting.setAccessibleText(desk.say("ui.data.order"));
        sorting.setTooltip(new Tooltip(desk.say("ui.data.order")));
        desk.ties().add(() -> sorting.valueProperty()
                .unbindBidirectional(desk.data().order()));
    }

    /** The client that was chosen on the map is chosen here. */
    private void adopt() {
        int chosen = desk.model().selectedProperty().get();
        if (chosen >= 0
                && chosen < desk.draft().federationProperty().get().clients().size()) {
            desk.data().client().set(chosen);
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
