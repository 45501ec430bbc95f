package org.fedlens.app.widget;

import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.beans.property.IntegerProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.fedlens.app.kit.LatestTask;
import org.fedlens.app.kit.LogLine;
import org.fedlens.app.kit.ViewContext;
import org.fedlens.report.drawing.PaintedImage;

/**
 * A picture that is worked out and painted in the background: the newest request wins, at most ten paintings a second.
 * The pointer is told what it rests on; a click on a place that stands for a client chooses it.
 */
public final class PaintedView extends Region {
    private static final double PAINT_MILLIS = 100;

    /** Makes ready, on the window's thread and quickly, what will be drawn elsewhere. */
    public interface Source {
        /** What works out the drawing in the background; nothing if there is nothing to show. */
        Optional<Callable<PaintedImage.Drawing>> drawing();
    }

    private final ViewContext context;
    private final Source source;
    private final LatestTask painting;
    private final ImageView image = new ImageView();
    private final Tooltip tip = new Tooltip();
    private final PauseTransition pause = new PauseTransition(Duration.millis(PAINT_MILLIS));
    private Optional<PaintedImage> shown = Optional.empty();
    private boolean waiting;

    public PaintedView(ViewContext context, IntegerProperty chosen, Source source) {
        this.context = context;
        this.source = source;
        this.painting = new LatestTask(context.painters(), context.pulse());
        getStyleClass().add("chart-view");
        getChildren().add(image);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        pause.setOnFinished(end -> {
            if (waiting) {
                paint();
            }
        });
        setOnMouseMoved(this::hover);
        setOnMouseExited(exit -> Tooltip.uninstall(this, tip));
        setOnMouseClicked(click -> {
            requestFocus();
            spot(click).filter(spot -> spot.client() >= 0).ifPresent(spot -> chosen.set(spot.client()));
        });
        context.keep(context.environment().paletteProperty().subscribe(palette -> request()));
        context.keep(chosen.subscribe(selected -> request()));
    }

    /** Asks for a new painting; soon, if the last one is too fresh. */
    public void request() {
        waiting = true;
        if (pause.getStatus() != Animation.Status.RUNNING) {
            paint();
        }
    }

    /** True if something is shown. */
    public boolean painted() {
        return shown.isPresent();
    }

    private void paint() {
        double width = getWidth();
        double height = getHeight();
        if (width < 60 || height < 40 || getScene() == null) {
            return;
        }
        waiting = false;
        pause.playFromStart();
        Optional<Callable<PaintedImage.Drawing>> drawing = source.drawing();
        if (drawing.isEmpty()) {
            painting.cancel();
            shown = Optional.empty();
            image.setImage(null);
            return;
        }
        double device =
                getScene().getWindow() == null ? 1 : getScene().getWindow().getRenderScaleX();
        painting.ask(
                () -> new Painted(PaintedImage.of(drawing.get().call(), width, height, device)),
                painted -> show(painted, device),
                failure -> context.log().accept(LogLine.Level.ERROR, org.fedlens.text.Text.verbatim(failure)));
    }

    /** A picture with its pixels where the window can take them; an image that nobody shows yet may be filled anywhere. */
    private record Painted(PaintedImage picture, WritableImage pixels) {
        Painted(PaintedImage picture) {
            this(picture, copied(picture));
        }

        private static WritableImage copied(PaintedImage picture) {
            var from = picture.image();
            int[] data = ((java.awt.image.DataBufferInt) from.getRaster().getDataBuffer()).getData();
            WritableImage to = new WritableImage(from.getWidth(), from.getHeight());
            to.getPixelWriter()
                    .setPixels(
                            0,
                            0,
                            from.getWidth(),
                            from.getHeight(),
                            PixelFormat.getIntArgbPreInstance(),
                            data,
                            0,
                            from.getWidth());
            return to;
        }
    }

    private void show(Painted painted, double device) {
        shown = Optional.of(painted.picture());
        image.setImage(painted.pixels());
        image.setFitWidth(painted.pixels().getWidth() / device);
        image.setFitHeight(painted.pixels().getHeight() / device);
    }

    private Optional<PaintedImage.Spot> spot(MouseEvent event) {
        return shown.flatMap(picture -> picture.spots().stream()
                .filter(spot -> spot.area().contains(event.getX(), event.getY()))
                .reduce((first, last) -> last));
    }

    private void hover(MouseEvent event) {
        String said = spot(event).map(PaintedImage.Spot::tip).orElse("");
        if (said.isEmpty()) {
            Tooltip.uninstall(this, tip);
        } else if (!said.equals(tip.getText()) || !tip.isShowing()) {
            tip.setText(said);
            Tooltip.install(this, tip);
        }
    }

    @Override
    protected void layoutChildren() {
        image.relocate(0, 0);
        request();
    }

    @Override
    protected double computePrefWidth(double height) {
        return 200;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 160;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 120;
    }

    @Override
    protected double computeMinHeight(double width) {
        return 80;
    }
}
