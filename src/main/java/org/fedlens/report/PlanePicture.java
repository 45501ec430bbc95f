package org.fedlens.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.fedlens.text.CsvText;

/**
 * A layout of points in the plane as files: a picture in the light theme, a drawing with text as text, a table, and the
 * pair of tables that the embedding projector reads.
 *
 * @param title stands above the picture
 * @param points in drawing order
 * @param labels names that stand among the points
 */
public record PlanePicture(String title, List<Point> points, List<Label> labels) {
    private static final int SIDE = 800;
    private static final int HEAD = 40;
    private static final double RADIUS = 4;
    private static final int TWICE = 2;

    /**
     * One point.
     *
     * @param x place, larger is further right
     * @param y place, larger is further up
     * @param colour of its mark
     * @param cross true for a cross instead of a dot
     * @param cells what the table says of it after its place
     */
    public record Point(double x, double y, Color colour, boolean cross, List<String> cells) {
        public Point {
            cells = List.copyOf(cells);
        }
    }

    /**
     * A name in the middle of its points.
     *
     * @param points how many; of names that would lie on each other the one with more stays
     */
    public record Label(double x, double y, String text, int points) {}

    public PlanePicture {
        points = List.copyOf(points);
        labels = List.copyOf(labels);
    }

    /** @throws IOException if the file cannot be written */
    public void png(ChartFonts fonts, Path file) throws IOException {
        BufferedImage image = new BufferedImage(TWICE * SIDE, TWICE * (SIDE + HEAD), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.scale(TWICE, TWICE);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, SIDE, SIDE + HEAD);
        Font font = fonts.strong().deriveFont(13f);
        graphics.setFont(font);
        graphics.setColor(Tokens.light().role("fg"));
        graphics.drawString(title, 16, 26);
        Frame frame = frame();
        graphics.setStroke(new BasicStroke(1.5f));
        for (Point point : points) {
            double x = frame.x(point.x);
            double y = frame.y(point.y);
            graphics.setColor(point.colour);
            if (point.cross) {
                graphics.draw(new Line2D.Double(x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS));
                graphics.draw(new Line2D.Double(x - RADIUS, y + RADIUS, x + RADIUS, y - RADIUS));
            } else {
                graphics.fill(new Ellipse2D.Double(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS));
            }
        }
        for (Label label : placed(frame)) {
            int width = graphics.getFontMetrics().stringWidth(label.text);
            int left = (int) (label.x - width / 2.0);
            int base = (int) label.y + 4;
            graphics.setColor(new Color(255, 255, 255, 200));
            graphics.fillRoundRect(left - 4, base - 13, width + 8, 18, 6, 6);
            graphics.setColor(Tokens.light().role("fg"));
            graphics.drawString(label.text, left, base);
        }
        graphics.dispose();
        ImageIO.write(image, "png", file.toFile());
    }

    /** @throws IOException if the file cannot be written */
    public void svg(Path file) throws IOException {
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"Inter, sans-serif\""
                        + " font-size=\"13\" font-weight=\"600\">%n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>%n",
                SIDE,
                SIDE + HEAD));
        svg.append(text(16, 26, "start", title));
        Frame frame = frame();
        for (Point point : points) {
            double x = frame.x(point.x);
            double y = frame.y(point.y);
            String colour = String.format("#%06X", point.colour.getRGB() & 0xFFFFFF);
            if (point.cross) {
                svg.append(String.format(
                        Locale.ROOT,
                        "<path d=\"M%.2f %.2fl8 8m0-8l-8 8\" stroke=\"%s\" stroke-width=\"1.5\"/>%n",
                        x - RADIUS,
                        y - RADIUS,
                        colour));
            } else {
                svg.append(String.format(
                        Locale.ROOT, "<circle cx=\"%.2f\" cy=\"%.2f\" r=\"4\" fill=\"%s\"/>%n", x, y, colour));
            }
        }
        for (Label label : placed(frame)) {
            svg.append(text(label.x, label.y + 4, "middle", label.text));
        }
        Files.writeString(file, svg.append("</svg>\n"));
    }

    /** Where names stand on the page. Their widths are estimated, so that both pictures show the same ones. */
    private List<Label> placed(Frame frame) {
        List<Optional<NameTags.Tag>> tags = NameTags.placed(
                labels.stream()
                        .map(label -> new NameTags.Tag(
                                frame.x(label.x),
                                frame.y(label.y),
                                8
                                        + label.text
                                                .codePoints()
                                                .mapToDouble(c -> c < 0x2E80 ? 7.5 : 13)
                                                .sum(),
                                18,
                                label.points))
                        .toList(),
                SIDE,
                SIDE + HEAD);
        return IntStream.range(0, labels.size())
                .boxed()
                .flatMap(i -> tags.get(i).stream()
                        .map(tag -> new Label(tag.x(), tag.y(), labels.get(i).text, labels.get(i).points)))
                .toList();
    }

    private static String text(double x, double y, String anchor, String said) {
        String safe = said.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"#24292F\" stroke=\"#fff\" stroke-width=\"3\""
                        + " paint-order=\"stroke\">%s</text>%n",
                x,
                y,
                anchor,
                safe);
    }

    /** @param columns names of the cells. @throws IOException if the file cannot be written */
    public void csv(List<String> columns, Path file) throws IOException {
        CsvText csv = CsvText.plain()
                .head(Stream.concat(Stream.of("x", "y"), columns.stream()).toList());
        for (Point point : points) {
            Stream<String> place =
                    DoubleStream.of(point.x, point.y).mapToObj(at -> String.format(Locale.ROOT, "%.6g", at));
            csv.row(Stream.concat(place, point.cells.stream()).toArray());
        }
        Files.writeString(file, csv.toString());
    }

    /**
     * Vectors and what is known of each point, in the two files that TensorFlow's embedding projector loads.
     *
     * @param vectors the original vectors, in the order of the points
     * @param file for the vectors; the metadata go beside it under {@code ...-metadata.tsv}
     * @throws IOException if a file cannot be written
     */
    public void tsv(List<String> columns, float[][] vectors, Path file) throws IOException {
        StringBuilder numbers = new StringBuilder();
        for (float[] vector : vectors) {
            for (int d = 0; d < vector.length; d++) {
                numbers.append(d == 0 ? "" : "\t").append(vector[d]);
            }
            numbers.append('\n');
        }
        Files.writeString(file, numbers);
        StringBuilder known = new StringBuilder(String.join("\t", columns)).append('\n');
        for (Point point : points) {
            known.append(String.join(
                            "\t",
                            point.cells.stream()
                                    .map(cell -> cell.replaceAll("[\t\r\n]", " "))
                                    .toList()))
                    .append('\n');
        }
        String name = file.getFileName().toString().replaceFirst("\\.tsv$", "");
        Files.writeString(file.resolveSibling(name + "-metadata.tsv"), known);
    }

    private record Frame(double left, double top, double scale) {
        double x(double value) {
            return SIDE / 2.0 + (value - left) * scale;
        }

        double y(double value) {
            return HEAD + SIDE / 2.0 - (value - top) * scale;
        }
    }

    private Frame frame() {
        double lowX = points.stream().mapToDouble(Point::x).min().orElse(0);
        double highX = points.stream().mapToDouble(Point::x).max().orElse(1);
        double lowY = points.stream().mapToDouble(Point::y).min().orElse(0);
        double highY = points.stream().mapToDouble(Point::y).max().orElse(1);
        double span = Math.max(Math.max(highX - lowX, highY - lowY), 1e-9);
        return new Frame((lowX + highX) / 2, (lowY + highY) / 2, (SIDE - 64) / span);
    }
}
