package org.fedlens.training;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.augmentation.Augmentation;
import org.fedlens.augmentation.Chain;
import org.fedlens.augmentation.Flip;
import org.fedlens.augmentation.ResizedCrop;
import org.fedlens.augmentation.Views;
import org.fedlens.clustering.BottomUp;
import org.fedlens.clustering.Clusters;
import org.fedlens.clustering.Crew;
import org.fedlens.clustering.Silhouette;
import org.fedlens.data.ImageShape;
import org.fedlens.data.Images;
import org.fedlens.data.LabelledImages;
import org.fedlens.data.Labels;
import org.fedlens.data.Normalization;
import org.fedlens.federated.Memory;
import org.fedlens.federated.Noted;
import org.fedlens.metrics.ClusterQuality;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.settings.Setting;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;
import org.fedlens.weights.Part;

/**
 * Labels that a client makes itself: at first every image is a cluster of its own; after each visit the clusters that
 * are nearest by the model just trained are merged, see {@link BottomUp}. Clusters never leave the client.
 *
 * <p>Baseline: all clients merge the same share of their images. That drives clients with few images of each identity
 * below their true number of identities. Personalised clustering gives each client its own number of merges,
 * {@code m_k = floor((N_k - n_k) / phases)}, where {@code n_k} is what the profiler takes for its number of identities
 * (FedUReID, Zhuang et al. 2021; the text's "mp = N / m" is turned round there).
 *
 * <p>Purity, pairwise F1 and the adjusted Rand index are told as diagnostics; no decision looks at them.
 *
 * @param mergeShare of all its images that a client merges in each phase, unless it knows better
 * @param phases after which nothing is merged any more
 * @param sizePenalty lambda, for each image of the two clusters
 * @param personalClusters true if each client merges towards its own number of identities
 * @param profiler by what the profiler knows the best of its rounds
 * @param profileRounds length of the profiler's run, in which the share {@code profileShare} of the clusters that are
 *     left is merged in each round; so few rounds reach from many clusters to few
 * @param profileShare see there
 * @param crops true if pictures are cut and mirrored at random while training, as in the authors' code
 * @param mergeBy whose features tell which clusters are nearest: the model just trained, or the one received before
 * training (the published flag relabel, local or global)
 * @param profiling true in the profiler's run
 */
