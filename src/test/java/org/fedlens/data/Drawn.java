package org.fedlens.data;

import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/** Labels and random streams for tests. */
public final class Drawn {
    private Drawn() {}

    public static UniformRandomProvider random(long seed) {
        return RandomSource.XO_SHI_RO_256_PP.create(seed);
    }

    /** Labels 0, 1 ... classes - 1, 0, 1 ... so that classes differ in size by one at most. */
    public static Labels balanced(int count, int classes) {
        return Labels.of(IntStream.range(0, count).map(index -> index % classes).toArray(), classes);
    }

    /** Classes of unequal sizes in random order: class c is drawn with probability proportional to c + 3. */
    public static Labels uneven(int count, int classes) {
        UniformRandomProvider random = random(count);
        int[] urn = IntStream.range(0, classes)
                .flatMap(label -> IntStream.generate(() -> label).limit(label + 3))
                .toArray();
        return Labels.of(
                IntStream.generate(() -> urn[random.nextInt(urn.length)])
                        .limit(count)
                        .toArray(),
                classes);
    }
}
