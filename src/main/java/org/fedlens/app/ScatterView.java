package org.fedlens.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import javafx.animation.AnimationTimer;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.ImageView;
import javafx.scene.image.WritableImage;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;

/**
 * Points of one side in the plane. Between rounds they travel; the pointer over one shows its image, a click chooses it
 * and its neighbours, a drag draws a lasso around others.
 */
final class ScatterView extends Pane {
    private static final double TRAVEL_SECONDS = 0.35;
    private static final double REACH = 9;
    private static final double RADIUS = 3.4;
    private static final double MARGIN = 26;

    private final Desk desk;
    private final EmbeddingModel model;
    private final EmbeddingSide side;
    private final BooleanProperty lassoing;
    private final ImageView picture = new ImageView();
    private final Canvas overlay = new Canvas();
    private final ScatterTip tip;
    private final List<Point2D> lasso = new ArrayList<>();
    private final AnimationTimer traveller = new AnimationTimer() {
        @Override
        public void handle(long now) {
            travel(now);
        }
    };
    private Optional<Layouts.Look> shown = Optional.empty();
    private double[] from = {};
    private double[] to = {};
    private double[] now = {};
    private double half = 1;
    private long begun;
    private int hovered = -1;
    private DotRaster raster = new DotRaster(1, 1, 1);
    private WritableImage image = new WritableImage(1, 1);

    /** @param lassoing true while a drag draws a lasso */
    ScatterView(Desk desk, EmbeddingModel model, EmbeddingSide side, BooleanProperty lassoing) {
        this.desk = desk;
        this.model = model;
        this.side = side;
        this.lassoing = lassoing;
        this.tip = new ScatterTip(desk, side);
        getStyleClass().add("scatter");
        setId(side == model.first() ? "scatter-a" : "scatter-b");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        overlay.setMouseTransparent(true);
        getChildren().addAll(picture, overlay, tip);
        setOnMouseMoved(event -> hover(event.getX(), event.getY()));
        setOnMouseExited(event -> hover(-100, -100));
        setOnMousePressed(this::press);
        setOnMouseDragged(this::drag);
        setOnMouseReleased(this::release);
        Desk.Ties ties = desk.ties();
        ties.add(side.revision().subscribe(revision -> refresh()));
        ties.add(model.round().subscribe(round -> refresh()));
        ties.add(model.standing().subscribe(round -> refresh()));
        ties.add(model.chosen().subscribe(chosen -> draw()));
        ties.add(model.linked().subscribe(linked -> draw()));
        ties.add(model.isolating().subscribe(only -> draw()));
        ties.add(model.colouring().subscribe(colouring -> draw()));
        ties.add(desk.model().selectedProperty().subscribe(client -> draw()));
        ties.add(desk.screen().highlighted().subscribe(label -> draw()));
        ties.add(desk.surroundings().paletteProperty().subscribe(palette -> draw()));
        ties.add(traveller::stop);
    }

    private void refresh() {
        Optional<Layouts.Look> look = side.look(model.shownRound(side));
        if (look.equals(shown)) {
            draw();
            return;
        }
        boolean another = !look.map(Layouts.Look::round).equals(shown.map(Layouts.Look::round));
        shown = look;
        double[] next = look.map(found -> fitted(found.y())).orElse(new double[0]);
        boolean still = desk.surroundings().reduceMotion().get() || !another || next.length != now.length;
        from = still ? next : now.clone();
        to = next;
        now = still ? next : now;
        begun = 0;
        if (still) {
            traveller.stop();
            draw();
        } else {
            traveller.start();
        }
    }

    private void travel(long time) {
        begun = begun == 0 ? time : begun;
        double share = Math.min(1, (time - begun) / 1e9 / TRAVEL_SECONDS);
        double eased = 1 - Math.pow(1 - share, 3);
        double[] between = new double[to.length];
        for (int i = 0; i < to.length; i++) {
            between[i] = from[i] + eased * (to[i] - from[i]);
        }
        now = between;
        if (share >= 1) {
            traveller.stop();
        }
        draw();
    }

    /** Moved so that the middle of all points lies at 0, and sized so that the longer side reaches from -1 to 1. */
    private static double[] fitted(double[] y) {
        double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (int i = 0; i < y.length; i++) {
            low[i & 1] = Math.min(low[i & 1], y[i]);
            high[i & 1] = Math.max(high[i & 1], y[i]);
        }
        double scale = Math.max(Math.max(high[0] - low[0], high[1] - low[1]) / 2, 1e-9);
        double[] fitted = new double[y.length];
        for (int i = 0; i < y.length; i++) {
            fitted[i] = (y[i] - (low[i & 1] + high[i & 1]) / 2) / scale;
        }
        return fitted;
    }

    /** Pixels from 0 to 1: as many as let all points into the view, whichever side is the tight one. */
    private void fit() {
        double acrossBy = 1e-3;
        double downBy = 1e-3;
        for (int i = 0; i < now.length; i += 2) {
            acrossBy = Math.max(acrossBy, Math.abs(now[i]));
            downBy = Math.max(downBy, Math.abs(now[i + 1]));
        }
        half = Math.max(1, Math.min((getWidth() / 2 - MARGIN) / acrossBy, (getHeight() / 2 - MARGIN) / downBy));
    }

    private double x(int point) {
        return getWidth() / 2 + now[2 * point] * half;
    }

