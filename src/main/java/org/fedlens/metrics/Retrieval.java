package org.fedlens.metrics;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How well features find the same identity again. For every query the gallery is ranked by falling cosine, equal ones
 * in gallery order; pictures of the same identity and the same camera are left out, distractors (identity 0) count as
 * wrong. Mean average precision and the share of queries with a right answer within the first r ranks (CMC) follow.
 *
 * @param precisions the average precision of every query; NaN where no right answer is left
 * @param firstRanks the rank of the first right answer of every query, from 1; 0 where none is left
 * @param divisor what sums are divided by
 */
public record Retrieval(double[] precisions, int[] firstRanks, int divisor) {
    private static final int JUNK = -1;

    public Retrieval {
        if (precisions.length != firstRanks.length) {
            throw new IllegalArgumentException(precisions.length + " figures against " + firstRanks.length);
        }
        precisions = precisions.clone();
        firstRanks = firstRanks.clone();
    }

    /**
     * Features with whom they show and where.
     *
     * @param vectors one row a picture, all of one length; need not be of unit length
     * @param identities one a picture; -1 is junk, 0 a distractor
     * @param cameras one a picture
     */
    public record Features(float[][] vectors, int[] identities, int[] cameras) {
        public Features {
            if (vectors.length != identities.length || vectors.length != cameras.length) {
                throw new IllegalArgumentException("Features, identities and cameras differ in number");
            }
        }
    }

    /** Ranks the gallery for every query. */
    public static Retrieval of(Features query, Features gallery, Junk junk, AveragePrecision rule) {
        return byEveryRule(query, gallery, junk).get(rule);
    }

    /** The same by all rules at once. */
    public static Map<AveragePrecision, Retrieval> byEveryRule(Features query, Features gallery, Junk junk) {
        double[] norms = norms(gallery.vectors());
        int queries = query.identities().length;
        Map<AveragePrecision, double[]> precisions = new EnumMap<>(AveragePrecision.class);
        for (AveragePrecision rule : AveragePrecision.values()) {
            precisions.put(rule, new double[queries]);
        }
        int[] firstRanks = new int[queries];
        for (int asked = 0; asked < queries; asked++) {
            boolean[] right = ranking(query, asked, gallery, norms, junk);
            for (Map.Entry<AveragePrecision, double[]> entry : precisions.entrySet()) {
                entry.getValue()[asked] = entry.getKey().of(right);
            }
            firstRanks[asked] = first(right);
        }
        int valid = (int) Arrays.stream(firstRanks).filter(rank -> rank > 0).count();
        int divisor = junk == Junk.LEFT_OUT ? queries : valid;
        Map<AveragePrecision, Retrieval> found = new EnumMap<>(AveragePrecision.class);
        precisions.forEach((rule, figures) -> found.put(rule, new Retrieval(figures, firstRanks, divisor)));
        return found;
    }

    /** Mean average precision. */
    public double meanPrecision() {
        return Arrays.stream(precisions).filter(figure -> !Double.isNaN(figure)).sum() / divisor;
    }

    /** Share of queries with a right answer within the first ranks. */
    public double cmc(int rank) {
        return Arrays.stream(firstRanks)
                        .filter(first -> first > 0 && first <= rank)
                        .count()
                / (double) divisor;
    }

    @Override
    public double[] precisions() {
        return precisions.clone();
    }

    @Override
    public int[] firstRanks() {
        return firstRanks.clone();
    }

    /**
     * The gallery as it is ranked for one query.
     *
     * @param order gallery indices, nearest first, without what is left out
     * @param near cosine to the query, place by place
     * @param right true where the same one is shown, place by place
     */
    public record Ranking(int[] order, double[] near, boolean[] right) {}

    /** Ranks the gallery for one query. */
    public static Ranking ranking(Features query, int asked, Features gallery, Junk junk) {
        double[] norms = norms(gallery.vectors());
        double own = norms(new float[][] {query.vectors()[asked]})[0];
        int[] order = order(query, asked, gallery, norms, junk);
        double[] near = new double[order.length];
        boolean[] right = new boolean[order.length];
        for (int place = 0; place < order.length; place++) {
            near[place] = dot(query.vectors()[asked], gallery.vectors()[order[place]]) / norms[order[place]] / own;
            right[place] = gallery.identities()[order[place]] == query.identities()[asked];
        }
        return new Ranking(order, near, right);
    }

    private static boolean[] ranking(Features query, int asked, Features gallery, double[] norms, Junk junk) {
        int[] order = order(query, asked, gallery, norms, junk);
        boolean[] right = new boolean[order.length];
        for (int place = 0; place < right.length; place++) {
            right[place] = gallery.identities()[order[place]] == query.identities()[asked];
        }
        return right;
    }

    private static int[] order(Features query, int asked, Features gallery, double[] norms, Junk junk) {
        int identity = query.identities()[asked];
        int camera = query.cameras()[asked];
        int[] kept = IntStream.range(0, norms.length)
                .filter(i -> gallery.identities()[i] != identity || gallery.cameras()[i] != camera)
                .filter(i -> junk == Junk.COUNTS_AS_WRONG || gallery.identities()[i] != JUNK)
                .toArray();
        double[] near = new double[norms.length];
        for (int i : kept) {
            near[i] = dot(query.vectors()[asked], gallery.vectors()[i]) / norms[i];
        }
        // The sort is stable: of equal ones the lower gallery index comes first.
        Integer[] order = Arrays.stream(kept).boxed().toArray(Integer[]::new);
        Arrays.sort(order, (a, b) -> Double.compare(near[b], near[a]));
        return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }

    private static int first(boolean[] right) {
        return IntStream.range(0, right.length)
                .filter(place -> right[place])
                .map(place -> place + 1)
                .findFirst()
                .orElse(0);
    }

    private static double[] norms(float[][] vectors) {
        // A feature of zeros is near to nothing: cosine 0.
        return Arrays.stream(vectors)
                .mapToDouble(vector -> Math.max(Math.sqrt(dot(vector, vector)), 1e-12))
                .toArray();
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * (double) b[i];
        }
        return sum;
    }
}
