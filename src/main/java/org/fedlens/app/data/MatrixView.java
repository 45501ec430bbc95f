package org.fedlens.app.data;

import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import org.fedlens.app.engine.LabelDistribution;
import org.fedlens.app.kit.LatestTask;
import org.fedlens.app.kit.LogLine;
import org.fedlens.app.widget.ScreenImage;
import org.fedlens.data.partition.PartitionMove;
import org.fedlens.text.Text;
import org.fedlens.text.Words;

/**
 * The picture of who holds what. A click chooses a client; a bubble that is dragged to another client takes the images
 * with it, half of them while Shift is held. Arrow keys choose as well.
 */
final class MatrixView extends Pane {
    private static final double BAR = 8;
    private static final double HALF = 0.5;

    private final DataContext context;
    private final ImageView image = new ImageView();
    private final LatestTask painting;
    private final ScrollBar across = new ScrollBar();
    private final ScrollBar down = new ScrollBar();
    private final VBox tip = new VBox();
    private final Label tipTitle = new Label();
    private final Label tipText = new Label();
    private final Circle ghost = new Circle();
    private final Consumer<PartitionMove> mover;
    /** What a picture should look like now; read by whoever paints. */
    private volatile MatrixContent wanted;

    private Painted shown;
    private int fromClient = -1;
    private int fromLabel = -1;
    private int over = -1;
    private boolean dragging;

    /** A picture and what it shows. */
    private record Painted(MatrixContent picture, LabelDistribution federation, List<Integer> order, Image image) {
        static Painted of(MatrixContent picture, LabelDistribution federation) {
            return new Painted(
                    picture,
                    federation,
                    federation.ordered(picture.order()),
                    ScreenImage.of(MatrixPainter.paint(picture, federation)));
        }
    }

    /** @param mover told what was dragged where */
    MatrixView(DataContext context, Consumer<PartitionMove> mover) {
        this.context = context;
        this.mover = mover;
        this.painting = new LatestTask(context.painters(), context.pulse());
        this.wanted = MatrixContent.none(
                context.environment().palette().tokens(),
                context.fonts(),
                context.environment().words());
        this.shown = new Painted(wanted, LabelDistribution.none(), List.of(), new WritableImage(1, 1));
        setId("matrix");
        getStyleClass().add("matrix");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        down.setOrientation(Orientation.VERTICAL);
        tipTitle.getStyleClass().add("strong");
        tip.getChildren().addAll(tipTitle, tipText);
        tip.getStyleClass().add("chart-tip");
        tip.setMouseTransparent(true);
        tip.setVisible(false);
        ghost.setMouseTransparent(true);
        ghost.setVisible(false);
        getChildren().addAll(image, across, down, ghost, tip);
        across.valueProperty().addListener(moved -> draw());
        down.valueProperty().addListener(moved -> draw());
        setOnMouseMoved(event -> hover(event.getX(), event.getY()));
        setOnMouseExited(event -> {
            tip.setVisible(false);
            context.highlightedClass().set(-1);
        });
        setOnMousePressed(this::press);
        setOnMouseDragged(this::drag);
        setOnMouseReleased(this::release);
        setOnScroll(this::scroll);
        setOnKeyPressed(this::key);
        context.keep(context.draft().accompany(this::prepare));
        context.keep(context.data().order().subscribe(order -> draw()));
        context.keep(context.navigation().page().subscribe(view -> draw()));
        context.keep(context.data().client().subscribe(client -> draw()));
        context.keep(context.data().drawing().subscribe(drawing -> draw()));
        context.keep(context.highlightedClass().subscribe(label -> draw()));
        context.keep(context.environment().paletteProperty().subscribe(palette -> draw()));
    }

    private LabelDistribution federation() {
        return context.draft().federationProperty().get();
    }

    MatrixLayout layoutNow() {
        return picture().layout(federation());
    }

