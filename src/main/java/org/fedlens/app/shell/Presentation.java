package org.fedlens.app.shell;

import java.util.List;
import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import javafx.util.Duration;
import org.fedlens.app.chart.AccuracyCard;
import org.fedlens.app.chart.LossCard;
import org.fedlens.app.chart.SpreadCard;
import org.fedlens.app.engine.LabelDistribution;
import org.fedlens.app.kit.CommandSpec;
import org.fedlens.app.kit.Page;
import org.fedlens.app.kit.ViewLoader;
import org.fedlens.app.map.FederationMap;
import org.fedlens.app.map.MapLegend;
import org.fedlens.app.run.RunCommands;
import org.fedlens.app.widget.ScaledPane;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * The workbench as the last row of a class sees it: the same map and the same charts, magnified, and a strip that tells
 * what happens. It is laid out in a room of about 990 x 620 units, whatever the screen has.
 */
public final class Presentation implements Page {
    private static final double WIDE = 993;
    private static final double HIGH = 620;
    private static final double LEAST = 1.45;
    private static final double STILL_SECONDS = 3;
    private static final double HEAD_SPACE = 48;

    private final WindowContext context;
    private final List<Parent> charts;
    private final StackPane place = new StackPane();
    private final PauseTransition still = new PauseTransition(Duration.seconds(STILL_SECONDS));
    private final TopBar top;
    private int shown;

    @FXML
    private VBox root;

    @FXML
    private HBox cards;

    @FXML
    private VBox mapCard;

    @FXML
    private HBox head;

    @FXML
    private Label title;

    @FXML
    private HBox legend;

    @FXML
    private FlowPane classes;

    @FXML
    private StackPane strip;

    @FXML
    private HBox foot;

    private ScaledPane whole;

    public Presentation(WindowContext context) {
        this.context = context;
        this.top = ViewLoader.load(TopBar.class, context.environment(), context);
        this.charts = List.of(
                ViewLoader.load(AccuracyCard.class, context.environment(), context.charts())
                        .root(),
                ViewLoader.load(LossCard.class, context.environment(), context.charts())
                        .root(),
                ViewLoader.load(SpreadCard.class, context.environment(), context.charts())
                        .root());
    }

    @FXML
    private void initialize() {
        FederationMap map = new FederationMap(context.map());
        map.setMinSize(300, 150);
        VBox.setVgrow(map, Priority.ALWAYS);
        mapCard.getChildren().add(1, map);
        legend.getChildren().addAll(MapLegend.chips(context.map(), map));
        // Where the card is too narrow for both, everybody sees that it is a map; the signs have to be explained.
        title.visibleProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> head.getWidth() - legend.getWidth() > title.prefWidth(-1) + HEAD_SPACE,
                        head.widthProperty(),
                        legend.widthProperty()));
        title.managedProperty().bind(title.visibleProperty());
        HBox.setHgrow(place, Priority.ALWAYS);
        cards.getChildren().add(place);
        mapCard.prefWidthProperty().bind(cards.widthProperty().multiply(0.56));
        show(0);
        strip.getChildren().add(new NarrationStrip(context));
        keys(WindowCommands.RUN);
        keys(RunCommands.STEP);
        keys(WindowCommands.PREVIOUS_CHART, WindowCommands.NEXT_CHART);
        keys(WindowCommands.LEAVE);
        context.keep(context.draft().federationProperty().subscribe(this::classes));
        context.keep(context.environment()
                .paletteProperty()
                .subscribe(
                        palette -> classes(context.draft().federationProperty().get())));
        Button leave = new Button("", new FontIcon("bi-x"));
        leave.setId("leave");
        leave.getStyleClass().addAll("flat", "tool");
        leave.setTooltip(new javafx.scene.control.Tooltip(WindowCommands.LEAVE.tip(context.environment())));
        leave.setAccessibleText(WindowCommands.LEAVE.said(context.environment()));
        leave.setOnAction(action -> context.navigation().presenting().set(false));
        VBox content = new VBox(top.reduced(leave), root);
        content.getStyleClass().add("presented");
        VBox.setVgrow(root, Priority.ALWAYS);
        whole = new ScaledPane(content);
        whole.layoutBoundsProperty().addListener((bounds, before, now) -> whole.scaleProperty()
                .set(Math.max(LEAST, Math.min(now.getWidth() / WIDE, now.getHeight() / HIGH))));
        still.setOnFinished(end -> whole.setCursor(Cursor.NONE));
        whole.addEventFilter(MouseEvent.MOUSE_MOVED, moved -> {
            whole.setCursor(Cursor.DEFAULT);
            still.playFromStart();
        });
        context.keep(still::stop);
    }

    /** The keys of some commands, and what the last of them does. */
    private void keys(CommandSpec... commands) {
        HBox box = new HBox(6);
        box.getStyleClass().add("key-line");
        for (CommandSpec command : commands) {
            box.getChildren().add(KeySheet.chip(command.keySaid(context.environment())));
        }
        box.getChildren().add(new Label(commands[commands.length - 1].said(context.environment())));
        foot.getChildren().add(box);
    }

    /** The chart {@code by} places further takes the place of the one that is shown. */
    void turn(int by) {
        show(Math.floorMod(shown + by, charts.size()));
    }

    private void show(int index) {
        shown = index;
        place.getChildren().setAll(charts.get(index));
    }

    private void classes(LabelDistribution federation) {
        classes.getChildren().clear();
        for (int k = 0; k < federation.classes().size(); k++) {
            int index = k;
            Rectangle swatch =
                    new Rectangle(9, 9, context.environment().palette().series(index));
            Label name = new Label(federation.classes().get(k), swatch);
            name.setOnMouseEntered(enter -> context.highlightedClass().set(index));
            name.setOnMouseExited(exit -> context.highlightedClass().set(-1));
            classes.getChildren().add(name);
        }
    }

    @Override
    public Node bar() {
        return new Region();
    }

    @Override
    public Node body() {
        return whole;
    }

    @Override
    public List<Node> regions() {
        return List.of(whole);
    }
}
