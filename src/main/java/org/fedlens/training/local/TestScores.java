package org.fedlens.training.local;

import java.util.List;

/**
 * Accuracies on the test images in the order in which they were looked at. The best is chosen by looking at the test
 * images, so it is never told without the last.
 *
 * @param values shares, at least one
 */
public record TestScores(List<Double> values) {
    public TestScores {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("Nothing was looked at");
        }
        values = List.copyOf(values);
    }

    public double last() {
        return values.get(values.size() - 1);
    }

    public double best() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }
}
