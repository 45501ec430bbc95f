package org.fedlens.report.drawing;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.fedlens.report.chart.ChartPainter;

/**
 * A painted picture and what its places mean.
 *
 * @param image the pixels, premultiplied
 * @param spots places that stand for a client, in the picture's own units; the last that fits counts
 */
public record PaintedImage(BufferedImage image, List<Spot> spots) {
    public PaintedImage {
        spots = List.copyOf(spots);
    }

    /**
     * A place that answers the pointer.
     *
     * @param client whom it stands for, -1 for nobody
     * @param tip said when the pointer rests there
     */
    public record Spot(Rectangle2D area, int client, String tip) {}

    /** What is drawn; a value, so that it can be drawn on any thread. */
    public interface Drawing {
        /** @param spots takes the places that mean something */
        void draw(Graphics2D graphics, double width, double height, List<Spot> spots);
    }

    /** Draws over nothing: the card behind shows through. */
    public static PaintedImage of(Drawing drawing, double width, double height, double device) {
        BufferedImage image = new BufferedImage(
                (int) Math.ceil(width * device), (int) Math.ceil(height * device), BufferedImage.TYPE_INT_ARGB_PRE);
        Graphics2D graphics = image.createGraphics();
        List<Spot> spots = new ArrayList<>();
        try {
            ChartPainter.hints(graphics);
            graphics.scale(device, device);
            drawing.draw(graphics, width, height, spots);
        } finally {
            graphics.dispose();
        }
        return new PaintedImage(image, spots);
    }
}