    /** The client at a place, -1 for none. */
    private int clientAt(double x) {
        int column = layoutNow().column(x);
        return column < 0
                ? -1
                : federation().ordered(context.data().order().get()).get(column);
    }

    private MatrixContent picture() {
        boolean seen = context.navigation().shows(DataView.PAGE);
        double scale = getScene() == null || getScene().getWindow() == null
                ? 1
                : getScene().getWindow().getRenderScaleX();
        return new MatrixContent(
                seen ? getWidth() : 0,
                seen ? getHeight() : 0,
                scale,
                across.isVisible() ? across.getValue() : 0,
                down.isVisible() ? down.getValue() : 0,
                context.data().drawing().get(),
                context.data().order().get(),
                context.data().client().get(),
                dragging ? over : -1,
                context.highlightedClass().get(),
                context.environment().palette().tokens(),
                context.fonts(),
                context.environment().words());
    }

    /** Has the picture painted anew where it would look different. */
    private void draw() {
        MatrixLayout layout = layoutNow();
        fit(across, layout.roomX(), layout.width() - MatrixLayout.LEFT - MatrixLayout.RIGHT);
        fit(down, layout.roomY(), layout.height() - MatrixLayout.TOP - MatrixLayout.BOTTOM);
        MatrixContent now = picture();
        wanted = now;
        LabelDistribution federation = federation();
        if (now.seen() && !(shown.picture().equals(now) && shown.federation() == federation)) {
            painting.ask(() -> Painted.of(now, federation), this::show, failure -> context.run()
                    .note(LogLine.Level.ERROR, Text.verbatim(failure)));
        }
    }

    /** Painted with the split, so that both come in the same frame. */
    private Runnable prepare(LabelDistribution dealt) {
        MatrixContent now = wanted;
        if (!now.seen()) {
            return this::draw;
        }
        Painted painted = Painted.of(now, dealt);
        return () -> {
            painting.cancel();
            show(painted);
        };
    }

    private void show(Painted painted) {
        shown = painted;
        image.setImage(painted.image());
        image.setFitWidth(painted.image().getWidth() / painted.picture().scale());
        image.setFitHeight(painted.image().getHeight() / painted.picture().scale());
        setAccessibleText(said());
        draw();
    }

    private static void fit(ScrollBar bar, double room, double seen) {
        if (bar.isVisible() == room > 0.5 && bar.getMax() == room) {
            return;
        }
        bar.setVisible(room > 0.5);
        bar.setMax(room);
        bar.setVisibleAmount(room * seen / (seen + Math.max(1, room)));
        bar.setUnitIncrement(24);
        bar.setBlockIncrement(seen);
        if (bar.getValue() > room) {
            bar.setValue(room);
        }
    }

    private String said() {
        LabelDistribution federation = federation();
        int client = context.data().client().get();
        if (client >= federation.clients().size()) {
            return context.say("ui.data.matrix");
        }
        int mostly = federation.mostly(client);
        return context.say("ui.data.matrix") + ", "
                + context.say(
                        "ui.data.said",
                        Words.client(client),
                        federation.images(client),
                        mostly < 0 ? "" : federation.classes().get(mostly));
    }

    private void hover(double x, double y) {
        MatrixLayout layout = layoutNow();
        int client = clientAt(x);
        int label = context.data().drawing().get() == DataModel.Drawing.BARS ? -1 : layout.label(y);
        context.highlightedClass().set(label);
        tip.setVisible(client >= 0 && label >= 0);
        if (tip.isVisible()) {
            LabelDistribution federation = federation();
            int count = federation.count(client, label);
            String name = federation.classes().get(label);
            tipTitle.setText(context.say("ui.client.title", Words.client(client)) + " \u00b7 " + name);
            tipText.setText(context.say(
                    "ui.data.tip",
                    count,
                    percent(count, federation.images(client)),
                    percent(count, federation.ofClass(label))));
            place(x, y);
        }
    }

