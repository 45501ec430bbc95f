package org.fedlens.app.setup;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fedlens.settings.FormEntry;
import org.fedlens.text.Problem;

/**
 * The setup as the panel shows it: the lines of the form and what is wrong with them.
 *
 * @param tree the settings it was made of
 * @param entries the lines
 * @param problems what keeps it from running
 */
public record SetupSnapshot(Map<String, Object> tree, List<FormEntry> entries, List<Problem> problems) {
    public SetupSnapshot {
        entries = List.copyOf(entries);
        problems = List.copyOf(problems);
    }

    public static SetupSnapshot empty() {
        return new SetupSnapshot(Map.of(), List.of(), List.of());
    }

    /** What is wrong with one line, if anything. */
    public Optional<Problem> problem(String path) {
        return problems.stream().filter(problem -> problem.where().equals(path)).findFirst();
    }

    public Optional<FormEntry> entry(String path) {
        return entries.stream().filter(entry -> entry.path().equals(path)).findFirst();
    }

    /** The value of one line as the file spells it, empty if there is no such line. */
    public String value(String path) {
        return entry(path)
                .map(entry -> entry instanceof FormEntry.Scalar scalar
                        ? String.valueOf(scalar.value())
                        : ((FormEntry.Choice) entry).value())
                .orElse("");
    }

    public double number(String path, double otherwise) {
        try {
            return Double.parseDouble(value(path));
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
