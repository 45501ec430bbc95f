package org.fedlens.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.fedlens.experiment.inversion.GradientInversion;
import org.fedlens.experiment.settings.ExperimentFile;
import org.fedlens.report.chart.ChartFonts;
import org.fedlens.report.chart.ThemeColours;
import org.fedlens.report.drawing.InversionDrawing;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code invert FILE}: wins a client's images back from its gradient, and from what clipping and noise leave of it. */
@Command(
        name = "invert",
        description = "Wins a client's images back from the gradient of one batch, plain, clipped and noised.",
        mixinStandardHelpOptions = true)
final class InvertCommand implements Callable<Integer> {
    private static final int PARTS = 1000;

    @ParentCommand
    private CommandLine root;

    @Parameters(index = "0", paramLabel = "FILE", description = "The experiment file that says who holds what (YAML)")
    private Path file;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "client, images, hidden, match (cosine, euclid, exact), steps, smooth, clip or noise")
    private List<String> changes = new ArrayList<>();

    @Option(names = "--out", paramLabel = "FILE", description = "Also draws the images into this PNG file")
    private Path out;

    @Override
    public Integer call() {
        if (!Files.isRegularFile(file)) {
            throw new Problem(file.toString(), Text.of("file.missing"), Text.of("file.checkPath"));
        }
        Map<String, String> typed = new LinkedHashMap<>();
        for (String change : changes) {
            int equals = change.indexOf('=');
            if (equals < 1) {
                throw new Problem("--set " + change, Text.of("cli.noEquals"), Text.of("cli.writeEquals"));
            }
            typed.put(change.substring(0, equals), change.substring(equals + 1));
        }
        GradientInversion inversion = GradientInversion.standard().with(typed);
        Path base = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("."));
        GradientInversion.Outcome outcome;
        try (ProgressBar bar = new ProgressBarBuilder()
                .setTaskName(root.words().say("cli.invert.search"))
                .setStyle(ProgressBarStyle.ASCII)
                .setInitialMax(PARTS)
                .setUpdateIntervalMillis(250)
                .build()) {
            outcome = inversion
                    .play(
                            ExperimentFile.require(ExperimentFile.load(file)),
                            base,
                            share -> bar.stepTo(Math.round(share * PARTS)),
                            Thread::interrupted)
                    .orElseThrow(() -> new IllegalStateException("Interrupted"));
        }
        tell(outcome);
        return CommandLine.DONE;
    }

    private void tell(GradientInversion.Outcome outcome) {
        System.out.println(root.words()
                .say(
                        "cli.invert.found",
                        outcome.originals().size(),
                        String.join(", ", outcome.labels()),
                        String.format(Locale.ROOT, "%.4g", outcome.length())));
        for (GradientInversion.Attempt attempt : outcome.attempts()) {
            String name = root.words()
                    .say("ui.inversion.guard." + attempt.guard().name().toLowerCase(Locale.ROOT));
            System.out.printf(Locale.ROOT, "%-32s %6.1f dB%n", name, attempt.meanPsnr());
        }
        if (out != null) {
            try {
                new InversionDrawing(outcome, ThemeColours.light(), ChartFonts.load(), root.words()).write(out);
            } catch (IOException e) {
                throw new Problem(out.toString(), Text.of("file.notWritten"), Text.of("run.otherFolder"), e);
            }
            System.out.println(root.words().say("ui.log.saved", out.toString()));
        }
    }
}
