package org.fedlens.experiment.inspect;

import java.util.Comparator;
import java.util.stream.IntStream;

/** In which order predicted scenes are looked through; those without a figure come last, equal ones as in the data. */
public enum SceneOrder {
    WORST,
    BEST,
    FILE;

    /** @param figures one a scene, NaN where there is none */
    public int[] of(double[] figures) {
        if (this == FILE) {
            return IntStream.range(0, figures.length).toArray();
        }
        int sign = this == WORST ? 1 : -1;
        return IntStream.range(0, figures.length)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> Double.isNaN(figures[i]))
                        .thenComparing(i -> Double.isNaN(figures[i]) ? 0.0 : sign * figures[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