    private String percent(int part, int whole) {
        return context.environment().figures().wholePercent(whole == 0 ? 0 : Math.round(100.0 * part / whole) / 100.0);
    }

    private void place(double x, double y) {
        tip.autosize();
        double left = x + 14 + tip.getWidth() < getWidth() ? x + 14 : x - 14 - tip.getWidth();
        tip.relocate(Math.max(0, left), Math.max(0, Math.min(y + 12, getHeight() - tip.getHeight())));
    }

    private void press(MouseEvent event) {
        requestFocus();
        // The scroll pane around would take the focus for itself.
        event.consume();
        if (event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        MatrixLayout layout = layoutNow();
        fromClient = clientAt(event.getX());
        fromLabel = context.data().drawing().get() == DataModel.Drawing.BARS ? -1 : layout.label(event.getY());
        if (fromClient >= 0) {
            context.data().client().set(fromClient);
        }
    }

    private void drag(MouseEvent event) {
        if (fromClient < 0 || fromLabel < 0 || federation().count(fromClient, fromLabel) == 0) {
            return;
        }
        dragging = true;
        over = clientAt(event.getX());
        double share = event.isShiftDown() ? HALF : 1;
        int count = (int) Math.max(1, Math.round(federation().count(fromClient, fromLabel) * share));
        ghost.setVisible(true);
        ghost.setRadius(layoutNow().largestRadius() * Math.sqrt(share));
        ghost.setFill(context.environment().palette().series(fromLabel));
        ghost.setOpacity(0.8);
        ghost.relocate(event.getX() - ghost.getRadius(), event.getY() - ghost.getRadius());
        tip.setVisible(true);
        tipTitle.setText(
                over < 0 || over == fromClient
                        ? context.say("ui.data.drag.nowhere")
                        : context.say("ui.data.drag.to", Words.client(over)));
        tipText.setText(
                context.say("ui.data.drag.what", count, federation().classes().get(fromLabel)));
        place(event.getX() + 8, event.getY());
        draw();
    }

    private void release(MouseEvent event) {
        boolean moves = dragging && over >= 0 && over != fromClient;
        dragging = false;
        ghost.setVisible(false);
        tip.setVisible(false);
        if (moves) {
            mover.accept(new PartitionMove(fromClient, over, fromLabel, event.isShiftDown() ? HALF : 1));
        }
        fromClient = -1;
        draw();
    }

    private void scroll(ScrollEvent event) {
        if (across.isVisible() && (event.getDeltaX() != 0 || event.isShiftDown() || !down.isVisible())) {
            double by = event.getDeltaX() != 0 ? event.getDeltaX() : event.getDeltaY();
            across.setValue(Math.max(0, Math.min(across.getMax(), across.getValue() - by)));
            event.consume();
        } else if (down.isVisible()) {
            down.setValue(Math.max(0, Math.min(down.getMax(), down.getValue() - event.getDeltaY())));
            event.consume();
        }
    }

    private void key(KeyEvent event) {
        int by =
                switch (event.getCode()) {
                    case LEFT -> -1;
                    case RIGHT -> 1;
                    default -> 0;
                };
        List<Integer> order = federation().ordered(context.data().order().get());
        if (by != 0 && !order.isEmpty()) {
            int column = order.indexOf(context.data().client().get());
            context.data().client().set(order.get(Math.floorMod(column + by, order.size())));
            event.consume();
        }
    }

    @Override
    protected void layoutChildren() {
        across.resizeRelocate(
                MatrixLayout.LEFT, getHeight() - BAR, getWidth() - MatrixLayout.LEFT - MatrixLayout.RIGHT, BAR);
        down.resizeRelocate(
                getWidth() - BAR, MatrixLayout.TOP, BAR, getHeight() - MatrixLayout.TOP - MatrixLayout.BOTTOM);
        draw();
    }

    @Override
    protected double computeMinHeight(double width) {
        return MatrixLayout.TOP + MatrixLayout.BOTTOM + 60;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 320;
    }
}
