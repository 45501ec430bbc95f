package org.fedlens.app.embedding;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.fedlens.app.kit.LogLine;
import org.fedlens.app.kit.Palette;
import org.fedlens.experiment.store.EmbeddedImages;
import org.fedlens.experiment.store.EmbeddingFiles;
import org.fedlens.report.chart.ThemeColours;
import org.fedlens.report.drawing.PlaneImage;
import org.fedlens.text.Text;

/** Saves what a side shows: as a picture, a drawing, a table, or for the embedding projector. */
final class EmbeddingExport {
    private static final List<String> COLUMNS = List.of("image", "class", "client", "cluster", "guess", "correct");

    private final EmbeddingContext context;
    private final EmbeddingModel model;

    /** The kinds of files. */
    public enum Kind {
        PNG,
        SVG,
        CSV,
        TSV;

        String extension() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    EmbeddingExport(EmbeddingContext context, EmbeddingModel model) {
        this.context = context;
        this.model = model;
    }

    /** Asks where and writes in the background. */
    void ask(Kind kind, EmbeddingSide side, Window owner) {
        if (side.run().get().isEmpty() || side.look(model.shownRound(side)).isEmpty()) {
            return;
        }
        FileChooser chooser = new FileChooser();
        chooser.setInitialFileName(side.run().get().get().folder().getFileName() + "-round-"
                + side.look(model.shownRound(side)).get().round() + "." + kind.extension());
        File file = chooser.showSaveDialog(owner);
        if (file != null) {
            write(kind, side, file.toPath());
        }
    }

    /** Writes a file in the background and says so in the log. */
    void write(Kind kind, EmbeddingSide side, Path file) {
        RoundLayouts.Look look = side.look(model.shownRound(side)).orElseThrow();
        EmbeddedImages images = side.images().orElseThrow();
        Path run = side.run().get().orElseThrow().folder();
        String title = context.say("ui.embeddings.exported", run.getFileName().toString(), look.round());
        int[] shown =
                IntStream.range(0, images.count()).filter(model.shownOn(side)).toArray();
        PlaneImage picture = picture(title, look, images, shown);
        context.painters().execute(() -> {
            Optional<IOException> failed = Optional.empty();
            try {
                switch (kind) {
                    case PNG -> picture.png(context.fonts(), file);
                    case SVG -> picture.svg(file);
                    case CSV -> picture.csv(COLUMNS, file);
                    case TSV -> picture.tsv(COLUMNS, vectors(run, look.round(), shown), file);
                }
            } catch (IOException e) {
                failed = Optional.of(e);
            }
            LogLine.Level level = failed.isPresent() ? LogLine.Level.ERROR : LogLine.Level.INFO;
            Text said = Text.of(failed.isPresent() ? "ui.log.notSaved" : "ui.log.saved", file.toString());
            context.pulse().post(() -> context.run().note(level, said));
        });
    }

    private static float[][] vectors(Path run, int round, int[] shown) {
        float[][] all = EmbeddingFiles.of(run).round(round).vectors();
        return IntStream.of(shown).mapToObj(i -> all[i]).toArray(float[][]::new);
    }

    private PlaneImage picture(String title, RoundLayouts.Look look, EmbeddedImages images, int[] shown) {
        Palette light = new Palette(ThemeColours.light());
        PointColouring colouring = model.colouring().get();
        List<PlaneImage.Point> points = new ArrayList<>();
        for (int i : shown) {
            int label = images.labels()[i];
            int guess = look.guesses()[i];
            boolean right = guess == label;
            points.add(new PlaneImage.Point(
                    look.y()[2 * i],
                    look.y()[2 * i + 1],
                    new java.awt.Color(ScatterPainter.argb(ScatterPainter.colour(light, colouring, images, look, i))),
                    colouring == PointColouring.CORRECT && !right,
                    List.of(
                            String.valueOf(i),
                            images.classes().get(label),
                            String.valueOf(images.clients()[i]),
                            look.cluster(i) < 0 ? "" : String.valueOf(look.cluster(i)),
                            guess < images.classes().size() ? images.classes().get(guess) : String.valueOf(guess),
                            String.valueOf(right))));
        }
        return new PlaneImage(
                title, points, colouring == PointColouring.CLASS ? labels(look, images, shown) : List.of());
    }

    private static List<PlaneImage.Label> labels(RoundLayouts.Look look, EmbeddedImages images, int[] shown) {
        List<PlaneImage.Label> labels = new ArrayList<>();
        for (int c = 0; c < images.classes().size(); c++) {
            int label = c;
            int[] own =
                    IntStream.of(shown).filter(i -> images.labels()[i] == label).toArray();
            if (own.length > 0) {
                labels.add(new PlaneImage.Label(
                        median(own, look.y(), 0),
                        median(own, look.y(), 1),
                        images.classes().get(c),
                        own.length));
            }
        }
        return labels;
    }

    private static double median(int[] own, double[] y, int axis) {
        double[] values =
                Arrays.stream(own).mapToDouble(i -> y[2 * i + axis]).sorted().toArray();
        return values[values.length / 2];
    }
}
