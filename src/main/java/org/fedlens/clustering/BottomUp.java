package org.fedlens.clustering;

import java.util.ArrayList;
import java.util.List;

/**
 * One merge phase of bottom-up clustering (BUC, Lin et al. 2019): pairs of pictures are walked by rising {@code D_ij =
 * |f_i - f_j|^2 + lambda (|C(i)| + |C(j)|)}, sizes as at the start of the phase; a pair in two clusters makes one of
 * them, until so many joins have happened. Single linkage with a penalty on size; chains may form within a phase. The
 * smaller label stays, and labels are counted anew in ascending order. Of pairs that cost the same the one with the
 * smaller indices comes first.
 *
 * <p>The published code holds all N^2 distances. Here squares of pictures are compared one after the other and only the
 * cheapest joins without circles are kept, see {@link Forest}: memory grows with the pictures, not with their pairs. A
 * fast float pass sorts out what is surely too dear; whatever is left is computed in double. So the result is that of
 * the walk over all pairs in double, for any number of workers.
 */
public final class BottomUp {
    private BottomUp() {}

    /**
     * @param after the clusters of the next round
     * @param joins what was joined, the cheapest first
     */
    public record Phase(Clusters after, List<Join> joins) {
        public Phase {
            joins = List.copyOf(joins);
        }
    }

    /** Joins of one phase where all clients merge the same share: {@code floor(share * pictures)}. */
    public static int common(int pictures, double share) {
        return (int) (pictures * share);
    }

    /** Joins of one phase that lead to so many clusters: {@code floor((pictures - aim) / phases)}. */
    public static int towards(int pictures, int aim, int phases) {
        return Math.max(0, (pictures - aim) / phases);
    }

    /**
     * One phase.
     *
     * @param features one row a picture, all of one length; of unit length by custom
     * @param now the clusters before
     * @param joins how many to make; one cluster is always left
     * @param penalty lambda, 0 or more
     */
    public static Phase merge(float[][] features, Clusters now, int joins, double penalty, Crew crew) {
        if (features.length != now.pictures()) {
            throw new IllegalArgumentException(features.length + " features for " + now);
        }
        int wanted = Math.min(joins, now.count() - 1);
        if (wanted <= 0) {
            return new Phase(now, List.of());
        }
        Squares squares = new Squares(features, now, penalty);
        List<Forest> forests = new ArrayList<>();
        List<Runnable> jobs = new ArrayList<>();
        for (int part = 0; part < squares.parts(); part++) {
            int own = part;
            Forest forest = new Forest(now, wanted);
            forests.add(forest);
            jobs.add(() -> squares.search(own, forest));
        }
        crew.run(jobs);
        Forest all = new Forest(now, wanted);
        forests.forEach(forest -> all.offer(forest.settled()));
        List<Join> made = all.settled();
        return new Phase(Forest.joined(now, made), made);
    }

    /** The squared distance of two pictures, in double. */
    static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            double difference = (double) a[k] - b[k];
            sum += difference * difference;
        }
        return sum;
    }
}