    private double y(int point) {
        return getHeight() / 2 - now[2 * point + 1] * half;
    }

    private void draw() {
        prepare();
        fit();
        if (shown.isPresent()
                && side.images().isPresent()
                && now.length == 2 * side.images().get().count()) {
            new ScatterPainter(desk, model, side, shown.get())
                    .points(raster, raster.width() / Math.max(1, getWidth()), this::x, this::y);
        }
        raster.copyTo(image);
        drawOver();
        setAccessibleText(shown.map(look -> desk.say("ui.embeddings.said", now.length / 2, look.round()))
                .orElse(""));
    }

    private void prepare() {
        double zoom = getScene() == null || getScene().getWindow() == null
                ? 1
                : Math.max(1, getScene().getWindow().getOutputScaleX());
        int width = (int) Math.max(1, Math.ceil(getWidth() * zoom));
        int height = (int) Math.max(1, Math.ceil(getHeight() * zoom));
        if (raster.width() != width || raster.height() != height) {
            raster = new DotRaster(width, height, RADIUS * zoom);
            image = new WritableImage(width, height);
            picture.setImage(image);
            picture.setFitWidth(width / zoom);
            picture.setFitHeight(height / zoom);
        }
        raster.clear(ScatterPainter.argb(desk.surroundings().palette().role("surface")));
        overlay.setWidth(getWidth());
        overlay.setHeight(getHeight());
    }

    private void drawOver() {
        GraphicsContext graphics = overlay.getGraphicsContext2D();
        graphics.clearRect(0, 0, overlay.getWidth(), overlay.getHeight());
        if (shown.isPresent()
                && side.images().isPresent()
                && now.length == 2 * side.images().get().count()) {
            new ScatterPainter(desk, model, side, shown.get()).over(graphics, this::x, this::y, hovered);
        }
        if (lasso.size() > 1) {
            graphics.setFill(desk.surroundings().palette().role("accent").deriveColor(0, 1, 1, 0.1));
            graphics.setStroke(desk.surroundings().palette().role("accent"));
            graphics.setLineDashes(5, 4);
            graphics.setLineWidth(1.5);
            double[] xs = lasso.stream().mapToDouble(Point2D::getX).toArray();
            double[] ys = lasso.stream().mapToDouble(Point2D::getY).toArray();
            graphics.fillPolygon(xs, ys, xs.length);
            graphics.strokePolygon(xs, ys, xs.length);
            graphics.setLineDashes();
        }
    }

    /** The point under a place, or -1. */
    int at(double px, double py) {
        int best = -1;
        double nearest = REACH * REACH;
        IntPredicate there = model.shownOn(side);
        for (int i = 0; i < now.length / 2; i++) {
            double off = Math.pow(x(i) - px, 2) + Math.pow(y(i) - py, 2);
            if (off < nearest && there.test(i)) {
                nearest = off;
                best = i;
            }
        }
        return best;
    }

    private void hover(double px, double py) {
        int point = at(px, py);
        if (point != hovered) {
            hovered = point;
            drawOver();
            if (point >= 0) {
                tip.show(point, shown.orElseThrow());
                tip.autosize();
                double left =
                        x(point) + 14 + tip.getWidth() < getWidth() ? x(point) + 14 : x(point) - 14 - tip.getWidth();
                tip.relocate(
                        Math.max(2, left), Math.max(2, Math.min(y(point) - 20, getHeight() - tip.getHeight() - 2)));
            }
            tip.setVisible(point >= 0);
        }
    }

    private void press(MouseEvent event) {
        requestFocus();
        lasso.clear();
        lasso.add(new Point2D(event.getX(), event.getY()));
    }

    private void drag(MouseEvent event) {
        Point2D last = lasso.get(lasso.size() - 1);
        if (lassoing.get() && last.distance(event.getX(), event.getY()) > 3) {
            lasso.add(new Point2D(event.getX(), event.getY()));
            drawOver();
        }
    }

    private void release(MouseEvent event) {
        if (lasso.size() > 3) {
            model.choose(side, within());
        } else {
            int point = at(event.getX(), event.getY());
            if (point >= 0) {
                model.chooseAround(side, point);
            } else {
                model.choose(side, new int[0]);
            }
        }
        lasso.clear();
        drawOver();
    }

    /** Points inside the lasso, by the even-odd rule. */
    private int[] within() {
        List<Integer> inside = new ArrayList<>();
        IntPredicate there = model.shownOn(side);
        for (int i = 0; i < now.length / 2; i++) {
            double px = x(i);
            double py = y(i);
            boolean in = false;
            for (int a = 0, b = lasso.size() - 1; a < lasso.size(); b = a++) {
                Point2D one = lasso.get(a);
                Point2D two = lasso.get(b);
                if (one.getY() > py != two.getY() > py
                        && px
                                < (two.getX() - one.getX()) * (py - one.getY()) / (two.getY() - one.getY())
                                        + one.getX()) {
                    in = !in;
                }
            }
            if (in && there.test(i)) {
                inside.add(i);
            }
        }
        return inside.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Where a point is drawn, for tests. */
    Point2D place(int point) {
        return new Point2D(x(point), y(point));
    }

    @Override
    protected void layoutChildren() {
        draw();
    }

    @Override
    protected double computeMinHeight(double width) {
        return 160;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 200;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 400;
    }

    @Override
    protected double computePrefWidth(double height) {
        return 400;
    }
}
