package org.fedlens.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.fedlens.text.Words;

/** The curves of a finished run as pictures, for where there is no window to show them. */
public final class RunPictures {
    private static final ChartLook LOOK = new ChartLook(720, 400, 96, 2, 1);

    private RunPictures() {}

    /**
     * Writes {@code accuracy.png} and {@code loss.png}.
     *
     * @param label name of the method, at the right end of the curve
     * @return the files written
     * @throws IOException if a file cannot be written
     */
    public static List<Path> write(RunTable table, String label, Words words, Path folder) throws IOException {
        ChartPainter painter = new ChartPainter(Tokens.light(), ChartFonts.load(), words);
        Path accuracy = folder.resolve("accuracy.png");
        Path loss = folder.resolve("loss.png");
        Points shares = table.headline(XAxis.ROUND);
        Points losses = table.global(RunTable.TRAIN_LOSS, XAxis.ROUND);
        Export.png(
                painter,
                chart(shares, ValueScale.accuracy(List.of(shares), ValueScale.wholeShare()), label),
                LOOK,
                accuracy);
        Export.png(painter, chart(losses, ValueScale.loss(List.of(losses)), label), LOOK, loss);
        return List.of(accuracy, loss);
    }

    private static CurveChart chart(Points points, ValueScale scale, String label) {
        List<Curve> curves =
                points.isEmpty() ? List.of() : List.of(new Curve(label, points, Curve.Tone.CURRENT, 0, true));
        double end = points.isEmpty() ? 1 : Math.max(1, points.lastX());
        return new CurveChart(XAxis.ROUND, 0, end, scale, List.of(), curves, Optional.empty(), List.of());
    }
}
