package org.fedlens.experiment.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.fedlens.data.ImageShape;
import org.fedlens.data.Images;
import org.fedlens.data.LabelledImages;
import org.fedlens.data.Labels;
import org.fedlens.data.Resampling;
import org.fedlens.experiment.prepare.PreparedExperiment;
import org.fedlens.experiment.prepare.RoundExecutor;
import org.fedlens.experiment.prepare.RunControl;
import org.fedlens.experiment.store.EmbeddedImages;
import org.fedlens.experiment.store.Embeddings;
import org.fedlens.experiment.store.FederationState;
import org.fedlens.metrics.NearestNeighbours;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.training.Evaluator;
import org.fedlens.training.Supervision;
import org.fedlens.weights.NetworkPart;
import org.fedlens.weights.Weights;

/** Some of the images that clients hold; the vectors are the features, without the projector. */
final class ImageSample implements EmbeddingSample {
    /** Neighbours that say the class where there is no classifier. */
    private static final int GUESSING = 20;
    /** Longest side of the copies that are kept for looking at. */
    private static final int SIDE = 48;

    private final PreparedExperiment prepared;
    private final Evaluator evaluator;
    private final RoundExecutor executor;
    private final RunControl control;
    private final List<int[]> places;
    private final LabelledImages images;
    private final int of;

    ImageSample(
            PreparedExperiment prepared, Evaluator evaluator, RoundExecutor executor, RunControl control, int wanted) {
        this.prepared = prepared;
        this.evaluator = evaluator;
        this.executor = executor;
        this.control = control;
        List<int[]> held = held(prepared);
        this.of = held.size();
        this.places = drawn(prepared, held, wanted);
        this.images = new LabelledImages(new Held(), labels());
    }

    /** Every image of every client: whose it is, and which of that client's. */
    static List<int[]> held(PreparedExperiment prepared) {
        List<int[]> held = new ArrayList<>();
        for (int client = 0; client < prepared.clients().size(); client++) {
            for (int i = 0; i < prepared.clients().get(client).count(); i++) {
                held.add(new int[] {client, i});
            }
        }
        return held;
    }

    /** Some of them in their order. */
    static List<int[]> drawn(PreparedExperiment prepared, List<int[]> held, int wanted) {
        int[] order = new int[held.size()];
        Arrays.setAll(order, i -> i);
        PermutationSampler.shuffle(Streams.of(prepared.experiment().seed(), Purpose.EMBEDDING), order);
        return Arrays.stream(order).limit(wanted).sorted().mapToObj(held::get).toList();
    }

    @Override
    public int count() {
        return places.size();
    }

    @Override
    public Embeddings of(FederationState state) throws InterruptedException {
        Weights model = state.server().global();
        float[][] vectors = through(NetworkPart.BACKBONE, model);
        // The server has no classifier where clients keep theirs at home, or where nobody has one.
        int[] guesses = model.layout().slots().stream().anyMatch(slot -> slot.part() == NetworkPart.HEAD)
                ? largest(through(NetworkPart.HEAD, model))
                : byNeighbours(vectors, images.labels());
        return new Embeddings(state.round(), vectors, guesses, clusters(state));
    }

    /** See {@link Embeddings#clusters()}. */
    private int[] clusters(FederationState state) {
        Supervision supervision = state.experiment().algorithm().supervision();
        int[] clusters = new int[places.size()];
        Map<List<Integer>, Integer> first = new HashMap<>();
        Map<Integer, Optional<int[]>> own = new HashMap<>();
        for (int i = 0; i < clusters.length; i++) {
            int client = places.get(i)[0];
            Optional<int[]> labels = own.computeIfAbsent(
                    client,
                    some -> supervision.ownLabels(
                            state.client(some).memory(),
                            prepared.clients().get(some).count()));
            if (labels.isEmpty()) {
                return new int[0];
            }
            clusters[i] = first.merge(List.of(client, labels.get()[places.get(i)[1]]), i, (before, now) -> before);
        }
        return clusters;
    }

    @Override
    public EmbeddedImages shown() {
        ImageShape shape = images.images().shape();
        int longest = Math.max(shape.height(), shape.width());
        double factor = Math.min(1, (double) SIDE / longest);
        ImageShape small = new ImageShape(
                Math.min(3, shape.channels()), (int) Math.max(1, Math.rint(shape.height() * factor)), (int)
                        Math.max(1, Math.rint(shape.width() * factor)));
        byte[] pixels = new byte[images.count() * small.size()];
        byte[] one = new byte[shape.size()];
        for (int i = 0; i < images.count(); i++) {
            images.images().copy(i, one, 0);
            byte[] copy = factor < 1 ? Resampling.of(one, shape, small.height(), small.width()) : one;
            System.arraycopy(copy, 0, pixels, i * small.size(), small.size());
        }
        int[] labels = new int[images.count()];
        Arrays.setAll(labels, images.labels()::of);
        int[] clients = places.stream().mapToInt(place -> place[0]).toArray();
        return new EmbeddedImages(small, prepared.data().classes(), of, labels, clients, pixels);
    }

    private Labels labels() {
        return Labels.of(
                places.stream()
                        .mapToInt(place ->
                                prepared.clients().get(place[0]).labels().of(place[1]))
                        .toArray(),
                prepared.data().classes().size());
    }

    private float[][] through(NetworkPart part, Weights model) throws InterruptedException {
        List<Callable<float[][]>> chunks = new ArrayList<>();
        for (int from = 0; from < images.count(); from += Evaluator.CHUNK) {
            int begin = from;
            int end = Math.min(images.count(), from + Evaluator.CHUNK);
            chunks.add(() -> evaluator.features(model, part, images, begin, end, control.pace(share -> {})));
        }
        List<float[]> rows = new ArrayList<>();
        executor.run(chunks, chunk -> rows.addAll(Arrays.asList(chunk)));
        return rows.toArray(float[][]::new);
    }

    private static int[] largest(float[][] scores) {
        int[] largest = new int[scores.length];
        for (int i = 0; i < scores.length; i++) {
            for (int c = 1; c < scores[i].length; c++) {
                largest[i] = scores[i][c] > scores[i][largest[i]] ? c : largest[i];
            }
        }
        return largest;
    }

    /** The class of most of the nearest others; among equals that of the nearest. */
    private static int[] byNeighbours(float[][] vectors, Labels labels) {
        int[] own = new int[vectors.length];
        Arrays.setAll(own, labels::of);
        NearestNeighbours neighbours = new NearestNeighbours(vectors, own, labels.classes(), GUESSING, 1);
        // The server has no classifier where clients keep theirs at home, or where nobody has one.
        int[] guesses = new int[vectors.length];
        for (int i = 0; i < vectors.length; i++) {
            int[] votes = new int[labels.classes()];
            int most = 0;
            for (int j : neighbours.nearest(vectors[i], GUESSING + 1)) {
                most = j == i ? most : Math.max(most, ++votes[own[j]]);
            }
            for (int j : neighbours.nearest(vectors[i], GUESSING + 1)) {
                if (j != i && votes[own[j]] == most) {
                    guesses[i] = own[j];
                    break;
                }
            }
        }
        return guesses;
    }

    /** Images of several clients as one collection. */
    private final class Held implements Images {
        @Override
        public int count() {
            return places.size();
        }

        @Override
        public ImageShape shape() {
            return prepared.data().shape();
        }

        @Override
        public void copy(int index, byte[] into, int offset) {
            Objects.checkIndex(index, places.size());
            int[] place = places.get(index);
            prepared.clients().get(place[0]).images().copy(place[1], into, offset);
        }
    }
}
