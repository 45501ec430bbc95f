package org.fedlens.app.prediction;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.geometry.Rectangle2D;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;

/** An image with a mask laid over it, as large as there is room, small ones with sharp pixels. */
final class MaskedImage extends Region {
    private static final double LARGE = 320;

    private final ImageView below = new ImageView();
    private final ImageView above = new ImageView();
    private final double wide;
    private final double high;

    /** @param wide largest width it takes @param high its height */
    MaskedImage(double wide, double high) {
        this.wide = wide;
        this.high = high;
        getStyleClass().add("masked-picture");
        getChildren().addAll(below, above);
        setMinHeight(high);
        setMaxHeight(high);
        setPrefSize(wide, high);
        setMinWidth(60);
    }

    /** Shows an image without a mask. */
    void show(Image image) {
        below.setImage(image);
        above.setImage(null);
        sharpen(image);
        requestLayout();
    }

    /** Shows an image under a mask. */
    void show(Image image, Image mask) {
        below.setImage(image);
        above.setImage(mask);
        sharpen(image);
        requestLayout();
    }

    private void sharpen(Image image) {
        below.setSmooth(image.getWidth() > LARGE);
        above.setSmooth(image.getWidth() > LARGE);
    }

    /** How much of the image the mask covers. */
    MaskedImage covered(ObservableValue<Number> opacity) {
        above.opacityProperty().bind(opacity);
        return this;
    }

    /** Where an image of some sides lies in some room, as large as it goes, in the middle. */
    static Rectangle2D place(double imageWidth, double imageHeight, double width, double height) {
        double factor = Math.min(width / imageWidth, height / imageHeight);
        double wide = imageWidth * factor;
        double high = imageHeight * factor;
        return new Rectangle2D((width - wide) / 2, (height - high) / 2, wide, high);
    }

    @Override
    protected void layoutChildren() {
        Image image = below.getImage();
        if (image == null || getWidth() <= 0) {
            return;
        }
        Rectangle2D place = place(image.getWidth(), image.getHeight(), getWidth(), getHeight());
        for (ImageView view : new ImageView[] {below, above}) {
            view.setFitWidth(place.getWidth());
            view.setFitHeight(place.getHeight());
            layoutInArea(
                    view,
                    place.getMinX(),
                    place.getMinY(),
                    place.getWidth(),
                    place.getHeight(),
                    0,
                    Pos.TOP_LEFT.getHpos(),
                    Pos.TOP_LEFT.getVpos());
        }
    }

    @Override
    protected double computePrefWidth(double height) {
        return wide;
    }

    @Override
    protected double computePrefHeight(double width) {
        return high;
    }
}
