package org.fedlens.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.fedlens.data.generate.SampleFolders;
import org.fedlens.data.generate.SyntheticPeople;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code data generate streets|people DIR}: writes street scenes with masks, or people-like figures of four sites. */
@Command(name = "generate", description = "Writes generated data into a new folder.", mixinStandardHelpOptions = true)
final class DataGenerateCommand implements Callable<Integer> {
    private static final int LEAST_ROWS = 32;
    private static final int MOST_ROWS = 2048;
    private static final int MOST_SCENES = 1_000_000;

    @ParentCommand
    private DataCommand data;

    @Parameters(index = "0", paramLabel = "KIND", description = "streets or people")
    private String kind;

    @Parameters(index = "1", paramLabel = "DIR", description = "The folder; must be new or empty")
    private Path folder;

    @Option(names = "--seed", paramLabel = "N", description = "Other numbers give other pictures (default: 1)")
    private long seed = 1;

    @Option(names = "--train", paramLabel = "N", description = "Training scenes (default: 400)")
    private int train = 400;

    @Option(names = "--val", paramLabel = "N", description = "Validation scenes (default: 100)")
    private int validation = 100;

    @Option(names = "--height", paramLabel = "N", description = "Rows: of scenes 72, of people 64 unless told")
    private int height;

    @Override
    public Integer call() {
        if (!kind.equals("streets") && !kind.equals("people")) {
            throw new Problem(
                    kind, Text.of("cli.generate.unknown", kind), Text.of("setting.chooseOne", "streets, people"));
        }
        if (height != 0) {
            within("--height", height, LEAST_ROWS, MOST_ROWS);
        }
        within("--train", train, 1, MOST_SCENES);
        within("--val", validation, 1, MOST_SCENES);
        checkEmpty();
        try {
            if (kind.equals("streets")) {
                int rows = height == 0 ? 72 : height;
                SampleFolders.streets(folder, seed, train, validation, rows, rows * 4 / 3);
            } else {
                int rows = height == 0 ? 64 : height;
                SampleFolders.people(folder, new SyntheticPeople(seed, rows, rows / 2), SampleFolders.SITES);
            }
        } catch (IllegalArgumentException e) {
            throw new Problem(
                    "--height, --train, --val",
                    Text.of("setting.outside", height),
                    Text.of("setting.enterWhole", LEAST_ROWS, MOST_ROWS),
                    e);
        }
        System.out.println(data.root().words().say("cli.generate.done", folder));
        return CommandLine.DONE;
    }

    private static void within(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new Problem(option, Text.of("setting.outside", value), Text.of("setting.enterWhole", least, most));
        }
    }

    private void checkEmpty() {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> inside = Files.list(folder)) {
            if (inside.findAny().isPresent()) {
                throw new Problem(folder.toString(), Text.of("run.folderTaken"), Text.of("run.otherFolder"));
            }
        } catch (IOException e) {
            throw new Problem(folder.toString(), Text.of("file.unreadable"), Text.of("file.checkPath"), e);
        }
    }
}
