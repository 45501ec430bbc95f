package org.fedlens.app.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fedlens.experiment.settings.ExperimentFile;

/** The experiments that come with the program, in the order of their file names. */
final class ReadyExperiments {
    /** What the window opens with. */
    private static final String FIRST = "first-federation.yaml";

    private static final String FOLDER = "/sample-data/experiments";

    private ReadyExperiments() {}

    static List<Preset> load() {
        URL folder = ReadyExperiments.class.getResource(FOLDER);
        if (folder == null) {
            return List.of();
        }
        try {
            URI place = folder.toURI();
            if (!place.getScheme().equals("jar")) {
                return read(Path.of(place));
            }
            try (FileSystem jar = FileSystems.newFileSystem(place, Map.of())) {
                return read(jar.getPath(FOLDER));
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of a folder of the user's, none if there is no such folder. */
    static List<Preset> in(Path folder) {
        try {
            return Files.isDirectory(folder) ? read(folder) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Preset> read(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted(Comparator.comparing((Path file) -> !file.endsWith(FIRST))
                            .thenComparing(Comparator.naturalOrder()))
                    .map(ReadyExperiments::preset)
                    .toList();
        }
    }

    private static Preset preset(Path file) {
        try {
            Map<String, Object> tree = ExperimentFile.parse(Files.readString(file), file.toString());
            boolean packed = !file.getFileSystem().equals(FileSystems.getDefault());
            Path base = packed
                    ? Path.of("").toAbsolutePath()
                    : file.toAbsolutePath().getParent();
            String name = String.valueOf(tree.getOrDefault("name", file.getFileName()));
            return new Preset(name, tree, base);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
