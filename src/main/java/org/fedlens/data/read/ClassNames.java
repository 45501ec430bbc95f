package org.fedlens.data.read;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * A file of class names: one on each line, with or without its number in front ({@code road}, {@code 3 road}, {@code
 * 3: road}). Without numbers the lines count from 0. Empty lines and lines that start with {@code #} do not count.
 */
final class ClassNames {
    private static final Pattern NUMBERED = Pattern.compile("(\\d{1,5})(?:\\s*[:,;=\\t ]\\s*)(\\S.*)");

    private ClassNames() {}

    /** The names by label value. @throws Problem if a number comes twice or only some lines have one */
    static Map<Integer, String> read(Path file) {
        List<String> lines = lines(file);
        Map<Integer, String> names = new TreeMap<>();
        boolean numbered =
                lines.stream().allMatch(line -> NUMBERED.matcher(line).matches());
        for (String line : lines) {
            Matcher matcher = NUMBERED.matcher(line);
            boolean own = numbered && matcher.matches();
            int label = own ? Integer.parseInt(matcher.group(1)) : names.size();
            if (names.put(label, own ? matcher.group(2).strip() : line) != null) {
                throw new Problem(
                        file.toString(), Text.of("data.classes.twice", label), Text.of("data.classes.twice.mend"));
            }
        }
        if (names.isEmpty()) {
            throw new Problem(file.toString(), Text.of("data.empty"), Text.of("data.classes.mend"));
        }
        return names;
    }

    /** The lines of a text file that say something. */
    static List<String> lines(Path file) {
        try {
            List<String> lines = new ArrayList<>();
            for (String line : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\\R")) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    lines.add(line.strip());
                }
            }
            return lines;
        } catch (IOException e) {
            throw FolderListing.unreadable(file, e);
        }
    }
}
