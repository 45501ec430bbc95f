package org.fedlens.app;

import java.util.List;
import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import javafx.util.Duration;
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

    private final Desk desk;
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

    private Scaled whole;

    Presentation(Desk desk) {
        this.desk = desk;
        this.top = Views.load(TopBar.class, desk);
        this.charts = List.of(
                Views.load(AccuracyCard.class, desk).root(),
                Views.load(LossCard.class, desk).root(),
                Views.load(SpreadCard.class, desk).root());
    }

    @FXML
    private void initialize() {
        FederationMap map = new FederationMap(desk);
        map.setMinSize(300, 150);
        VBox.setVgrow(map, Priority.ALWAYS);
        mapCard.getChildren().add(1, map);
        legend.getChildren().addAll(MapLegend.chips(desk, map));
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
        strip.getChildren().add(new NarrationStrip(desk));
        keys(Commands.RUN);
        keys(Commands.STEP);
        keys(Commands.PREVIOUS_CHART, Commands.NEXT_CHART);
        keys(Commands.LEAVE);
        desk.ties().add(desk.draft().federationProperty().subscribe(this::classes));
        desk.ties()
                .add(desk.surroundings()
                        .paletteProperty()
                        .subscribe(palette ->
                                classes(desk.draft().federationProperty().get())));
        Button leave = new Button("", new FontIcon("bi-x"));
        leave.setId("leave");
        leave.getStyleClass().addAll("flat", "tool");
        leave.setTooltip(new Tooltip(Commands.LEAVE.tip(desk)));
        leave.setAccessibleText(Commands.LEAVE.label().apply(desk));
        leave.setOnAction(action -> desk.screen().presenting().set(false));
        VBox content = new VBox(top.reduced(leave), root);
        content.getStyleClass().add("presented");
        VBox.setVgrow(root, Priority.ALWAYS);
        whole = new Scaled(content);
        whole.layoutBoundsProperty().addListener((bounds, before, now) -> whole.scaleProperty()
                .set(Math.max(LEAST, Math.min(now.getWidth() / WIDE, now.getHeight() / HIGH))));
        still.setOnFinished(end -> whole.setCursor(Cursor.NONE));
        whole.addEventFilter(MouseEvent.MOUSE_MOVED, moved -> {
            whole.setCursor(Cursor.DEFAULT);
            still.playFromStart();
        });
        desk.ties().add(still::stop);
    }

    /** The keys of some commands, and what the last of them does. */
    private void keys(Command... commands) {
        HBox box = new HBox(6);
        box.getStyleClass().add("key-line");
        for (Command command : commands) {
            box.getChildren().add(KeySheet.chip(command.keySaid(desk)));
        }
        box.getChildren().add(new Label(commands[commands.length - 1].label().apply(desk)));
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

    private void classes(Federation federation) {
        classes.getChildren().clear();
        for (int k = 0; k < federation.classes().size(); k++) {
            int index = k;
            Rectangle swatch = new Rectangle(9, 9, desk.surroundings().palette().series(index));
            Label name = new Label(federation.classes().get(k), swatch);
            name.setOnMouseEntered(enter -> desk.screen().highlighted().set(index));
            name.setOnMouseExited(exit -> desk.screen().highlighted().set(-1));
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
