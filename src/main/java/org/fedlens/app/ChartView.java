package org.fedlens.app;

import java.util.Optional;
import java.util.function.Supplier;
import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.image.ImageView;
import javafx.scene.image.WritableImage;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import javafx.scene.shape.Rectangle;
import javafx.util.Duration;
import org.fedlens.report.ChartImage;
import org.fedlens.report.ChartLook;
import org.fedlens.report.ChartPainter;
import org.fedlens.report.CurveChart;
import org.fedlens.text.Text;

/**
 * A chart on the screen: an image painted elsewhere, and what answers the pointer on top of it. The newest request
 * wins, and there are at most ten paintings a second. A drag zooms in, a double click shows everything again.
 */
final class ChartView extends Region {
    private static final double PAINT_MILLIS = 100;
    private static final double LEAST_DRAG = 8;

    private final Desk desk;
    private final double labels;
    private final Supplier<CurveChart> source;
    private final Latest painting;
    private final ImageView image = new ImageView();
    private final Line line = new Line();
    private final Rectangle zoomBox = new Rectangle();
    private final ChartTip tip;
    private final PauseTransition pause = new PauseTransition(Duration.millis(PAINT_MILLIS));
    private Optional<ChartImage> shown = Optional.empty();
    private Optional<double[]> zoom = Optional.empty();
    private double pressedAt = Double.NaN;
    private boolean waiting;
    private boolean busy;
    private Optional<ContextMenu> menu = Optional.empty();

    /**
     * @param labels space right of the data for labels
     * @param source what is to be shown, asked each time the chart is painted
     */
    ChartView(Desk desk, double labels, Supplier<CurveChart> source) {
        this.desk = desk;
        this.labels = labels;
        this.source = source;
        this.painting = new Latest(desk.painters(), desk.pulse());
        this.tip = new ChartTip(desk);
        getStyleClass().add("chart-view");
        line.getStyleClass().add("chart-hover");
        zoomBox.getStyleClass().add("chart-zoom");
        for (var overlay : new Node[] {line, zoomBox, tip}) {
            overlay.setManaged(false);
            overlay.setVisible(false);
            overlay.setMouseTransparent(true);
        }
        getChildren().addAll(image, zoomBox, line, tip);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        pause.setOnFinished(end -> {
            if (waiting) {
                paint();
            }
        });
        setOnMouseMoved(this::hover);
        setOnMouseExited(exit -> desk.screen().hover().set(Double.NaN));
        setOnMousePressed(this::press);
        setOnMouseDragged(this::drag);
        setOnMouseReleased(this::release);
        sceneProperty().addListener((scene, before, now) -> request());
        localToSceneTransformProperty().addListener((transform, before, now) -> request());
        desk.ties().add(desk.screen().hover().subscribe(value -> showHover(value.doubleValue())));
        desk.ties().add(desk.surroundings().paletteProperty().subscribe(palette -> request()));
        desk.ties().add(desk.screen().axis().subscribe(axis -> {
            zoom = Optional.empty();
            request();
        }));
        desk.ties().add(desk.screen().smoothing().subscribe(smoothing -> request()));
        desk.ties().add(desk.model().revision().subscribe(revision -> request()));
    }

    /** Offers a menu to the pointer and the keyboard. */
    void offer(ContextMenu actions) {
        menu = Optional.of(actions);
        setOnContextMenuRequested(request -> {
            actions.show(this, request.getScreenX(), request.getScreenY());
            request.consume();
        });
    }

    /** Opens its menu, if it has one, in its upper left corner. */
    void openMenu() {
        Point2D corner = localToScreen(48, 16);
        menu.ifPresent(actions -> actions.show(this, corner.getX(), corner.getY()));
    }

    /** Asks for a new painting; soon, if the last one is too fresh. */
    void request() {
        waiting = true;
        if (pause.getStatus() != Animation.Status.RUNNING) {
            paint();
        }
    }

    private void paint() {
        if (getScene() == null || !ChartLook.fits(getWidth(), getHeight(), labels)) {
            return;
        }
        // A painting is waited for: were it overtaken by the next, a slow machine would never show one.
        if (busy) {
            waiting = true;
            return;
        }
        waiting = false;
        busy = true;
        pause.playFromStart();
        CurveChart chart = chart();
        ChartLook look = new ChartLook(getWidth(), getHeight(), labels, deviceScale(), 1);
        ChartPainter painter = painter();
        painting.ask(() -> Painted.of(painter.paint(chart, look), look), this::show, failure -> {
            desk.model().note(LogLine.Level.ERROR, Text.verbatim(failure));
            rest();
        });
    }

