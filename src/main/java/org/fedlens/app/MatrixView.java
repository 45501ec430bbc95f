package org.fedlens.app;

import java.util.function.Consumer;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import org.fedlens.data.Move;

/**
 * The picture of who holds what. A click chooses a client; a bubble that is dragged to another client takes the images
 * with it, half of them while Shift is held. Arrow keys choose as well.
 */
final class MatrixView extends Pane {
    private static final double BAR = 8;
    private static final double HALF = 0.5;

    private final Desk desk;
    private final Canvas canvas = new Canvas();
    private final MatrixPainter painter;
    private final ScrollBar across = new ScrollBar();
    private final ScrollBar down = new ScrollBar();
    private final VBox tip = new VBox();
    private final Label tipTitle = new Label();
    private final Label tipText = new Label();
    private final Circle ghost = new Circle();
    private final Consumer<Move> mover;
    private int fromClient = -1;
    private int fromLabel = -1;
    private int over = -1;
    private boolean dragging;

    /** @param mover told what was dragged where */
    MatrixView(Desk desk, Consumer<Move> mover) {
        this.desk = desk;
        this.mover = mover;
        this.painter = new MatrixPainter(desk, canvas.getGraphicsContext2D());
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
        getChildren().addAll(canvas, across, down, ghost, tip);
        across.valueProperty().addListener(moved -> draw());
        down.valueProperty().addListener(moved -> draw());
        setOnMouseMoved(event -> hover(event.getX(), event.getY()));
        setOnMouseExited(event -> tip.setVisible(false));
        setOnMousePressed(this::press);
        setOnMouseDragged(this::drag);
        setOnMouseReleased(this::release);
        setOnScroll(this::scroll);
        setOnKeyPressed(this::key);
        desk.ties().add(desk.draft().federationProperty().subscribe(federation -> draw()));
        desk.ties().add(desk.data().client().subscribe(client -> draw()));
        desk.ties().add(desk.data().drawing().subscribe(drawing -> draw()));
        desk.ties().add(desk.screen().highlighted().subscribe(label -> draw()));
        desk.ties().add(desk.surroundings().paletteProperty().subscribe(palette -> draw()));
    }

    private Federation federation() {
        return desk.draft().federationProperty().get();
    }

    MatrixLayout layoutNow() {
        return new MatrixLayout(
                getWidth(),
                getHeight(),
                federation().clients().size(),
                federation().classes().size(),
                across.isVisible() ? across.getValue() : 0,
                down.isVisible() ? down.getValue() : 0);
    }

    private void draw() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        MatrixLayout layout = layoutNow();
        fit(across, layout.roomX(), layout.width() - MatrixLayout.LEFT - MatrixLayout.RIGHT);
        fit(down, layout.roomY(), layout.height() - MatrixLayout.TOP - MatrixLayout.BOTTOM);
        painter.draw(layoutNow(), federation(), dragging ? over : -1);
        setAccessibleText(said());
    }

    private static void fit(ScrollBar bar, double room, double seen) {
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
        Federation federation = federation();
        int client = desk.data().client().get();
        if (client >= federation.clients().size()) {
            return desk.say("ui.data.matrix");
        }
        int mostly = federation.mostly(client);
        return desk.say("ui.data.matrix") + ", "
                + desk.say(
                        "ui.data.said",
                        RunModel.clientName(client),
                        federation.images(client),
                        mostly < 0 ? "" : federation.classes().get(mostly));
    }

    private void hover(double x, double y) {
        MatrixLayout layout = layoutNow();
        int client = layout.client(x);
        int label = desk.data().drawing().get() == DataModel.Drawing.BARS ? -1 : layout.label(y);
        tip.setVisible(client >= 0 && label >= 0);
        if (tip.isVisible()) {
            Federation federation = federation();
            int count = federation.count(client, label);
            String name = federation.classes().get(label);
            tipTitle.setText(desk.say("ui.client.title", RunModel.clientName(client)) + " \u00b7 " + name);
            tipText.setText(desk.say(
                    "ui.data.tip",
                    count,
                    percent(count, federation.images(client)),
                    percent(count, federation.ofClass(label))));
            place(x, y);
        }
    }

    private String percent(int part, int whole) {
        return desk.surroundings().figures().wholePercent(whole == 0 ? 0 : Math.round(100.0 * part / whole) / 100.0);
    }

    private void place(double x, double y) {
        tip.autosize();
        double left = x + 14 + tip.getWidth() < getWidth() ? x + 14 : x - 14 - tip.getWidth();
        tip.relocate(Math.max(0, left), Math.max(0, Math.min(y + 12, getHeight() - tip.getHeight())));
    }

    private void press(MouseEvent event) {
        requestFocus();
        if (event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        MatrixLayout layout = layoutNow();
        fromClient = layout.client(event.getX());
        fromLabel = desk.data().drawing().get() == DataModel.Drawing.BARS ? -1 : layout.label(event.getY());
        if (fromClient >= 0) {
            desk.data().client().set(fromClient);
        }
    }

    private void drag(MouseEvent event) {
        if (fromClient < 0 || fromLabel < 0 || federation().count(fromClient, fromLabel) == 0) {
            return;
        }
        dragging = true;
        over = layoutNow().client(event.getX());
        double share = event.isShiftDown() ? HALF : 1;
        int count = (int) Math.max(1, Math.round(federation().count(fromClient, fromLabel) * share));
        ghost.setVisible(true);
        ghost.setRadius(layoutNow().largestRadius() * Math.sqrt(share));
        ghost.setFill(desk.surroundings().palette().series(fromLabel));
        ghost.setOpacity(0.8);
        ghost.relocate(event.getX() - ghost.getRadius(), event.getY() - ghost.getRadius());
        tip.setVisible(true);
        tipTitle.setText(
                over < 0 || over == fromClient
                        ? desk.say("ui.data.drag.nowhere")
                        : desk.say("ui.data.drag.to", RunModel.clientName(over)));
        tipText.setText(
                desk.say("ui.data.drag.what", count, federation().classes().get(fromLabel)));
        place(event.getX() + 8, event.getY());
        draw();
    }

    private void release(MouseEvent event) {
        boolean moves = dragging && over >= 0 && over != fromClient;
        dragging = false;
        ghost.setVisible(false);
        tip.setVisible(false);
        if (moves) {
            mover.accept(new Move(fromClient, over, fromLabel, event.isShiftDown() ? HALF : 1));
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
        int clients = federation().clients().size();
        if (by != 0 && clients > 0) {
            desk.data().client().set(Math.floorMod(desk.data().client().get() + by, clients));
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
