package org.fedlens.experiment;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.fedlens.algorithm.Catalog;
import org.fedlens.settings.Binder;
import org.fedlens.settings.Entry;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;
import org.fedlens.training.Algorithm;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * The experiment file: YAML with a version, one section for each part of an {@link Experiment}. Between file and
 * experiment stands a plain tree of maps; the window edits the tree, {@code --set} changes it, and everything that is
 * wrong in it is told at once. A key that is missing takes its default, a key that is not known is an error.
 */
public final class ExperimentFile {
    /** Version of the format, the value of the key {@code fedlens}. */
    public static final int VERSION = 1;

    private static final String VERSION_KEY = "fedlens";
    private static final int LARGEST = 1 << 20;
    private static final Binder BINDER = new Binder(Map.of(Algorithm.class, Catalog.choices()));

    private ExperimentFile() {}

    /** The tree of a file, not yet checked. */
    public static Map<String, Object> load(Path file) {
        return parse(text(file), file.toString());
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new Problem(file.toString(), Text.of("file.tooLarge"), Text.of("experiment.isItOne"));
            }
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new Problem(file.toString(), Text.of("file.notText"), Text.of("experiment.isItOne"), e);
        } catch (IOException e) {
            throw new Problem(file.toString(), Text.of("file.unreadable"), Text.of("file.checkPath"), e);
        }
    }

    /**
     * Parses YAML into a tree.
     *
     * @param where the file's name, for messages
     */
    public static Map<String, Object> parse(String yaml, String where) {
        Object tree;
        try {
            tree = mapper().readValue(yaml, Object.class);
        } catch (JacksonException e) {
            long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new Problem(where, Text.of("experiment.notYaml", line), Text.of("experiment.mendYaml"), e);
        }
        if (!(tree instanceof Map)) {
            throw new Problem(where, Text.of("experiment.notASection"), Text.of("experiment.isItOne"));
        }
        @SuppressWarnings("unchecked")
        Map<String, Object> sections = new LinkedHashMap<>((Map<String, Object>) tree);
        Object version = sections.remove(VERSION_KEY);
        if (version == null) {
            throw new Problem(where, Text.of("experiment.noVersion"), Text.of("experiment.addVersion", VERSION));
        }
        if (!version.equals(VERSION)) {
            throw new Problem(
                    where, Text.of("experiment.otherVersion", version), Text.of("experiment.update", VERSION));
        }
        return sections;
    }

    /** The experiment of a tree, or nothing; every problem is told, its place being the path of the field. */
    public static Optional<Experiment> read(Map<String, Object> tree, Consumer<Problem> problems) {
        return BINDER.read(Experiment.class, tree, problems);
    }

    /** The experiment of a tree. @throws Problem the first thing that is wrong */
    public static Experiment require(Map<String, Object> tree) {
        List<Problem> problems = new ArrayList<>();
        return read(tree, problems::add).orElseThrow(() -> problems.get(0));
    }

    public static Map<String, Object> tree(Experiment experiment) {
        return BINDER.write(experiment);
    }

    /** The lines of the form for a tree as it stands. */
    public static List<Entry> entries(Map<String, Object> tree) {
        return BINDER.entries(Experiment.class, tree);
    }

    /**
     * A copy of the tree with one value set; sections on the way are made where they are missing. Where the value names
     * another choice, such as another partition, the settings that only the former choice had are left behind.
     */
    public static Map<String, Object> with(Map<String, Object> tree, String path, Object value) {
        Map<String, Object> changed = set(tree, path, Optional.of(value));
        List<Entry> before = entries(tree);
        if (before.stream()
                .anyMatch(entry -> entry instanceof Entry.Choice && entry.path().equals(path))) {
            List<String> kept = entries(changed).stream().map(Entry::path).toList();
            for (Entry entry : before) {
                if (!kept.contains(entry.path())) {
                    changed = set(changed, entry.path(), Optional.empty());
                }
            }
        }
        return changed;
    }

    /** Sets a value, or removes it. */
    private static Map<String, Object> set(Map<String, Object> tree, String path, Optional<Object> value) {
        int dot = path.indexOf('.');
        Map<String, Object> copy = new LinkedHashMap<>(tree);
        if (dot < 0) {
            value.ifPresentOrElse(present -> copy.put(path, present), () -> copy.remove(path));
            return copy;
        }
        String section = path.substring(0, dot);
        @SuppressWarnings("unchecked")
        Map<String, Object> inner =
                copy.get(section) instanceof Map ? (Map<String, Object>) copy.get(section) : Map.of();
        copy.put(section, set(inner, path.substring(dot + 1), value));
        return copy;
    }

    /** The file of an experiment, nothing left to defaults. */
    public static String yaml(Experiment experiment) {
        return yaml(tree(experiment));
    }

    /** The file of a tree: its version first, then the sections as they stand. */
    public static String yaml(Map<String, Object> sections) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put(VERSION_KEY, VERSION);
        tree.putAll(sections);
        try {
            return mapper().writeValueAsString(tree);
        } catch (JacksonException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectMapper mapper() {
        LoaderOptions bounds = new LoaderOptions();
        bounds.setCodePointLimit(LARGEST);
        bounds.setMaxAliasesForCollections(10);
        bounds.setNestingDepthLimit(20);
        bounds.setAllowDuplicateKeys(false);
        return new ObjectMapper(YAMLFactory.builder()
                .loaderOptions(bounds)
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                .build());
    }
}
