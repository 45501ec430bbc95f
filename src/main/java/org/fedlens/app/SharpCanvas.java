package org.fedlens.app;

import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.transform.Scale;

/** A canvas with as many pixels as the screen shows of it, however much it is magnified. */
final class SharpCanvas extends Canvas {
    private final Scale shrink = new Scale(1, 1, 0, 0);
    private double width;
    private double height;

    SharpCanvas() {
        setManaged(false);
        getTransforms().add(shrink);
    }

    /** Takes a size in units of its parent. */
    void fit(double wide, double high) {
        width = wide;
        height = high;
    }

    double width() {
        return width;
    }

    /** Clears it and answers what draws on it in units of its parent. */
    GraphicsContext fresh() {
        double scale = getParent() == null
                ? 1
                : Math.max(1, getParent().getLocalToSceneTransform().getMxx());
        setWidth(width * scale);
        setHeight(height * scale);
        shrink.setX(1 / scale);
        shrink.setY(1 / scale);
        GraphicsContext g = getGraphicsContext2D();
        g.setTransform(scale, 0, 0, scale, 0, 0);
        g.clearRect(0, 0, width, height);
        return g;
    }
}
