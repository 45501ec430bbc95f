package org.fedlens.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.fedlens.clustering.BottomUp;
import org.fedlens.clustering.Clusters;
import org.fedlens.clustering.Crew;
import org.fedlens.clustering.Join;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;

/**
 * One merge phase of bottom-up clustering at the size of DukeMTMC-reID: 16,522 pictures of 702 people, 2,048 features,
 * down by 5 %, first from single pictures and then from a tenth as many clusters; and the walk over all pairs of the
 * first 2,000 of them, which must give the same clusters. Argument: pictures, width and threads, one after another;
 * without it 16522 2048 2.
 */
public final class Merging {
    private Merging() {}

    public static void main(String[] arguments) throws InterruptedException {
        String said = String.join(" ", arguments).strip();
        String[] numbers = (said.isEmpty() ? "16522 2048 2" : said).split(" +");
        int pictures = Integer.parseInt(numbers[0]);
        int width = Integer.parseInt(numbers[1]);
        int threads = Integer.parseInt(numbers[2]);
        float[][] features = features(pictures, width, Math.max(1, pictures * 702 / 16_522));
        Crew crew = jobs -> together(jobs, threads);
        slice(Arrays.copyOf(features, Math.min(pictures, 2_000)), crew);
        int joins = BottomUp.common(pictures, 0.05);
        Clusters now = Clusters.alone(pictures);
        now = timed("from single pictures", features, now, joins, crew);
        now = BottomUp.merge(features, now, pictures * 9 / 10 - joins, 0.003, crew)
                .after();
        timed("from a tenth as many clusters", features, now, Math.min(joins, now.count() / 2), crew);
        Runtime runtime = Runtime.getRuntime();
        System.out.printf(Locale.ROOT, "heap at most %d MB%n", runtime.maxMemory() >> 20);
    }

    private static void slice(float[][] features, Crew crew) {
        int joins = BottomUp.common(features.length, 0.05);
        List<Join> pairs = new ArrayList<>();
        for (int i = 0; i < features.length; i++) {
            for (int j = i + 1; j < features.length; j++) {
                double distance = 0;
                for (int k = 0; k < features[i].length; k++) {
                    double difference = (double) features[i][k] - features[j][k];
                    distance += difference * difference;
                }
                pairs.add(new Join(i, j, distance + 2 * 0.003));
            }
        }
        Collections.sort(pairs);
        int[] labels = Clusters.alone(features.length).labels();
        int made = 0;
        for (int at = 0; made < joins; at++) {
            int first = labels[pairs.get(at).first()];
            int second = labels[pairs.get(at).second()];
            if (first != second) {
                Arrays.setAll(labels, i -> labels[i] == Math.max(first, second) ? Math.min(first, second) : labels[i]);
                made++;
            }
        }
        Clusters seen = BottomUp.merge(features, Clusters.alone(features.length), joins, 0.003, crew)
                .after();
        System.out.println("slice of " + features.length + ": "
                + (seen.equals(Clusters.of(labels)) ? "equal to" : "DIFFERENT from") + " the walk over all pairs");
    }

    private static Clusters timed(String what, float[][] features, Clusters now, int joins, Crew crew) {
        long begin = System.nanoTime();
        BottomUp.Phase phase = BottomUp.merge(features, now, joins, 0.003, crew);
        System.out.printf(
                Locale.ROOT, "%s: %d joins in %.1f s%n", what, phase.joins().size(), (System.nanoTime() - begin) / 1e9);
        return phase.after();
    }

    private static void together(List<Runnable> jobs, int threads) {
        Thread[] crew = new Thread[threads];
        AtomicInteger next = new AtomicInteger();
        for (int i = 0; i < threads; i++) {
            crew[i] = new Thread(() -> {
                for (int job = next.getAndIncrement(); job < jobs.size(); job = next.getAndIncrement()) {
                    jobs.get(job).run();
                }
            });
            crew[i].start();
        }
        for (Thread thread : crew) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static float[][] features(int pictures, int width, int people) {
        UniformRandomProvider random = Streams.of(1, Purpose.GENERATED);
        ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
        float[][] middle = new float[people][width];
        for (float[] row : middle) {
            fill(row, row, 1, normal);
        }
        float[][] features = new float[pictures][width];
        for (int i = 0; i < pictures; i++) {
            fill(features[i], middle[i % people], 0.5, normal);
            double length = 0;
            for (float value : features[i]) {
                length += (double) value * value;
            }
            float scale = (float) (1 / Math.sqrt(length));
            for (int k = 0; k < width; k++) {
                features[i][k] *= scale;
            }
        }
        return features;
    }

    private static void fill(float[] row, float[] middle, double spread, ZigguratSampler.NormalizedGaussian normal) {
        float[] around = Arrays.copyOf(middle, row.length);
        for (int k = 0; k < row.length; k++) {
            row[k] = (float) (around[k] + spread * normal.sample());
        }
    }
}
