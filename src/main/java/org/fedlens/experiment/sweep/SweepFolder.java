package org.fedlens.experiment.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * A sweep on disk: a folder that holds the sweep's own file and a folder for each of its runs. What is there is all
 * that is needed to go on with it.
 *
 * @param folder where it lies
 * @param base folder at which a relative data source starts
 */
public record SweepFolder(Path folder, Sweep sweep, Path base) {
    private static final String FILE = "sweep.yaml";

    /** The folder of a sweep below a root: the one that already holds the same runs, else a fresh one. */
    public static SweepFolder keep(Path root, Sweep sweep, Path base) {
        return find(root, sweep, base).orElseGet(() -> {
            String slug = slug(sweep.name());
            Path folder = root.resolve(slug);
            for (int next = 2; Files.exists(folder); next++) {
                folder = root.resolve(slug + "-" + next);
            }
            return keepIn(folder, sweep, base);
        });
    }

    /** The folder below a root that holds the very runs of a sweep, if there is one. */
    public static Optional<SweepFolder> find(Path root, Sweep sweep, Path base) {
        String slug = slug(sweep.name());
        Path folder = root.resolve(slug);
        for (int next = 2; Files.exists(folder); next++) {
            if (holds(folder, sweep, base)) {
                return Optional.of(open(folder));
            }
            folder = root.resolve(slug + "-" + next);
        }
        return Optional.empty();
    }

    /** Writes a sweep's file into this very folder. */
    public static SweepFolder keepIn(Path folder, Sweep sweep, Path base) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(FILE), SweepFile.yaml(sweep, base));
        } catch (IOException e) {
            throw new Problem(folder.toString(), Text.of("sweep.unwritable"), Text.of("run.otherFolder"), e);
        }
        return new SweepFolder(folder, sweep, base);
    }

    private static boolean holds(Path folder, Sweep sweep, Path base) {
        try {
            SweepFolder there = open(folder);
            return there.base.equals(base.toAbsolutePath().normalize())
                    && there.sweep.trials().equals(sweep.trials())
                    && sweep.trials().stream().allMatch(trial -> SweepFile.experiment(sweep, trial)
                            .equals(SweepFile.experiment(there.sweep, trial)));
        } catch (Problem another) {
            return false;
        }
    }

    /** @throws Problem if the folder holds no sweep */
    public static SweepFolder open(Path folder) {
        Path file = folder.resolve(FILE);
        return new SweepFolder(folder, SweepFile.load(file), SweepFile.base(file));
    }

    /** The sweeps below a root, the newest first; what cannot be read is left out. */
    public static List<SweepFolder> list(Path root) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        List<SweepFolder> found = new ArrayList<>();
        try (Stream<Path> all = Files.list(root)) {
            List<Path> files = all.map(folder -> folder.resolve(FILE))
                    .filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(SweepFolder::written).reversed())
                    .toList();
            for (Path file : files) {
                try {
                    found.add(open(file.getParent()));
                } catch (Problem unreadable) {
                    continue;
                }
            }
        } catch (IOException e) {
            throw new Problem(root.toString(), Text.of("file.unreadable"), Text.of("file.checkPath"), e);
        }
        return found;
    }

    private static FileTime written(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name of a sweep as a folder's. */
    public static String slug(String name) {
        String slug = name.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "-")
                .replaceAll("^-|-$", "");
        return slug.isEmpty() ? "sweep" : slug;
    }
}
