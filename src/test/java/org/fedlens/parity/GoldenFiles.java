package org.fedlens.parity;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The golden cases of a folder. */
final class GoldenFiles {
    private GoldenFiles() {}

    /** Reads every .json file of a folder, in the order of names; fails if that gives no case at all. */
    static List<GoldenCase> read(Path folder) throws IOException {
        assertTrue(Files.isDirectory(folder), () -> "There is no folder " + folder + " with golden files");
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        List<GoldenCase> cases = new ArrayList<>();
        for (Path file : files) {
            JsonNode root = new ObjectMapper().readTree(file.toFile());
            cases.addAll(cases(root, file.getFileName().toString()));
        }
        assertFalse(cases.isEmpty(), () -> "No golden case in " + folder);
        return cases;
    }

    /** The cases of one file; a field of the file that no check will see is an error. */
    static List<GoldenCase> cases(JsonNode root, String file) {
        GoldenValue whole = GoldenValue.of(root, file, GoldenCase.COMMENTARY);
        String subject = whole.get("subject").text();
        List<String> strange = whole.fields().keySet().stream()
                .filter(field -> !field.equals("subject") && !field.equals("cases"))
                .toList();
        assertTrue(strange.isEmpty(), () -> "Nothing reads " + strange + " of " + file);
        List<GoldenCase> cases = new ArrayList<>();
        for (JsonNode node : root.get("cases")) {
            cases.add(GoldenCase.of(subject, node));
        }
        return cases;
    }
}
