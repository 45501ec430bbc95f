package org.fedlens.report.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import org.fedlens.report.CurvePoints;
import org.fedlens.report.XAxis;
import org.fedlens.text.Words;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChartLooksTest {
    private static final ChartLook LOOK = new ChartLook(592, 324, 96, 1, 1);
    private static final int LOOK_END = 592 - 96;

    private static CurveChart chart() {
        CurvePoints points = new CurvePoints(new double[] {0, 10, 20}, new double[] {0.1, 0.6, 0.8});
        Curve now = new Curve("FedProx 80.0", points, Curve.Tone.CURRENT, 0, true);
        Curve before = new Curve("FedAvg", points, Curve.Tone.GHOST, 0, false);
        return new CurveChart(
                XAxis.ROUND,
                0,
                30,
                ValueScale.wholeShare(),
                List.of(),
                List.of(before, now),
                Optional.empty(),
                List.of());
    }

    private static ChartPainter painter(boolean dark) {
        return new ChartPainter(ThemeColours.of(dark), ChartFonts.load(), Words.ENGLISH);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nothing_of_the_library_s_own_look_is_left(boolean dark) {
        JFreeChart chart = painter(dark).chart(chart(), LOOK);
        XYPlot plot = chart.getXYPlot();
        assertNull(chart.getTitle());
        assertNull(chart.getLegend());
        assertFalse(chart.isBorderVisible());
        assertNull(plot.getBackgroundPaint());
        assertFalse(plot.isOutlineVisible());
        assertFalse(plot.isDomainGridlinesVisible());
        assertTrue(plot.isRangeGridlinesVisible());
        assertEquals(ThemeColours.of(dark).role("grid"), plot.getRangeGridlinePaint());
        assertFalse(plot.getRangeAxis().isAxisLineVisible());
        assertFalse(plot.getRangeAxis().isTickMarksVisible());
        assertEquals(11, plot.getDomainAxis().getTickLabelFont().getSize());
    }

    @Test
    void the_current_run_is_the_boldest_and_the_pinned_one_is_dashed() {
        ThemeColours tokens = ThemeColours.light();
        BasicStroke now = (BasicStroke) ChartStyle.stroke(chart().curves().get(1), tokens, 1);
        BasicStroke ghost = (BasicStroke) ChartStyle.stroke(chart().curves().get(0), tokens, 1);
        assertEquals(2.5f, now.getLineWidth());
        assertNull(now.getDashArray());
        assertEquals(1.5f, ghost.getLineWidth());
        assertEquals(2, ghost.getDashArray().length);
        assertEquals(tokens.role("ghost"), ChartStyle.color(chart().curves().get(0), tokens));
    }

    @Test
    void after_twelve_series_a_colour_comes_back_with_another_dash() {
        Curve first = new Curve("a", CurvePoints.NONE, Curve.Tone.PLAIN, 0, false);
        Curve again = new Curve("b", CurvePoints.NONE, Curve.Tone.PLAIN, 12, false);
        ThemeColours tokens = ThemeColours.of(true);
        assertEquals(ChartStyle.color(first, tokens), ChartStyle.color(again, tokens));
        assertNotEquals(ChartStyle.stroke(first, tokens, 1), ChartStyle.stroke(again, tokens, 1));
    }

    @Test
    void the_image_has_the_device_s_pixels_and_a_line_in_it() {
        ChartImage painted = painter(false).paint(chart(), new ChartLook(592, 324, 96, 2, 1));
        assertEquals(1184, painted.image().getWidth());
        int wanted = ThemeColours.light().series(0).getRGB();
        int found = 0;
        for (int x = 0; x < painted.image().getWidth(); x++) {
            for (int y = 0; y < painted.image().getHeight(); y++) {
                found += painted.image().getRGB(x, y) == wanted ? 1 : 0;
            }
        }
        assertTrue(found > 500, "pixels of the curve: " + found);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.2, 0.8, 1})
    void a_name_too_long_to_stand_beside_the_line_leaves_its_last_point_free(double end) {
        BufferedImage plain = painted("", end);
        BufferedImage named = painted("FedAvg-BackCE with eight epochs 80.0", end);
        int x = LOOK_END;
        int y = (int) Math.round(10 + (1 - end) * (324 - 10 - 30));
        boolean written = false;
        for (int dx = -200; dx < 0; dx++) {
            for (int dy = -20; dy <= 20; dy++) {
                int row = Math.max(0, y + dy);
                boolean same = plain.getRGB(x + dx, row) == named.getRGB(x + dx, row);
                written |= !same;
                assertTrue(same || Math.hypot(dx, dy) > 5, "the dot is covered at " + dx + ", " + dy);
            }
        }
        assertTrue(written, "the name is there");
    }

    private static BufferedImage painted(String name, double end) {
        CurvePoints points = new CurvePoints(new double[] {0, 30}, new double[] {end, end});
        CurveChart chart = new CurveChart(
                XAxis.ROUND,
                0,
                30,
                ValueScale.wholeShare(),
                List.of(),
                List.of(new Curve(name, points, Curve.Tone.CURRENT, 0, true)),
                Optional.empty(),
                List.of());
        return painter(false).paint(chart, LOOK).image();
    }

    @Test
    void a_pixel_and_its_round_belong_together() {
        ChartImage painted = painter(false).paint(chart(), LOOK);
        assertEquals(44, painted.area().getX(), 1e-6);
        assertEquals(15, painted.xAt(painted.pixelOf(15)), 1e-9);
        assertEquals(30, painted.xAt(10_000), 1e-9);
    }

    @Test
    void labels_can_be_read_in_both_themes() {
        for (boolean dark : new boolean[] {false, true}) {
            ThemeColours tokens = ThemeColours.of(dark);
            Color surface = tokens.role("surface");
            for (Color color : tokens.series()) {
                assertTrue(ColourContrast.ratio(ColourContrast.readable(color, surface, 4.5), surface) >= 4.5);
            }
            for (String text : new String[] {"fg", "muted", "subtle", "accent", "ok", "warn", "bad"}) {
                assertTrue(ColourContrast.ratio(tokens.role(text), surface) >= 4.5, text + " " + dark);
            }
        }
    }
}
