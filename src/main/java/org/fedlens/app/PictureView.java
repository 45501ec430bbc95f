package org.fedlens.app;

import java.awt.image.DataBufferInt;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.fedlens.report.Picture;
import org.fedlens.text.Text;

/**
 * A picture that is worked out and painted in the background: the newest request wins, at most ten paintings a second.
 * The pointer is told what it rests on; a click on a place that stands for a client chooses it.
 */
final class PictureView extends Region {
    private static final double PAINT_MILLIS = 100;

    /** Makes ready, on the window's thread and quickly, what will be drawn elsewhere. */
    interface Source {
        /** What works out the drawing in the background; nothing if there is nothing to show. */
        Optional<Callable<Picture.Drawing>> drawing();
    }

    private final Desk desk;
    private final Source source;
    private final Latest painting;
    private final ImageView image = new ImageView();
    private final Tooltip tip = new Tooltip();
    private final PauseTransition pause = new PauseTransition(Duration.millis(PAINT_MILLIS));
    private Optional<Picture> shown = Optional.empty();
    private boolean waiting;

    PictureView(Desk desk, Source source) {
        this.desk = desk;
        this.source = source;
        this.painting = new Latest(desk.painters(), desk.pulse());
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
            spot(click)
                    .filter(spot -> spot.client() >= 0)
                    .ifPresent(spot -> desk.model().selectedProperty().set(spot.client()));
        });
        desk.ties().add(desk.surroundings().paletteProperty().subscribe(palette -> request()));
        desk.ties().add(desk.model().selectedProperty().subscribe(selected -> request()));
    }

    /** Asks for a new painting; soon, if the last one is too fresh. */
    void request() {
        waiting = true;
        if (pause.getStatus() != Animation.Status.RUNNING) {
            paint();
        }
    }

    /** True if something is shown. */
    boolean painted() {
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
        Optional<Callable<Picture.Drawing>> drawing = source.drawing();
        if (drawing.isEmpty()) {
            painting.cancel();
            shown = Optional.empty();
            image.setImage(null);
            return;
        }
        double device =
                getScene().getWindow() == null ? 1 : getScene().getWindow().getRenderScaleX();
        painting.ask(
                () -> new Painted(Picture.of(drawing.get().call(), width, height, device)),
                painted -> show(painted, device),
                failure -> desk.model().note(LogLine.Level.ERROR, Text.verbatim(failure)));
    }

    /**
     * A picture with its pixels where the window can take them; an image that nobody shows yet may be filled anywhere.
     */
    private record Painted(Picture picture, WritableImage pixels) {
        Painted(Picture picture) {
            this(picture, copied(picture));
        }

        private static WritableImage copied(Picture picture) {
            var from = picture.image();
            int[] data = ((DataBufferInt) from.getRaster().getDataBuffer()).getData();
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

    private Optional<Picture.Spot> spot(MouseEvent event) {
        return shown.flatMap(picture -> picture.spots().stream()
                .filter(spot -> spot.area().contains(event.getX(), event.getY()))
                .reduce((first, last) -> last));
    }

    private void hover(MouseEvent event) {
        String said = spot(event).map(Picture.Spot::tip).orElse("");
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
