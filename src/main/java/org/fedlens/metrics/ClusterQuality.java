package org.fedlens.metrics;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How well clusters fit true identities. For looking on only: a method without labels must never see these.
 *
 * @param purity share of pictures that belong to the most frequent identity of their cluster
 * @param pairwiseF1 harmonic mean of precision and recall over pairs of pictures that are put together; 0 without any
 *     right pair
 * @param adjustedRand agreement of pairs beyond chance (Hubert and Arabie 1985); 1 for equal divisions, 0 by chance
 */
public record ClusterQuality(double purity, double pairwiseF1, double adjustedRand) {
    /**
     * @param clusters cluster of every picture
     * @param truth identity of every picture
     */
    public static ClusterQuality of(int[] clusters, int[] truth) {
        if (clusters.length != truth.length || clusters.length == 0) {
            throw new IllegalArgumentException(clusters.length + " pictures against " + truth.length);
        }
        Map<Long, Integer> both = new HashMap<>();
        Map<Integer, Integer> sizes = new HashMap<>();
        Map<Integer, Integer> people = new HashMap<>();
        for (int i = 0; i < clusters.length; i++) {
            both.merge((long) clusters[i] << 32 | truth[i], 1, Integer::sum);
            sizes.merge(clusters[i], 1, Integer::sum);
            people.merge(truth[i], 1, Integer::sum);
        }
        Map<Integer, Integer> most = new HashMap<>();
        both.forEach((key, count) -> most.merge((int) (key >> 32), count, Math::max));
        double pure = most.values().stream().mapToInt(Integer::intValue).sum() / (double) clusters.length;
        double right = pairs(both);
        double together = pairs(sizes);
        double same = pairs(people);
        double all = clusters.length * (clusters.length - 1.0) / 2;
        double chance = all == 0 ? 0 : together * same / all;
        double most2 = (together + same) / 2;
        double rand = most2 == chance ? 1 : (right - chance) / (most2 - chance);
        return new ClusterQuality(pure, together + same == 0 ? 0 : 2 * right / (together + same), rand);
    }

    /**
     * Which pictures are not of the most frequent identity of their cluster, of equally frequent ones the smallest.
     * Their share and the purity are one together.
     */
    public static boolean[] strangers(int[] clusters, int[] truth) {
        Map<Integer, Map<Integer, Integer>> counts = new HashMap<>();
        for (int i = 0; i < clusters.length; i++) {
            counts.computeIfAbsent(clusters[i], first -> new TreeMap<>()).merge(truth[i], 1, Integer::sum);
        }
        Map<Integer, Integer> main = new HashMap<>();
        counts.forEach((cluster, people) -> main.put(
                cluster,
                people.entrySet().stream()
                        .reduce((a, b) -> b.getValue() > a.getValue() ? b : a)
                        .orElseThrow()
                        .getKey()));
        boolean[] strangers = new boolean[clusters.length];
        for (int i = 0; i < clusters.length; i++) {
            strangers[i] = truth[i] != main.get(clusters[i]);
        }
        return strangers;
    }

    private static double pairs(Map<?, Integer> counts) {
        return counts.values().stream()
                .mapToDouble(count -> count * (count - 1.0) / 2)
                .sum();
    }
}
