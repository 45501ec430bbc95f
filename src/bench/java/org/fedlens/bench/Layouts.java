package org.fedlens.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.fedlens.embedding.Lanes;
import org.fedlens.embedding.Loss;
import org.fedlens.embedding.Preservation;
import org.fedlens.embedding.Tsne;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;

/**
 * How long t-SNE takes for 2,000 points of 128 dimensions, ten groups that overlap, 500 steps, on one and two threads,
 * and how good the layout is. With a folder as argument it takes the points from {@code points.csv} there, or writes
 * its own to it, and writes {@code layout.csv}; {@code src/bench/python/tsne.py} then lays out the same points with
 * scikit-learn.
 */
public final class Layouts {
    private static final int POINTS = 2000;
    private static final int WIDTH = 128;
    private static final int TURNS = 6;
    /** As many neighbours as count where there are points enough. */
    private static final double USUAL = 30;

    private Layouts() {}

    /** @param arguments at most one: the folder */
    public static void main(String[] arguments) throws InterruptedException, IOException {
        Optional<Path> folder =
                Stream.of(arguments).filter(name -> !name.isBlank()).findFirst().map(Path::of);
        float[][] x = folder.isPresent() ? kept(folder.get()) : points();
        Tsne tsne = Tsne.usual(1).withPerplexity(Math.min(USUAL, (x.length - 1) / 3));
        ExecutorService pool = Executors.newFixedThreadPool(2);
        double[] first = {};
        for (int turn = 0; turn < TURNS; turn++) {
            Lanes lanes = turn % 2 == 0 ? two(pool) : Lanes.ONE;
            long begin = System.nanoTime();
            double[] y = tsne.layout(x, Optional.empty(), lanes, Tsne.Watch.NONE);
            double seconds = (System.nanoTime() - begin) / 1e9;
            first = turn == 0 ? y : first;
            System.out.printf(
                    Locale.ROOT,
                    "%s %.2f s, same bits as the first: %b%n",
                    turn % 2 == 0 ? "two threads" : "one thread ",
                    seconds,
                    Arrays.equals(first, y));
        }
        pool.shutdown();
        System.out.printf(
                Locale.ROOT,
                "%d points, perplexity %.0f: KL %.4f, trustworthiness of 12 neighbours %s%n",
                x.length,
                tsne.perplexity(),
                Loss.of(tsne, x, first),
                x.length > 24 ? String.format(Locale.ROOT, "%.4f", Preservation.trustworthiness(x, first, 12)) : "-");
        if (folder.isPresent()) {
            write(folder.get().resolve("layout.csv"), pairs(first));
        }
    }

    private static Lanes two(ExecutorService pool) {
        return (pieces, piece) -> {
            AtomicInteger next = new AtomicInteger();
            List<Future<?>> futures = new ArrayList<>();
            for (int thread = 0; thread < 2; thread++) {
                futures.add(pool.submit(() -> {
                    for (int i = next.getAndIncrement(); i < pieces; i = next.getAndIncrement()) {
                        piece.accept(i);
                    }
                }));
            }
            for (Future<?> future : futures) {
                try {
                    future.get();
                } catch (ExecutionException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    private static float[][] kept(Path folder) throws IOException {
        Path file = folder.resolve("points.csv");
        if (!Files.exists(file)) {
            Files.createDirectories(folder);
            float[][] own = points();
            write(file, own);
            return own;
        }
        List<float[]> rows = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String[] cells = line.split(",");
            float[] row = new float[cells.length];
            for (int d = 0; d < row.length; d++) {
                row[d] = Float.parseFloat(cells[d]);
            }
            rows.add(row);
        }
        return rows.toArray(float[][]::new);
    }

    private static float[][] pairs(double[] y) {
        float[][] pairs = new float[y.length / 2][];
        Arrays.setAll(pairs, i -> new float[] {(float) y[2 * i], (float) y[2 * i + 1]});
        return pairs;
    }

    private static void write(Path file, float[][] rows) throws IOException {
        List<String> lines = new ArrayList<>();
        for (float[] row : rows) {
            StringJoiner line = new StringJoiner(",");
            for (float value : row) {
                line.add(Float.toString(value));
            }
            lines.add(line.toString());
        }
        Files.write(file, lines);
    }

    private static float[][] points() {
        UniformRandomProvider random = Streams.of(1, Purpose.GENERATED);
        var normal = ZigguratSampler.NormalizedGaussian.of(random);
        float[][] middles = new float[10][WIDTH];
        float[][] x = new float[POINTS][WIDTH];
        for (float[] middle : middles) {
            for (int d = 0; d < WIDTH; d++) {
                middle[d] = (float) (0.5 * normal.sample());
            }
        }
        for (int i = 0; i < POINTS; i++) {
            for (int d = 0; d < WIDTH; d++) {
                x[i][d] = middles[i % 10][d] + (float) normal.sample();
            }
        }
        return x;
    }
}
