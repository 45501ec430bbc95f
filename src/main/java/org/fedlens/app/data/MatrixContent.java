package org.fedlens.app.data;

import org.fedlens.app.engine.LabelDistribution;
import org.fedlens.report.chart.ChartFonts;
import org.fedlens.report.chart.ThemeColours;
import org.fedlens.text.Words;

/**
 * All that the picture of who holds what depends on beside the split itself, so that any thread may paint it.
 *
 * @param width pixels, 0 while nobody sees it
 * @param height pixels
 * @param scale pixels of the screen for each of these
 * @param scrollX pixels the columns are moved to the left
 * @param scrollY pixels the rows are moved up
 * @param drawing how
 * @param order of the clients
 * @param chosen client
 * @param dragged the client under a dragged share, -1 for none
 * @param highlighted class, -1 for none
 */
record MatrixContent(
        double width,
        double height,
        double scale,
        double scrollX,
        double scrollY,
        DataModel.Drawing drawing,
        LabelDistribution.Order order,
        int chosen,
        int dragged,
        int highlighted,
        ThemeColours tokens,
        ChartFonts fonts,
        Words words) {
    /** A picture that nobody sees. */
    static MatrixContent none(ThemeColours tokens, ChartFonts fonts, Words words) {
        return new MatrixContent(
                0,
                0,
                1,
                0,
                0,
                DataModel.Drawing.BUBBLES,
                LabelDistribution.Order.NUMBER,
                0,
                -1,
                -1,
                tokens,
                fonts,
                words);
    }

    boolean seen() {
        return width > MatrixLayout.LEFT + MatrixLayout.RIGHT && height > MatrixLayout.TOP + MatrixLayout.BOTTOM;
    }

    MatrixLayout layout(LabelDistribution federation) {
        return new MatrixLayout(
                width, height, federation.clients().size(), federation.classes().size(), scrollX, scrollY);
    }
}
