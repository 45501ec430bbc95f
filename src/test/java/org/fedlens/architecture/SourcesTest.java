package org.fedlens.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rooms in which people find what they look for: how many files a package has, and what every package says of itself. */
class SourcesTest {
    private static final Path MAIN = Path.of("src/main/java/org/fedlens");

    /** About 25 classes, and the file that introduces them. */
    private static final int LARGEST_ROOM = 26;

    private static Map<Path, List<String>> rooms() throws IOException {
        try (Stream<Path> files = Files.walk(MAIN)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.groupingBy(
                            Path::getParent,
                            TreeMap::new,
                            Collectors.mapping(file -> file.getFileName().toString(), Collectors.toList())));
        }
    }

    @Test
    void noPackageIsAHall() throws IOException {
        Map<Path, List<String>> rooms = rooms();
        assertTrue(rooms.size() > 50, "the sources are found");
        List<String> halls = rooms.entrySet().stream()
                .filter(room -> room.getValue().size() > LARGEST_ROOM)
                .map(room -> room.getKey() + ": " + room.getValue().size())
                .toList();
        assertEquals(List.of(), halls);
    }

    @Test
    void everyPackageIntroducesItself() throws IOException {
        List<Path> silent = rooms().entrySet().stream()
                .filter(room -> !room.getKey().equals(MAIN))
                .filter(room -> !room.getValue().contains("package-info.java"))
                .map(Map.Entry::getKey)
                .toList();
        assertEquals(List.of(), silent);
    }

    @Test
    void noSimpleNameStandsTwice() throws IOException {
        List<String> twice = rooms().values().stream()
                .flatMap(List::stream)
                .filter(name -> !name.equals("package-info.java"))
                .collect(Collectors.groupingBy(name -> name, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(name -> name.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
        assertEquals(List.of(), twice);
    }
}