    /** After a painting: the next one, if it was asked for in the meantime and the last is old enough. */
    private void rest() {
        busy = false;
        if (waiting && pause.getStatus() != Animation.Status.RUNNING) {
            paint();
        }
    }

    CurveChart chart() {
        CurveChart whole = source.get().smoothed(desk.screen().smoothing().get());
        return zoom.map(range -> whole.zoomed(range[0], range[1])).orElse(whole);
    }

    ChartPainter painter() {
        return new ChartPainter(
                desk.surroundings().palette().tokens(),
                desk.fonts(),
                desk.surroundings().words());
    }

    ChartLook look() {
        return new ChartLook(Math.max(320, getWidth()), Math.max(160, getHeight()), labels, 1, 1);
    }

    private double deviceScale() {
        return Scaled.pixels(this);
    }

    private record Painted(ChartImage chart, WritableImage image, ChartLook look) {
        static Painted of(ChartImage chart, ChartLook look) {
            return new Painted(chart, ScreenImage.of(chart.image()), look);
        }
    }

    private void show(Painted painted) {
        shown = Optional.of(painted.chart());
        image.setImage(painted.image());
        image.setFitWidth(painted.image().getWidth() / painted.look().device());
        image.setFitHeight(painted.image().getHeight() / painted.look().device());
        showHover(desk.screen().hover().get());
        rest();
    }

    private void hover(MouseEvent event) {
        shown.filter(chart -> chart.area().contains(event.getX(), event.getY()))
                .ifPresentOrElse(
                        chart -> desk.screen().hover().set(chart.xAt(event.getX())),
                        () -> desk.screen().hover().set(Double.NaN));
    }

    private void showHover(double x) {
        boolean on = shown.isPresent() && !Double.isNaN(x);
        line.setVisible(on);
        tip.setVisible(on);
        if (!on) {
            return;
        }
        ChartImage chart = shown.orElseThrow();
        double at = Math.rint(chart.pixelOf(tip.fill(chart.chart(), x))) + 0.5;
        line.setStartX(at);
        line.setEndX(at);
        line.setStartY(chart.area().getY());
        line.setEndY(chart.area().getMaxY());
        Point2D size = tip.size();
        boolean fits = at + 12 + size.getX() < getWidth();
        tip.resizeRelocate(
                Math.max(0, fits ? at + 12 : at - 12 - size.getX()),
                chart.area().getY() + 4,
                size.getX(),
                size.getY());
    }

    private void press(MouseEvent event) {
        requestFocus();
        if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
            zoom = Optional.empty();
            request();
        } else if (event.getButton() == MouseButton.PRIMARY) {
            pressedAt = event.getX();
        }
    }

    private void drag(MouseEvent event) {
        if (shown.isEmpty() || Double.isNaN(pressedAt)) {
            return;
        }
        var area = shown.orElseThrow().area();
        double from = Math.max(area.getX(), Math.min(pressedAt, event.getX()));
        double to = Math.min(area.getMaxX(), Math.max(pressedAt, event.getX()));
        zoomBox.setVisible(to - from > LEAST_DRAG);
        zoomBox.setX(from);
        zoomBox.setWidth(Math.max(0, to - from));
        zoomBox.setY(area.getY());
        zoomBox.setHeight(area.getHeight());
    }

    private void release(MouseEvent event) {
        if (zoomBox.isVisible() && shown.isPresent()) {
            ChartImage chart = shown.orElseThrow();
            double left = chart.xAt(zoomBox.getX());
            double right = chart.xAt(zoomBox.getX() + zoomBox.getWidth());
            if (right > left) {
                zoom = Optional.of(new double[] {left, right});
                request();
            }
        }
        zoomBox.setVisible(false);
        pressedAt = Double.NaN;
    }

    @Override
    protected void layoutChildren() {
        image.relocate(0, 0);
        request();
    }

    @Override
    protected double computePrefWidth(double height) {
        return 300;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 120;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 120;
    }

    @Override
    protected double computeMinHeight(double width) {
        return 60;
    }
}
