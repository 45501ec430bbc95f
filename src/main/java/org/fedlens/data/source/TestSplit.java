package org.fedlens.data.source;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ArraySampler;
import org.fedlens.data.Labels;

/**
 * Splits pictures into a training and a test part: of every class a fifth, rounded, goes to the test part, drawn at
 * random. Both parts keep the order of the source.
 *
 * @param train indices of the training part, ascending
 * @param test indices of the test part, ascending
 */
record TestSplit(int[] train, int[] test) {
    private static final double TEST_SHARE = 0.2;

    static TestSplit of(Labels labels, UniformRandomProvider random) {
        boolean[] tested = new boolean[labels.count()];
        for (int[] members : labels.byClass()) {
            ArraySampler.shuffle(random, members);
            int share = (int) Math.round(members.length * TEST_SHARE);
            Arrays.stream(members).limit(share).forEach(index -> tested[index] = true);
        }
        return new TestSplit(
                IntStream.range(0, tested.length)
                        .filter(index -> !tested[index])
                        .toArray(),
                IntStream.range(0, tested.length).filter(index -> tested[index]).toArray());
    }
}
