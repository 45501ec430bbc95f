package org.fedlens.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * Where discarded runs lie until nobody can want them back: a folder beside the runs. Discarding moves a run there in
 * one step, so a crash leaves it in one place or the other.
 *
 * @param root where runs are kept
 */
public record RunBin(Path root) {
    private static final String NAME = ".bin";
    private static final Duration KEPT = Duration.ofDays(30);

    /**
     * Moves a run to the bin.
     *
     * @param now from which the thirty days count
     * @return where it lies now
     * @throws Problem if it cannot be moved
     */
    public Path discard(Path run, Instant now) {
        Path bin = root.resolve(NAME);
        try {
            Files.createDirectories(bin);
            Path place = free(bin, run.getFileName().toString());
            Files.move(run, place, StandardCopyOption.ATOMIC_MOVE);
            Files.setLastModifiedTime(place, FileTime.from(now));
            return place;
        } catch (IOException e) {
            throw new Problem(run.toString(), Text.of("run.notMoved"), Text.of("run.checkFolder"), e);
        }
    }

    /**
     * Moves a discarded run back among the others.
     *
     * @return where it lies now
     * @throws Problem if it cannot be moved
     */
    public Path restore(Path discarded) {
        try {
            Path place = free(root, discarded.getFileName().toString());
            return Files.move(discarded, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new Problem(discarded.toString(), Text.of("run.notMoved"), Text.of("run.checkFolder"), e);
        }
    }

    /** Deletes what has lain in the bin for more than thirty days. @return the names of what is gone */
    public List<String> empty(Instant now) {
        Path bin = root.resolve(NAME);
        if (!Files.isDirectory(bin)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(bin)) {
            List<Path> old = all.filter(run -> isOld(run, now)).sorted().toList();
            for (Path run : old) {
                RunFiles.deleteTree(run);
            }
            return old.stream().map(run -> run.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new Problem(bin.toString(), Text.of("run.notMoved"), Text.of("run.checkFolder"), e);
        }
    }

    private static boolean isOld(Path run, Instant now) {
        try {
            return Files.getLastModifiedTime(run).toInstant().plus(KEPT).isBefore(now);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path free(Path folder, String name) {
        Path place = folder.resolve(name);
        for (int next = 2; Files.exists(place); next++) {
            place = folder.resolve(name + "-" + next);
        }
        return place;
    }
}