public record ClusterLabels(
        @Setting(standard = "0.05", min = 0.001, max = 0.5) double mergeShare,
        @Setting(standard = "19", min = 1, max = 1000) int phases,
        @Setting(standard = "0.003", min = 0, max = 10, live = true) double sizePenalty,
        @Setting(standard = "true") boolean personalClusters,
        @Setting(standard = "silhouette") Profiler profiler,
        @Setting(standard = "8", min = 2, max = 50) int profileRounds,
        @Setting(standard = "0.35", min = 0.01, max = 0.9) double profileShare,
        @Setting(standard = "true") boolean crops,
        @Setting(standard = "trained") MergeBy mergeBy,
        boolean profiling)
        implements Supervision {
    private static final double SMALLEST_CROP = 0.64;

    /** Whose features tell which clusters are nearest. */
    public enum MergeBy {
        /** Of the model just trained. */
        TRAINED(Who.ONLINE),
        /** Of the model as the server sent it. */
        RECEIVED(Who.RECEIVED);

        private final Who who;

        MergeBy(Who who) {
            this.who = who;
        }
    }

    /** By what a profiler knows its best round. */
    public enum Profiler {
        /** Highest mean silhouette of the features by the clusters; needs no labels. */
        SILHOUETTE("silhouette"),
        /** Before the greatest rise of what a join costs; needs no labels. */
        GAP("join-rise"),
        /** Highest mean average precision on the client's queries: as published, and it uses labels. */
        RETRIEVAL_WITH_LABELS("map");

        private final String metric;

        Profiler(String metric) {
            this.metric = metric;
        }

        /** The figure whose highest value marks the best round. */
        public String metric() {
            return metric;
        }
    }

    @Override
    public Feed feed(ClientTask task, Normalization normalization) {
        Clusters clusters = PseudoLabels.of(task.past().memory(), task.images().count());
        Labels labels = Labels.of(clusters.labels(), clusters.count());
        UniformRandomProvider random =
                Streams.of(task.seed(), Purpose.SHUFFLE, task.broadcast().round(), task.client());
        Images own = task.images().images();
        if (!crops) {
            return new Batches(new LabelledImages(own, labels), normalization, task.batch(), true, random);
        }
        Views views = new Views(
                own, changes(own.shape()), task.seed(), task.broadcast().round(), task.client());
        return new Moving(views, labels, normalization, task.batch(), random);
    }

    /** Persons are cut two to three times as high as wide and brought to 256 x 128; other pictures in proportion. */
    private static Augmentation changes(ImageShape shape) {
        double sides = shape.width() / (double) shape.height();
        return Chain.of(new ResizedCrop(SMALLEST_CROP, 1, sides * 2 / 3, sides), new Flip(0.5));
    }

    @Override
    public Noted relabel(Opening closing) throws InterruptedException {
        Clusters now = PseudoLabels.of(closing.kept(), closing.images());
        int done = PseudoLabels.phases(closing.kept());
        int joins = done >= phases ? 0 : joins(now, PseudoLabels.aim(closing.kept()));
        float[][] features =
                joins > 0 || profiling ? unit(closing.survey().features(mergeBy.who, Part.BACKBONE)) : new float[0][];
        BottomUp.Phase phase = joins > 0
                ? BottomUp.merge(features, now, joins, sizePenalty, Crew.ALONE)
                : new BottomUp.Phase(now, List.of());
        Map<String, Double> figures =
                new TreeMap<>(quality(now, closing.task().images().labels()));
        if (profiling && !phase.joins().isEmpty()) {
            double first = phase.joins().get(0).cost();
            double last = phase.joins().get(phase.joins().size() - 1).cost();
            figures.put("join-rise", last - first);
            figures.put("silhouette", Silhouette.mean(features, now));
        }
        return new Noted(PseudoLabels.keeping(closing.kept(), phase), figures);
    }

    /** A profiler that merges nothing of a client sees the same clusters in every round, so none of them is best. */
    @Override
    public void check(Plan plan) {
        for (int client = 0; client < plan.images().size() && personalClusters; client++) {
            int own = plan.images().get(client);
            if ((int) (own * profileShare) < 1) {
                throw new Problem(
                        "algorithm.profileShare",
                        Text.of("profiler.mergesNothing", plan.names().get(client), own, profileShare),
                        Text.of("profiler.mergesNothing.mend", Math.ceil(1000.0 / Math.max(1, own)) / 1000));
            }
        }
    }

    @Override
    public Optional<Rehearsal> rehearsal() {
        ClusterLabels rehearsing = new ClusterLabels(
                mergeShare,
                profileRounds,
                sizePenalty,
                false,
                profiler,
                profileRounds,
                profileShare,
                crops,
                mergeBy,
                true);
        boolean tries = profiler == Profiler.RETRIEVAL_WITH_LABELS;
        return personalClusters
                ? Optional.of(new Rehearsal(rehearsing, profileRounds, profiler.metric(), tries))
                : Optional.empty();
    }

    @Override
    public Optional<int[]> ownLabels(Memory kept, int images) {
        return Optional.of(PseudoLabels.of(kept, images).labels());
    }

    @Override
    public Memory advised(int clusters) {
        return PseudoLabels.aiming(clusters);
    }

    private int joins(Clusters now, int aim) {
        if (profiling) {
            return (int) (now.count() * profileShare);
        }
        return personalClusters && aim > 0
                ? BottomUp.towards(now.pictures(), aim, phases)
                : BottomUp.common(now.pictures(), mergeShare);
    }

    private static Map<String, Double> quality(Clusters clusters, Labels truth) {
        int[] people = new int[truth.count()];
        Arrays.setAll(people, truth::of);
        ClusterQuality quality = ClusterQuality.of(clusters.labels(), people);
        return Map.of(
                "clusters", (double) clusters.count(),
                "cluster-purity", quality.purity(),
                "cluster-f1", quality.pairwiseF1(),
                "cluster-rand", quality.adjustedRand());
    }

    private static float[][] unit(float[][] features) {
        for (float[] row : features) {
            double squares = 0;
            for (float value : row) {
                squares += (double) value * value;
            }
            float length = (float) Math.max(Math.sqrt(squares), 1e-12);
            for (int k = 0; k < row.length; k++) {
                row[k] /= length;
            }
        }
        return features;
    }
}
