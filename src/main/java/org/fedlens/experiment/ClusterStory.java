package org.fedlens.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fedlens.clustering.Clusters;
import org.fedlens.clustering.MergeTree;
import org.fedlens.data.ImageShape;
import org.fedlens.data.Images;
import org.fedlens.data.LabelledImages;
import org.fedlens.metrics.ClusterQuality;

/**
 * How the clusters of one client came about, phase by phase, held against who its pictures really show. The true
 * identities are for looking on only.
 */
public final class ClusterStory {
    private final MergeTree tree;
    private final Images images;
    private final int[] truth;
    private final int people;
    private final List<Phase> phases;

    /**
     * Where the clusters stand after a merge phase.
     *
     * @param clusters of all pictures
     * @param strangers which pictures are not of the most frequent identity of their cluster
     * @param purity share of those that are
     */
    public record Phase(Clusters clusters, boolean[] strangers, double purity) {}

    private ClusterStory(MergeTree tree, LabelledImages pictures) {
        this.tree = tree;
        this.images = pictures.images();
        this.truth = new int[pictures.count()];
        Arrays.setAll(truth, pictures.labels()::of);
        this.people = pictures.labels().known().length;
        List<Phase> told = new ArrayList<>();
        for (int phase = 0; phase <= tree.phases(); phase++) {
            Clusters clusters = tree.after(phase);
            int[] labels = clusters.labels();
            double purity = ClusterQuality.of(labels, truth).purity();
            told.add(new Phase(clusters, ClusterQuality.strangers(labels, truth), purity));
        }
        this.phases = List.copyOf(told);
    }

    /**
     * @param tree of all pictures
     * @param pictures with true identities
     */
    public static ClusterStory of(MergeTree tree, LabelledImages pictures) {
        return new ClusterStory(tree, pictures);
    }

    /** Merge phases that are over. */
    public int phases() {
        return tree.phases();
    }

    /** The clusters after a phase, 0 for every picture alone. */
    public Phase phase(int phase) {
        return phases.get(phase);
    }

    /** All pictures, those of every cluster of every phase side by side, see {@link MergeTree#order}. */
    public int[] order() {
        return tree.order();
    }

    public int pictures() {
        return truth.length;
    }

    /** How many different ones the pictures show. */
    public int people() {
        return people;
    }

    /** The sides of every picture. */
    public ImageShape shape() {
        return images.shape();
    }

    /** A picture, as unsigned bytes, CHW. */
    public byte[] pixels(int picture) {
        byte[] pixels = new byte[images.shape().size()];
        images.copy(picture, pixels, 0);
        return pixels;
    }
}
