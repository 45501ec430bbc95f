package org.fedlens.app;

import javafx.geometry.Rectangle2D;

/**
 * Where a line cuts one picture in two: what of the picture is left of it, what right. Cuts between columns, so that
 * the two parts meet without a gap.
 *
 * @param share of the picture left of the line, 0 to 1
 */
record Wipe(double share) {
    static final Wipe MIDDLE = new Wipe(0.5);

    Wipe {
        share = Double.isNaN(share) ? 0.5 : Math.max(0, Math.min(1, share));
    }

    /** The columns left of the line. */
    int column(int width) {
        return (int) Math.round(share * width);
    }

    /** The part left of the line, in the picture's pixels. */
    Rectangle2D left(int width, int height) {
        return new Rectangle2D(0, 0, column(width), height);
    }

    /** The part right of the line, in the picture's pixels. */
    Rectangle2D right(int width, int height) {
        return new Rectangle2D(column(width), 0, width - column(width), height);
    }

    /** The line so much further to the right. */
    Wipe moved(double by) {
        return new Wipe(share + by);
    }
}
