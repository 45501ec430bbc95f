package org.fedlens.data;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;

/** Which images keep their labels when only a few may. */
public enum FewLabels {
    /** The same share of every class, at least one image of each, drawn. */
    STRATIFIED,
    /**
     * The first images of the data set, whatever their class, as FedSSL does it. There, clients get only the images
     * that come after them.
     */
    FIRST;

    /**
     * Chooses.
     *
     * @param share of all images, above 0, at most 1
     * @return indices in ascending order, at least one where there are images
     */
    public int[] choose(Labels labels, double share, UniformRandomProvider random) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException(share + " is no share");
        }
        int[] all = new int[labels.count()];
        Arrays.setAll(all, i -> i);
        if (this == FIRST) {
            return Arrays.copyOf(all, first(labels.count(), share));
        }
        int[] room = new int[labels.classes()];
        int[] held = labels.histogram();
        for (int c = 0; c < room.length; c++) {
            room[c] = first(held[c], share);
        }
        PermutationSampler.shuffle(random, all);
        return Arrays.stream(all).filter(i -> room[labels.of(i)]-- > 0).sorted().toArray();
    }

    private static int first(int count, double share) {
        return count == 0 ? 0 : (int) Math.max(1, Math.rint(share * count));
    }
}
