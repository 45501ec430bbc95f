package org.fedlens.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.fedlens.embedding.Lanes;
import org.fedlens.embedding.Preservation;
import org.fedlens.embedding.Tsne;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;

/** How long t-SNE takes for 2,000 points of 128 dimensions, ten groups that overlap, 500 steps, on one and two threads. */
public final class Layouts {
    private static final int POINTS = 2000;
    private static final int WIDTH = 128;

    private Layouts() {}

    public static void main(String[] arguments) throws InterruptedException {
        float[][] x = points();
        ExecutorService pool = Executors.newFixedThreadPool(2);
        Lanes two = (pieces, piece) -> {
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
        double[] first = {};
        for (int turn = 0; turn < 6; turn++) {
            Lanes lanes = turn % 2 == 0 ? two : Lanes.ONE;
            long begin = System.nanoTime();
            double[] y = Tsne.usual(1).layout(x, Optional.empty(), lanes, Tsne.Watch.NONE);
            double seconds = (System.nanoTime() - begin) / 1e9;
            first = turn == 0 ? y : first;
            System.out.printf(
                    "%s %.2f s, same bits as the first: %b, trustworthiness %.4f%n",
                    turn % 2 == 0 ? "two threads" : "one thread ",
                    seconds,
                    Arrays.equals(first, y),
                    Preservation.trustworthiness(x, y, 12));
        }
        pool.shutdown();
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
