package org.fedlens.data.source;

import java.util.List;
import java.util.Map;
import org.fedlens.data.ImageShape;
import org.fedlens.text.Text;

/**
 * What a look at all files of a folder brought.
 *
 * @param format what the authors of the form call it
 * @param classes what the classes are called; empty for sets of identities
 * @param parts training, test and so on
 * @param sizes how many pictures have which sides, most common first
 * @param means mean of each channel over 255 in the training part; empty if none of its pictures could be read
 * @param duplicates how many pictures are both in training and in test
 * @param findings everything suspicious, in the order in which it was met
 */
public record DataReport(
        String format,
        List<String> classes,
        List<Part> parts,
        Map<ImageShape, Integer> sizes,
        List<Double> means,
        int duplicates,
        List<Finding> findings) {
    public DataReport {
        classes = List.copyOf(classes);
        parts = List.copyOf(parts);
        means = List.copyOf(means);
        findings = List.copyOf(findings);
    }

    /**
     * One part.
     *
     * @param name as its folder is called
     * @param images how many pictures it has, unreadable ones included
     * @param perClass pictures of each class, or pixels for scenes; empty for sets of identities
     * @param people counts of identities, cameras, distractors and junk; empty for other sets
     */
    public record Part(String name, int images, List<Long> perClass, List<Integer> people) {}

    /**
     * Something a person should look at.
     *
     * @param where the file, or the place in a file
     * @param what the reason
     * @param unusable true if the file cannot be used as it is
     */
    public record Finding(String where, Text what, boolean unusable) {}

    /** How many files cannot be used. */
    public int unusable() {
        return (int) findings.stream().filter(Finding::unusable).count();
    }
}
