package org.fedlens.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.fedlens.data.ImageShape;
import org.fedlens.data.Images;
import org.fedlens.data.LabelledImages;
import org.fedlens.data.Labels;
import org.fedlens.data.Resampling;
import org.fedlens.metrics.Neighbours;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.training.Evaluator;
import org.fedlens.training.engine.Native;
import org.fedlens.weights.Part;
import org.fedlens.weights.Weights;

/**
 * Keeps what the server's encoder makes of some of the clients' images, round after round, for a later look at how the
 * classes come apart. The images are drawn once from all that clients hold; the vectors are the features, without the
 * projector.
 */
final class Embedder {
    /** Neighbours that say the class where there is no classifier. */
    private static final int GUESSING = 20;
    /** Longest side of the copies that are kept for looking at. */
    private static final int SIDE = 48;

    private final Prepared prepared;
    private final Evaluator evaluator;
    private final RoundExecutor executor;
    private final Control control;
    private final EmbeddingFiles files;

    Embedder(Prepared prepared, Native engine, RoundExecutor executor, Control control, Path run) {
        this.prepared = prepared;
        this.evaluator =
                new Evaluator(engine, prepared.network(), prepared.data().normalization());
        this.executor = executor;
        this.control = control;
        this.files = EmbeddingFiles.of(run);
    }

    /** Keeps the embeddings of this state, if it is a round to keep. */
    Optional<RunEvent.Embedded> of(FederationState state) throws InterruptedException {
        EvaluationSettings settings = state.experiment().evaluation();
        boolean last = state.round() >= state.experiment().training().rounds();
        // One vector for a whole scene says nothing about its pixels.
        if (prepared.network().pixelwise()) {
            return Optional.empty();
        }
        if (settings.embedEvery() == 0 || state.round() % settings.embedEvery() != 0 && !last) {
            return Optional.empty();
        }
        LabelledImages chosen = chosen(settings.embedPoints());
        if (chosen.count() == 0) {
            return Optional.empty();
        }
        Weights model = state.server().global();
        float[][] vectors = through(Part.BACKBONE, model, chosen);
        // The server has no classifier where clients keep theirs at home, or where nobody has one.
        int[] guesses = model.layout().slots().stream().anyMatch(slot -> slot.part() == Part.HEAD)
                ? largest(through(Part.HEAD, model, chosen))
                : byNeighbours(vectors, chosen.labels());
        try {
            files.write(new Embeddings(state.round(), vectors, guesses));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(new RunEvent.Embedded(state.round(), vectors.length, vectors[0].length));
    }

    private LabelledImages chosen(int wanted) {
        List<int[]> held = new ArrayList<>();
        for (int client = 0; client < prepared.clients().size(); client++) {
            for (int i = 0; i < prepared.clients().get(client).count(); i++) {
                held.add(new int[] {client, i});
            }
        }
        int[] order = new int[held.size()];
        Arrays.setAll(order, i -> i);
        PermutationSampler.shuffle(Streams.of(prepared.experiment().seed(), Purpose.EMBEDDING), order);
        List<int[]> places =
                Arrays.stream(order).limit(wanted).sorted().mapToObj(held::get).toList();
        LabelledImages images = new LabelledImages(new Held(places), labels(places));
        if (!files.hasImages() && images.count() > 0) {
            keep(images, places, held.size());
        }
        return images;
    }

    private Labels labels(List<int[]> places) {
        return Labels.of(
                places.stream()
                        .mapToInt(place ->
                                prepared.clients().get(place[0]).labels().of(place[1]))
                        .toArray(),
                prepared.data().classes().size());
    }

    private void keep(LabelledImages images, List<int[]> places, int of) {
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
        try {
            files.write(new EmbeddedImages(small, prepared.data().classes(), of, labels, clients, pixels));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private float[][] through(Part part, Weights model, LabelledImages images) throws InterruptedException {
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
        Neighbours neighbours = new Neighbours(vectors, own, labels.classes(), GUESSING, 1);
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
        private final List<int[]> places;

        Held(List<int[]> places) {
            this.places = places;
        }

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
