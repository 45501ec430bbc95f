package org.fedlens.app.embedding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import org.fedlens.app.kit.Palette;
import org.fedlens.app.widget.DotRaster;
import org.fedlens.experiment.store.EmbeddedImages;
import org.fedlens.report.chart.NameTags;

/** Paints the points of one side: their colours, what is chosen, and the names of the classes among them. */
final class ScatterPainter {
    private static final double FADED = 0.22;
    private static final double USUAL = 0.8;
    private static final double NAME_HEIGHT = 18;

    private final Palette palette;
    private final PointColouring colouring;
    private final EmbeddedImages images;
    private final RoundLayouts.Look look;
    private final BitSet chosen = new BitSet();
    private final int highlighted;
    private final int client;
    private final IntPredicate shown;
    private final int[][] members;

    ScatterPainter(EmbeddingContext context, EmbeddingModel model, EmbeddingSide side, RoundLayouts.Look look) {
        this.palette = context.environment().palette();
        this.colouring = model.colouring().get();
        this.images = side.images().orElseThrow();
        this.look = look;
        this.shown = model.shownOn(side);
        this.members = side.members();
        this.highlighted = context.highlightedClass().get();
        this.client = colouring == PointColouring.CLIENT
                ? context.run().selectedProperty().get()
                : -1;
        for (int index : model.chosenOn(side).indices()) {
            chosen.set(index);
        }
    }

    /** The colour of a point. */
    static Color colour(
            Palette palette, PointColouring colouring, EmbeddedImages images, RoundLayouts.Look look, int point) {
        int label = images.labels()[point];
        return switch (colouring) {
            case CLASS -> palette.series(label);
            case CLIENT -> palette.series(images.clients()[point]);
            case CLUSTER -> look.cluster(point) < 0 ? palette.role("ghost") : palette.series(look.cluster(point));
            case CORRECT -> palette.role(look.guesses()[point] == label ? "ok" : "bad");
        };
    }

    static int argb(Color colour) {
        return 0xFF000000
                | (int) Math.round(colour.getRed() * 255) << 16
                | (int) Math.round(colour.getGreen() * 255) << 8
                | (int) Math.round(colour.getBlue() * 255);
    }

    private boolean right(int point) {
        return look.guesses()[point] == images.labels()[point];
    }

    /** True for the class under the pointer in any view; by client, for the client that is chosen in any view. */
    private boolean pointedAt(int point) {
        return highlighted >= 0
                ? images.labels()[point] == highlighted
                : client >= 0 && images.clients()[point] == client;
    }

    /** @param zoom pixels of the raster for one of the view */
    void points(DotRaster raster, double zoom, IntToDoubleFunction x, IntToDoubleFunction y) {
        int ring = argb(palette.role("fg"));
        // What matters is painted last, above the rest.
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < images.count(); i++) {
                boolean matters = chosen.isEmpty() ? pointedAt(i) : chosen.get(i);
                if (matters != (pass == 1) || !shown.test(i)) {
                    continue;
                }
                boolean faded = !matters && (!chosen.isEmpty() || highlighted >= 0 || client >= 0);
                Color colour = colour(palette, colouring, images, look, i);
                DotRaster.Mark mark =
                        colouring == PointColouring.CORRECT && !right(i) ? DotRaster.Mark.CROSS : DotRaster.Mark.DOT;
                double px = x.applyAsDouble(i) * zoom;
                double py = y.applyAsDouble(i) * zoom;
                raster.mark(mark, px, py, argb(colour), faded ? FADED : USUAL);
                if (chosen.get(i)) {
                    raster.mark(DotRaster.Mark.RING, px, py, ring, 1);
                }
            }
        }
    }

    /** What lies above the points: names of classes, and a ring around the point under the pointer. */
    void over(GraphicsContext graphics, IntToDoubleFunction x, IntToDoubleFunction y, int hovered) {
        if (colouring == PointColouring.CLASS && images.classes().size() <= 20) {
            names(graphics, x, y);
        }
        if (hovered >= 0 && hovered < images.count()) {
            graphics.setStroke(palette.role("fg"));
            graphics.setLineWidth(2);
            graphics.strokeOval(x.applyAsDouble(hovered) - 6, y.applyAsDouble(hovered) - 6, 12, 12);
        }
    }

    /** Of names that would lie on each other the one with more points stays, the one under the pointer before all. */
    private void names(GraphicsContext graphics, IntToDoubleFunction x, IntToDoubleFunction y) {
        graphics.setFont(Font.font("Inter SemiBold", 12));
        List<Integer> labels = new ArrayList<>();
        List<NameTags.Tag> tags = new ArrayList<>();
        for (int label = 0; label < images.classes().size(); label++) {
            int[] own = Arrays.stream(members[label]).filter(shown).toArray();
            if (own.length > 0) {
                Text measured = new Text(images.classes().get(label));
                measured.setFont(graphics.getFont());
                double width = measured.getLayoutBounds().getWidth() + 10;
                double weight = label == highlighted ? Double.POSITIVE_INFINITY : own.length;
                labels.add(label);
                tags.add(new NameTags.Tag(median(own, x), median(own, y), width, NAME_HEIGHT, weight));
            }
        }
        List<Optional<NameTags.Tag>> placed = NameTags.placed(
                tags, graphics.getCanvas().getWidth(), graphics.getCanvas().getHeight());
        for (int i = 0; i < labels.size(); i++) {
            int label = labels.get(i);
            placed.get(i).ifPresent(tag -> name(graphics, label, tag));
        }
    }

    private void name(GraphicsContext graphics, int label, NameTags.Tag tag) {
        boolean faded = highlighted >= 0 && highlighted != label;
        graphics.setGlobalAlpha(faded ? 0.35 : 0.82);
        graphics.setFill(palette.role("surface"));
        graphics.fillRoundRect(tag.x() - tag.width() / 2, tag.y() - tag.height() / 2, tag.width(), tag.height(), 6, 6);
        graphics.setGlobalAlpha(faded ? 0.4 : 1);
        graphics.setFill(palette.role("fg"));
        graphics.setTextAlign(TextAlignment.CENTER);
        graphics.setTextBaseline(VPos.CENTER);
        graphics.fillText(images.classes().get(label), tag.x(), tag.y());
        graphics.setGlobalAlpha(1);
    }

    private static double median(int[] own, IntToDoubleFunction axis) {
        double[] values =
                Arrays.stream(own).mapToDouble(axis::applyAsDouble).sorted().toArray();
        return values[values.length / 2];
    }
}
