package org.fedlens.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.data.ImageShape;
import org.fedlens.data.Images;
import org.fedlens.data.Masks;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.training.Evaluator;
import org.fedlens.training.Evaluator.Spots;
import org.fedlens.weights.Weights;

/**
 * Pixels of some of the scenes that clients hold, as many of each class as there are, with the class that is true
 * whether its holder keeps it or not: what the figure of FedSeg (Miao et al. 2023) shows. The vectors are the
 * backbone's features at the pixel's place. What is shown of a pixel is its surroundings with a ring around it.
 */
final class PixelSample implements Sample {
    private static final int SCENES = 32;
    private static final int LEAST_SIDE = 17;
    private static final int LONGEST_SIDE = 47;
    private static final int PART = 4;
    private static final int RING = 3;

    private final Prepared prepared;
    private final Evaluator evaluator;
    private final RoundExecutor executor;
    private final Control control;
    private final List<int[]> scenes;
    private final List<int[]> pixels;
    private final List<int[]> labels;

    PixelSample(Prepared prepared, Evaluator evaluator, RoundExecutor executor, Control control, int wanted) {
        this.prepared = prepared;
        this.evaluator = evaluator;
        this.executor = executor;
        this.control = control;
        this.scenes = ImageSample.drawn(prepared, ImageSample.held(prepared), SCENES);
        this.pixels = new ArrayList<>();
        this.labels = new ArrayList<>();
        draw(wanted);
    }

    /** Evenly among the pixels of each class, in one pass over all masks. */
    private void draw(int wanted) {
        Masks masks = prepared.data().train().masks().orElseThrow();
        int classes = prepared.data().classes().size();
        int plane = masks.pixels().shape().size();
        UniformRandomProvider random = Streams.of(prepared.experiment().seed(), Purpose.EMBEDDING, scenes.size());
        int share = Math.max(1, wanted / Math.max(1, present(masks, classes)));
        long[][] kept = new long[classes][share];
        int[] seen = new int[classes];
        byte[] mask = new byte[plane];
        for (int scene = 0; scene < scenes.size(); scene++) {
            masks.pixels().copy(source(scene), mask, 0);
            for (int at = 0; at < plane; at++) {
                int label = mask[at] & 0xFF;
                if (label < classes) {
                    int place = seen[label] < share ? seen[label] : random.nextInt(seen[label] + 1);
                    seen[label]++;
                    if (place < share) {
                        kept[label][place] = (long) scene * plane + at;
                    }
                }
            }
        }
        TreeMap<Long, Integer> all = new TreeMap<>();
        for (int label = 0; label < classes; label++) {
            for (int i = 0; i < Math.min(share, seen[label]); i++) {
                all.put(kept[label][i], label);
            }
        }
        for (int scene = 0; scene < scenes.size(); scene++) {
            var own = all.subMap((long) scene * plane, (scene + 1L) * plane);
            pixels.add(own.keySet().stream().mapToInt(at -> (int) (at % plane)).toArray());
            labels.add(own.values().stream().mapToInt(Integer::intValue).toArray());
        }
    }

    /** How many classes these scenes show. */
    private int present(Masks masks, int classes) {
        int[][] counts = masks.counts().counts();
        return (int) IntStream.range(0, classes)
                .filter(label -> IntStream.range(0, scenes.size()).anyMatch(scene -> counts[source(scene)][label] > 0))
                .count();
    }

    /** Which of the training images a scene is. */
    private int source(int scene) {
        int[] place = scenes.get(scene);
        return prepared.held().get(place[0])[place[1]];
    }

    private Images holder(int scene) {
        return prepared.clients().get(scenes.get(scene)[0]).images();
    }

    @Override
    public int count() {
        return pixels.stream().mapToInt(own -> own.length).sum();
    }

    @Override
    public Embeddings of(FederationState state) throws InterruptedException {
        Weights model = state.server().global();
        List<Callable<Spots>> looks = new ArrayList<>();
        for (int each = 0; each < scenes.size(); each++) {
            int scene = each;
            if (pixels.get(scene).length > 0) {
                looks.add(() -> {
                    control.pace(share -> {}).pass();
                    return evaluator.spots(model, holder(scene), scenes.get(scene)[1], pixels.get(scene));
                });
            }
        }
        List<float[]> vectors = new ArrayList<>();
        List<Integer> guesses = new ArrayList<>();
        executor.run(looks, spots -> {
            vectors.addAll(Arrays.asList(spots.vectors()));
            Arrays.stream(spots.guesses()).forEach(guesses::add);
        });
        return new Embeddings(
                state.round(),
                vectors.toArray(float[][]::new),
                guesses.stream().mapToInt(Integer::intValue).toArray());
    }

    @Override
    public EmbeddedImages shown() {
        ImageShape shape = prepared.data().shape();
        int side = Math.max(LEAST_SIDE, Math.min(LONGEST_SIDE, Math.min(shape.height(), shape.width()) / PART | 1));
        ImageShape small = new ImageShape(shape.channels(), side, side);
        byte[] all = new byte[count() * small.size()];
        byte[] whole = new byte[shape.size()];
        int[] clients = new int[count()];
        int at = 0;
        for (int scene = 0; scene < scenes.size(); scene++) {
            holder(scene).copy(scenes.get(scene)[1], whole, 0);
            for (int pixel : pixels.get(scene)) {
                surroundings(whole, shape, pixel, all, at * small.size(), side);
                clients[at++] = scenes.get(scene)[0];
            }
        }
        int[] truth = labels.stream().flatMapToInt(Arrays::stream).toArray();
        return new EmbeddedImages(true, small, prepared.data().classes(), scenes.size(), truth, clients, all);
    }

    /** A square around a pixel: a white ring three pixels away, a black one beyond it, black outside of the picture. */
    static void surroundings(byte[] whole, ImageShape shape, int pixel, byte[] into, int offset, int side) {
        int top = pixel / shape.width() - side / 2;
        int left = pixel % shape.width() - side / 2;
        for (int channel = 0; channel < shape.channels(); channel++) {
            for (int y = 0; y < side; y++) {
                for (int x = 0; x < side; x++) {
                    int row = top + y;
                    int column = left + x;
                    boolean inside = row >= 0 && row < shape.height() && column >= 0 && column < shape.width();
                    int away = Math.max(Math.abs(y - side / 2), Math.abs(x - side / 2));
                    into[offset + (channel * side + y) * side + x] = away == RING
                            ? (byte) 255
                            : away == RING + 1 || !inside
                                    ? 0
                                    : whole[(channel * shape.height() + row) * shape.width() + column];
                }
            }
        }
    }
}
