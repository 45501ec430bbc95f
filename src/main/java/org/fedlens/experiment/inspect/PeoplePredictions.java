package org.fedlens.experiment.inspect;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.fedlens.data.ImageShape;
import org.fedlens.data.QueryGallery;
import org.fedlens.data.ReIdImages;
import org.fedlens.experiment.event.ProgressListener;
import org.fedlens.experiment.event.RunEvent;
import org.fedlens.experiment.store.PastRun;
import org.fedlens.metrics.AveragePrecision;
import org.fedlens.metrics.JunkPolicy;
import org.fedlens.metrics.Retrieval;
import org.fedlens.training.EvaluationTask;
import org.fedlens.training.ProfilingRun;
import org.fedlens.training.supervision.PseudoLabels;

/**
 * What the model of one client of a run finds in the client's gallery for each of its queries. The average precision is
 * the area of Market-1501; pictures of the same camera and junk are left out.
 */
public final class PeoplePredictions {
    private final Predictor predictor;
    private final int client;
    private final QueryGallery search;
    private final Retrieval.Features query;
    private final Retrieval.Features gallery;
    private final Retrieval retrieval;
    private final Map<String, SortedMap<Integer, SortedMap<Integer, Double>>> told;

    /**
     * A picture of the gallery in its place.
     *
     * @param picture in the gallery
     * @param near cosine to the query
     * @param right true if it shows the same one
     */
    public record Ranked(int picture, double near, boolean right) {}

    /**
     * How many clusters a client trained with, round by round.
     *
     * @param client whose
     * @param rounds ascending
     * @param counts one a round
     */
    public record Counts(int client, List<Integer> rounds, List<Double> counts) {
        public Counts {
            rounds = List.copyOf(rounds);
            counts = List.copyOf(counts);
        }
    }

    private static final String CLUSTERS = "clusters";

    /** What clients told of themselves, read once: by figure, client and round. */
    private static Map<String, SortedMap<Integer, SortedMap<Integer, Double>>> told(PastRun run) {
        Map<String, SortedMap<Integer, SortedMap<Integer, Double>>> told = new HashMap<>();
        List.of(CLUSTERS, "profile-clusters", "own-similarity", "own-share")
                .forEach(metric -> told.put(metric, new TreeMap<>()));
        run.replay(RunEvent.Evaluated.class, evaluated -> {
            evaluated.measures().stream()
                    .filter(measure -> measure.client() >= 0 && told.containsKey(measure.metric()))
                    .forEach(measure -> told.get(measure.metric())
                            .computeIfAbsent(measure.client(), first -> new TreeMap<>())
                            .put(evaluated.round(), measure.value()));
        });
        return told;
    }

    private PeoplePredictions(
            Predictor predictor,
            int client,
            QueryGallery search,
            Retrieval.Features query,
            Retrieval.Features gallery) {
        this.predictor = predictor;
        this.client = client;
        this.search = search;
        this.query = query;
        this.gallery = gallery;
        this.retrieval = Retrieval.of(query, gallery, predictor.rules().junk(), AveragePrecision.TRAPEZOID);
        this.told = told(predictor.run());
    }

    /**
     * Asks all queries of a client with the model it would use.
     *
     * @param client the first one where there is no such client
     * @throws InterruptedException if nobody waits any more
     * @throws org.fedlens.text.Problem if something of the run cannot be read
     */
    public static PeoplePredictions of(Path run, int client, ProgressListener watch) throws InterruptedException {
        Predictor predictor = Predictor.open(run);
        watch.require();
        int asked = client < predictor.prepared().searches().size() ? client : 0;
        EvaluationTask.Finding exam = (EvaluationTask.Finding)
                predictor.prepared().exam(asked, predictor.experiment()).orElseThrow();
        EvaluationTask.Compared compared =
                predictor.evaluator().compare(exam, predictor.model(asked), Predictor.pace(watch));
        watch.progress(1);
        return new PeoplePredictions(
                predictor, asked, predictor.prepared().searches().get(asked), compared.query(), compared.gallery());
    }

