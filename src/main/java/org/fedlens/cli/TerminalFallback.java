package org.fedlens.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.fedlens.experiment.run.RunOptions;
import org.fedlens.experiment.settings.Experiment;
import org.fedlens.experiment.settings.ExperimentFile;
import org.fedlens.experiment.store.FedLensHome;
import org.fedlens.report.RunTable;
import org.fedlens.report.chart.RunImages;
import org.fedlens.text.Text;
import org.fedlens.text.Words;

/** What the program does where no window can open: it says why, and runs the built-in experiment in the terminal. */
public final class TerminalFallback {
    private static final String BUILT_IN = "/sample-data/experiments/first-federation.yaml";

    private TerminalFallback() {}

    /**
     * Runs the built-in experiment and leaves its curves as pictures in the run's folder.
     *
     * @param why no window opened
     * @return the exit code
     */
    public static int play(Text why) {
        Words words = Words.forTag(Locale.getDefault().toLanguageTag());
        System.out.println(words.say(why));
        try {
            return play(words);
        } catch (Exception | Error fault) {
            return new CommandLine().tell(fault, new PrintWriter(System.err, true));
        }
    }

    private static int play(Words words) throws InterruptedException, IOException {
        Experiment experiment = ExperimentFile.require(ExperimentFile.parse(read(), BUILT_IN));
        RunTable table = new RunTable();
        TerminalRun.Result result = TerminalRun.watch(
                words,
                (service, listener) ->
                        service.start(experiment, Path.of(""), RunOptions.standard(FedLensHome.runs()), listener),
                table::add);
        for (Path picture : RunImages.write(table, experiment.method(), words, result.folder())) {
            System.out.println(words.say("cli.picture", picture));
        }
        return result.code();
    }

    private static String read() throws IOException {
        try (InputStream in = TerminalFallback.class.getResourceAsStream(BUILT_IN)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
