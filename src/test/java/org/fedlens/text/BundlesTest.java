package org.fedlens.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BundlesTest {
    private static final Path MESSAGES = Path.of("src/main/resources/i18n");
    private static final Pattern USED =
            Pattern.compile("(?:Text\\.of|say|sayCount)\\(\\s*\"([A-Za-z0-9.-]*[A-Za-z0-9])\"[,)\\s]");
    private static final Pattern OURS = Pattern.compile("\"(ui\\.[A-Za-z.]*[A-Za-z])\"");
    private static final Pattern IN_VIEWS = Pattern.compile("\"%([A-Za-z][A-Za-z.]+)\"");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+)");

    private final Words english = Words.ENGLISH;
    private final Words chinese = Words.forTag("zh-CN");

    @Test
    void both_languages_have_the_same_keys() {
        assertEquals(
                new TreeSet<>(english.bundle().keySet()),
                new TreeSet<>(chinese.bundle().keySet()));
    }

    @Test
    void no_key_stands_twice_in_a_file() throws IOException {
        for (String name : List.of("Messages.properties", "Messages_zh_CN.properties")) {
            Set<String> seen = new HashSet<>();
            for (String line : Files.readAllLines(MESSAGES.resolve(name))) {
                if (line.contains("=") && !line.startsWith("#")) {
                    String key = line.substring(0, line.indexOf('='));
                    assertTrue(seen.add(key), name + ": " + key);
                }
            }
        }
    }

    @Test
    void both_languages_take_the_same_values() {
        for (String key : english.bundle().keySet()) {
            assertEquals(
                    placeholders(english.bundle().getString(key)),
                    placeholders(chinese.bundle().getString(key)),
                    key);
        }
    }

    private static Set<String> placeholders(String message) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = PLACEHOLDER.matcher(message);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    @Test
    void every_message_can_be_said() {
        for (Words words : List.of(english, chinese)) {
            for (String key : words.bundle().keySet()) {
                String said = new MessageFormat(words.bundle().getString(key), Locale.ROOT)
                        .format(new Object[] {"a", "b", "c", "d", "e", "f"});
                assertTrue(!said.contains("{") && !said.contains("''"), key + ": " + said);
            }
        }
    }

    @Test
    void every_key_that_is_used_exists() throws IOException {
        Set<String> missing = new TreeSet<>();
        for (String folder : List.of("src/main/java", "fxml")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String text = Files.readString(file);
                    for (Pattern pattern : List.of(USED, OURS, IN_VIEWS)) {
                        Matcher matcher = pattern.matcher(text);
                        while (matcher.find()) {
                            if (!english.knows(matcher.group(1))) {
                                missing.add(file.getFileName() + ": " + matcher.group(1));
                            }
                        }
                    }
                }
            }
        }
        assertEquals(Set.of(), missing);
    }
}
