package org.fedlens.app.widget;

import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;

/** Shows its content larger: the content is laid out in so much less room and then magnified, drawn sharply. */
final class ScaledPane extends Region {
    private final DoubleProperty scale = new SimpleDoubleProperty(1);
    private final Scale magnifier = new Scale(1, 1, 0, 0);
    private final Region content;

    ScaledPane(Region content) {
        this.content = content;
        content.getTransforms().add(magnifier);
        getChildren().add(content);
        scale.addListener((property, before, now) -> {
            magnifier.setX(now.doubleValue());
            magnifier.setY(now.doubleValue());
            requestLayout();
        });
    }

    DoubleProperty scaleProperty() {
        return scale;
    }

    /** How many pixels of the screen one unit of a node is across: what pictures for it have to be painted at. */
    static double pixels(Node node) {
        if (node.getScene() == null || node.getScene().getWindow() == null) {
            return 1;
        }
        return node.getScene().getWindow().getRenderScaleX()
                * Math.max(1, node.getLocalToSceneTransform().getMxx());
    }

    @Override
    protected void layoutChildren() {
        content.resizeRelocate(0, 0, getWidth() / scale.get(), getHeight() / scale.get());
    }

    @Override
    protected double computePrefWidth(double height) {
        return content.prefWidth(height < 0 ? height : height / scale.get()) * scale.get();
    }

    @Override
    protected double computePrefHeight(double width) {
        return content.prefHeight(width < 0 ? width : width / scale.get()) * scale.get();
    }

    @Override
    protected double computeMinWidth(double height) {
        return content.minWidth(height < 0 ? height : height / scale.get()) * scale.get();
    }

    @Override
    protected double computeMinHeight(double width) {
        return content.minHeight(width < 0 ? width : width / scale.get()) * scale.get();
    }
}
