package org.fedlens.experiment.store;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/** The names in a run's folder, and how its files are written: whole or not at all. */
final class RunFiles {
    static final String EXPERIMENT = "experiment.yaml";
    static final String ENVIRONMENT = "environment.json";
    static final String EVENTS = "events.jsonl";
    static final String METRICS = "metrics.csv";
    static final String STATE = "state.json";
    static final String WEIGHTS = "weights";
    static final String CLIENTS = "clients";

    /** Version of the folder's layout. */
    static final int FORMAT = 1;

    static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private RunFiles() {}

    /** Writes beside the target, forces it to disk, then renames: a reader sees the old file or the new one. */
    static void write(Path target, String content) throws IOException {
        Path aside = target.resolveSibling(target.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                aside, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }

    /** Says in words why a run's folder cannot be written. */
    static Problem unwritable(Path folder, Throwable cause) {
        Throwable root = cause instanceof UncheckedIOException ? cause.getCause() : cause;
        String said = String.valueOf(root.getMessage());
        if (said.contains("No space left") || said.contains("not enough space") || said.contains("quota")) {
            return new Problem(folder.toString(), Text.of("run.diskFull"), Text.of("run.freeSpace"), cause);
        }
        if (root instanceof AccessDeniedException
                || root instanceof ReadOnlyFileSystemException
                || said.contains("Permission denied")
                || said.contains("Read-only file system")) {
            return new Problem(folder.toString(), Text.of("run.readOnly"), Text.of("run.otherFolder"), cause);
        }
        return new Problem(folder.toString(), Text.of("run.unwritable", said), Text.of("run.otherFolder"), cause);
    }
}
