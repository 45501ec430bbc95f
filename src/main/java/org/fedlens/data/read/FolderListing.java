package org.fedlens.data.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/** The contents of a folder in the order of their names, so that no result depends on the file system. */
final class FolderListing {
    private FolderListing() {}

    /** The visible files of a folder. */
    static List<Path> files(Path folder) {
        return all(folder).stream().filter(Files::isRegularFile).toList();
    }

    /** The visible files of a folder; none if there is no such folder. */
    static List<Path> filesIfAny(Path folder) {
        return Files.isDirectory(folder) ? files(folder) : List.of();
    }

    /** The visible folders of a folder. */
    static List<Path> folders(Path folder) {
        return all(folder).stream().filter(Files::isDirectory).toList();
    }

    /** The last part of a path in lower case. */
    static String lower(Path path) {
        return name(path).toLowerCase(Locale.ROOT);
    }

    /** The last part of a path. */
    static String name(Path path) {
        Path last = path.getFileName();
        return last == null ? path.toString() : last.toString();
    }

    static Problem unreadable(Path path, IOException cause) {
        return unreadable(path.toString(), cause);
    }

    static Problem unreadable(String where, IOException cause) {
        return new Problem(where, Text.of("data.unreadable"), Text.of("data.unreadable.mend"), cause);
    }

    private static List<Path> all(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> !hidden(name(child)))
                    .sorted(Comparator.comparing(FolderListing::name))
                    .toList();
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    // Archivers and desktops leave such names behind; nobody means them as a class.
    private static boolean hidden(String name) {
        return name.startsWith(".") || name.equals("__MACOSX");
    }
}