    /** The round whose model this is. */
    public int round() {
        return predictor.round();
    }

    /** Whose queries these are. */
    public int client() {
        return client;
    }

    /** What the clients are called. */
    public List<String> clients() {
        return IntStream.range(0, predictor.prepared().searches().size())
                .mapToObj(predictor.prepared()::clientName)
                .toList();
    }

    /** How many different ones each client's own pictures show; known for scoring only. */
    public List<Integer> people() {
        return predictor.prepared().clients().stream()
                .map(images -> images.labels().known().length)
                .toList();
    }

    public int queries() {
        return search.query().count();
    }

    public int gallery() {
        return search.gallery().count();
    }

    /** The average precision of every query, NaN without any right answer. */
    public double[] precisions() {
        return retrieval.precisions();
    }

    /** Mean average precision. */
    public double meanPrecision() {
        return retrieval.meanPrecision();
    }

    /** Share of queries with a right answer within the first ranks. */
    public double cmc(int rank) {
        return retrieval.cmc(rank);
    }

    /** Who a query shows, and the camera that took it. */
    public int identity(int index) {
        return search.query().identities()[index];
    }

    public int camera(int index) {
        return search.query().cameras()[index];
    }

    public int galleryCamera(int picture) {
        return search.gallery().cameras()[picture];
    }

    /** The first pictures found for a query, nearest first; junk is left out whatever the rule. */
    public List<Ranked> ranking(int index, int most) {
        Retrieval.Ranking ranking = Retrieval.ranking(query, index, gallery, JunkPolicy.LEFT_OUT);
        int[] order = ranking.order();
        return IntStream.range(0, Math.min(most, order.length))
                .mapToObj(place -> new Ranked(order[place], ranking.near()[place], ranking.right()[place]))
                .toList();
    }

    /**
     * How many clusters each client trained with in each round it took part in, so before the merge at the end of that
     * round, which is in its {@link #story}; empty where nobody clusters.
     */
    public List<Counts> clusters() {
        return told.get(CLUSTERS).entrySet().stream()
                .map(entry -> new Counts(
                        entry.getKey(),
                        List.copyOf(entry.getValue().keySet()),
                        List.copyOf(entry.getValue().values())))
                .toList();
    }

    /** How many clusters the profiler advised a client to end with. */
    public OptionalDouble advised(int whose) {
        return newest("profile-clusters", whose);
    }

    /** The figure by which the profiler knew the best round; nothing where no client is profiled. */
    public Optional<String> profiledBy() {
        return predictor.experiment().algorithm().supervision().rehearsal().map(ProfilingRun::metric);
    }

    /** How near a client's own model was to the server's when its newest visit began: the mean cosine of kernels. */
    public OptionalDouble similarity(int whose) {
        return newest("own-similarity", whose);
    }

    /** How much of its own model the client then kept: mu. */
    public OptionalDouble ownShare(int whose) {
        return newest("own-share", whose);
    }

    private OptionalDouble newest(String metric, int whose) {
        SortedMap<Integer, Double> values = told.get(metric).getOrDefault(whose, new TreeMap<>());
        return values.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(values.get(values.lastKey()));
    }

    /** How a client's clusters came about; nothing where it has none, or began before that was written down. */
    public Optional<ClusterStory> story(int whose) {
        return PseudoLabels.merges(predictor.memory(whose))
                .map(tree ->
                        ClusterStory.of(tree, predictor.prepared().clients().get(whose)));
    }

    /** The sides of every picture. */
    public ImageShape shape() {
        return search.query().images().shape();
    }

    /** A query's picture, as unsigned bytes, CHW. */
    public byte[] queryPixels(int index) {
        return pixels(search.query(), index);
    }

    /** A gallery picture, as unsigned bytes, CHW. */
    public byte[] galleryPixels(int index) {
        return pixels(search.gallery(), index);
    }

    private static byte[] pixels(ReIdImages images, int index) {
        byte[] pixels = new byte[images.images().shape().size()];
        images.images().copy(index, pixels, 0);
        return pixels;
    }
}
