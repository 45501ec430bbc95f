package org.fedlens.app.prediction;

import java.util.List;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.TextAlignment;
import org.fedlens.app.kit.Palette;
import org.fedlens.app.widget.SharpCanvas;
import org.fedlens.experiment.inspect.ClassPredictions;
import org.fedlens.metrics.ConfusionMatrix;

/** Which class was taken for which: rows are the truth. A click or the arrow keys choose a cell. */
final class ConfusionView extends Region {
    private static final double NAMES = 92;
    private static final double TOP = 28;
    private static final double LARGEST = 56;
    /** Cells smaller than this carry no figure. */
    private static final double LEGIBLE = 26;

    private final PredictionContext context;
    private final ClassPredictionModel model;
    private final SharpCanvas canvas = new SharpCanvas();

    ConfusionView(PredictionContext context, ClassPredictionModel model) {
        this.context = context;
        this.model = model;
        setId("confusion");
        getStyleClass().add("matrix");
        getChildren().add(canvas);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMinSize(280, 240);
        setOnMouseClicked(click -> {
            requestFocus();
            at(click.getX(), click.getY()).ifPresent(cell -> model.cell().set(Optional.of(cell)));
        });
        setOnKeyPressed(this::key);
        context.keep(model.trial().revision().subscribe(changed -> paint()));
        context.keep(model.shares().subscribe(shares -> paint()));
        context.keep(model.cell().subscribe(cell -> paint()));
        context.keep(context.environment().paletteProperty().subscribe(palette -> paint()));
    }

    private double side(int classes) {
        return Math.max(4, Math.min(LARGEST, Math.min((getWidth() - NAMES) / classes, (getHeight() - TOP) / classes)));
    }

    private Optional<ClassPredictionModel.Cell> at(double x, double y) {
        return model.trial().result().flatMap(found -> {
            int classes = found.classes().size();
            int column = (int) Math.floor((x - NAMES) / side(classes));
            int row = (int) Math.floor((y - TOP) / side(classes));
            return column < 0 || row < 0 || column >= classes || row >= classes
                    ? Optional.empty()
                    : Optional.of(new ClassPredictionModel.Cell(row, column));
        });
    }

    private void key(KeyEvent event) {
        int down = 0;
        int across = 0;
        switch (event.getCode()) {
            case UP -> down = -1;
            case DOWN -> down = 1;
            case LEFT -> across = -1;
            case RIGHT -> across = 1;
            default -> {
                return;
            }
        }
        if (model.trial().result().isPresent()) {
            int classes = model.trial().result().get().classes().size();
            ClassPredictionModel.Cell now = model.cell().get().orElse(new ClassPredictionModel.Cell(0, -across));
            model.cell()
                    .set(Optional.of(new ClassPredictionModel.Cell(
                            Math.floorMod(now.truth() + down, classes), Math.floorMod(now.guess() + across, classes))));
            event.consume();
        }
    }

    @Override
    protected void layoutChildren() {
        canvas.fit(getWidth(), getHeight());
        paint();
    }

    private void paint() {
        if (getWidth() <= NAMES || getHeight() <= TOP) {
            return;
        }
        GraphicsContext g = canvas.fresh();
        model.trial().result().ifPresent(found -> paint(g, found));
    }

    private void paint(GraphicsContext g, ClassPredictions found) {
        ConfusionMatrix confusion = found.confusion();
        List<String> classes = found.classes();
        double side = side(classes.size());
        Palette palette = context.environment().palette();
        g.setTextBaseline(VPos.CENTER);
        for (int row = 0; row < classes.size(); row++) {
            g.setFont(Font.font("Inter", 11));
            g.setFill(palette.role("muted"));
            if (side >= 11) {
                g.setTextAlign(TextAlignment.RIGHT);
                g.fillText(classes.get(row), NAMES - 8, TOP + side * (row + 0.5), NAMES - 10);
                g.setTextAlign(TextAlignment.CENTER);
                g.fillText(classes.get(row), NAMES + side * (row + 0.5), TOP / 2, side - 3);
            }
            for (int column = 0; column < classes.size(); column++) {
                cell(g, palette, confusion, row, column, side);
            }
        }
        model.cell().get().ifPresent(cell -> {
            g.setStroke(palette.role("accent"));
            g.setLineWidth(2);
            g.strokeRoundRect(NAMES + side * cell.guess(), TOP + side * cell.truth(), side - 1, side - 1, 4, 4);
            setAccessibleText(said(found, cell));
        });
        if (model.cell().get().isEmpty()) {
            setAccessibleText(context.say(
                    "ui.predictions.matrix.said",
                    context.environment().figures().percent(confusion.accuracy())));
        }
    }

    private void cell(GraphicsContext g, Palette palette, ConfusionMatrix confusion, int row, int column, double side) {
        double share = share(confusion, row, column);
        double x = NAMES + side * column;
        double y = TOP + side * row;
        g.setFill(ramp(palette, share));
        g.fillRoundRect(x, y, side - 2, side - 2, 4, 4);
        long count = confusion.count(row, column);
        if (side >= LEGIBLE && count > 0) {
            g.setFont(Font.font("Inter", FontWeight.SEMI_BOLD, 11));
            g.setFill(ink(ramp(palette, share)));
            g.setTextAlign(TextAlignment.CENTER);
            String text = model.shares().get() ? String.valueOf(Math.round(share * 100)) : String.valueOf(count);
            g.fillText(text, x + side / 2 - 1, y + side / 2 - 1, side - 4);
        }
    }

    /** The colour of a share from 0 to 1, from few to many. */
    private static Color ramp(Palette palette, double share) {
        List<java.awt.Color> ramp = palette.tokens().ramp();
        java.awt.Color step = ramp.get((int) Math.min(ramp.size() - 1, Math.floor(share * ramp.size())));
        return Color.rgb(step.getRed(), step.getGreen(), step.getBlue());
    }

    /** What can be read best on a colour. */
    private static Color ink(Color below) {
        double light = 0.2126 * Math.pow(below.getRed(), 2.2)
                + 0.7152 * Math.pow(below.getGreen(), 2.2)
                + 0.0722 * Math.pow(below.getBlue(), 2.2);
        return light > 0.18 ? Color.web("#0D1117") : Color.WHITE;
    }

    /** The share of a class that was taken for another, 0 without any. */
    static double share(ConfusionMatrix confusion, int truth, int guess) {
        long all = 0;
        for (int column = 0; column < confusion.classes(); column++) {
            all += confusion.count(truth, column);
        }
        return all == 0 ? 0 : confusion.count(truth, guess) / (double) all;
    }

    private String said(ClassPredictions found, ClassPredictionModel.Cell cell) {
        return context.say(
                "ui.predictions.cell",
                found.classes().get(cell.truth()),
                found.classes().get(cell.guess()),
                found.confusion().count(cell.truth(), cell.guess()),
                context.environment().figures().percent(share(found.confusion(), cell.truth(), cell.guess())));
    }
}
