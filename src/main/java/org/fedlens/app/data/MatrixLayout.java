package org.fedlens.app.data;

/**
 * Where things stand in the picture of who holds what: a column for each client, a row for each class, the sizes of the
 * clients above, their numbers below. What does not fit is reached by scrolling.
 *
 * @param width pixels
 * @param height pixels
 * @param clients columns
 * @param classes rows
 * @param scrollX pixels the columns are moved to the left
 * @param scrollY pixels the rows are moved up
 */
record MatrixLayout(double width, double height, int clients, int classes, double scrollX, double scrollY) {
    static final double LEFT = 100;
    static final double RIGHT = 76;
    static final double TOP = 96;
    static final double BOTTOM = 48;
    private static final double NARROWEST = 5;
    private static final double FLATTEST = 16;
    private static final double LARGEST_BUBBLE = 16;

    /** Distance between two clients. */
    double pitch() {
        return Math.max(NARROWEST, (width - LEFT - RIGHT) / Math.max(1, clients));
    }

    /** Distance between two classes. */
    double row() {
        return Math.max(FLATTEST, (height - TOP - BOTTOM) / Math.max(1, classes));
    }

    double roomX() {
        return Math.max(0, pitch() * clients - (width - LEFT - RIGHT));
    }

    double roomY() {
        return Math.max(0, row() * classes - (height - TOP - BOTTOM));
    }

    /** Middle of a column. */
    double x(int column) {
        return LEFT + (column + 0.5) * pitch() - scrollX;
    }

    /** Middle of a class's row. */
    double y(int label) {
        return TOP + (label + 0.5) * row() - scrollY;
    }

    /** The column at a place, -1 for none. */
    int column(double x) {
        if (x < LEFT || x >= width - RIGHT) {
            return -1;
        }
        int column = (int) Math.floor((x - LEFT + scrollX) / pitch());
        return column < clients ? column : -1;
    }

    /** The class at a place, -1 for none. */
    int label(double y) {
        if (y < TOP || y >= height - BOTTOM) {
            return -1;
        }
        int label = (int) Math.floor((y - TOP + scrollY) / row());
        return label < classes ? label : -1;
    }

    /** The first column that can be seen. */
    int firstClient() {
        return (int) Math.max(0, Math.floor(scrollX / pitch()));
    }

    /** One past the last column that can be seen. */
    int endClient() {
        return (int) Math.min(clients, Math.ceil((scrollX + width - LEFT - RIGHT) / pitch()));
    }

    int firstLabel() {
        return (int) Math.max(0, Math.floor(scrollY / row()));
    }

    /** One past the last class that can be seen. */
    int endLabel() {
        return (int) Math.min(classes, Math.ceil((scrollY + height - TOP - BOTTOM) / row()));
    }

    /** Radius of the bubble for the largest count. */
    double largestRadius() {
        return Math.min(LARGEST_BUBBLE, Math.min(row() * 0.46, Math.max(pitch() * 0.55, 6)));
    }

    /** Every so many clients the number is written. */
    int numbered() {
        int[] steps = {1, 2, 5, 10, 20, 50, 100};
        for (int step : steps) {
            if (step * pitch() >= 22) {
                return step;
            }
        }
        return 100;
    }
}
