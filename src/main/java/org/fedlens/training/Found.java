package org.fedlens.training;

import java.util.List;

/**
 * Numbers that an objective found before a visit's first step.
 *
 * @param shape their product is the number of values
 */
public record Found(float[] values, List<Integer> shape) {
    public Found {
        shape = List.copyOf(shape);
    }
}
