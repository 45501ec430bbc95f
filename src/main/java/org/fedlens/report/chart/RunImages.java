package org.fedlens.report.chart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.fedlens.report.CurvePoints;
import org.fedlens.report.RunTable;
import org.fedlens.report.XAxis;
import org.fedlens.text.Words;

/** The curves of a finished run as pictures, for where there is no window to show them. */
public final class RunImages {
    private static final ChartLook LOOK = new ChartLook(720, 400, 96, 2, 1);

    private RunImages() {}

    /**
     * Writes {@code accuracy.png} and {@code loss.png}.
     *
     * @param label name of the method, at the right end of the curve
     * @return the files written
     * @throws IOException if a file cannot be written
     */
    public static List<Path> write(RunTable table, String label, Words words, Path folder) throws IOException {
        ChartPainter painter = new ChartPainter(ThemeColours.light(), ChartFonts.load(), words);
        Path accuracy = folder.resolve("accuracy.png");
        Path loss = folder.resolve("loss.png");
        CurvePoints shares = table.headline(XAxis.ROUND);
        CurvePoints losses = table.global(RunTable.TRAIN_LOSS, XAxis.ROUND);
        Export.png(
                painter,
                chart(shares, ValueScale.accuracy(List.of(shares), ValueScale.wholeShare()), label),
                LOOK,
                accuracy);
        Export.png(painter, chart(losses, ValueScale.loss(List.of(losses)), label), LOOK, loss);
        return List.of(accuracy, loss);
    }

    private static CurveChart chart(CurvePoints points, ValueScale scale, String label) {
        List<Curve> curves =
                points.isEmpty() ? List.of() : List.of(new Curve(label, points, Curve.Tone.CURRENT, 0, true));
        double end = points.isEmpty() ? 1 : Math.max(1, points.lastX());
        return new CurveChart(XAxis.ROUND, 0, end, scale, List.of(), curves, Optional.empty(), List.of());
    }
}
