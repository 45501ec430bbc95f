package org.fedlens.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.Median;
import org.fedlens.training.ClientTask;
import org.fedlens.training.engine.Native;
import org.fedlens.weights.Weights;

/**
 * Client updates per second on the published recipe: our way against DJL's public way, in turns within one process, so
 * that whatever else the machine does meets both alike.
 */
public final class ClientUpdates {
    private static final int CLIENTS = 24;
    private static final int WARM_UP = 3;
    private static final int WORKERS = 2;
    /** With less, something else ran at the time; that slows DJL's way, whose threads wait for each other, far more. */
    private static final double BOTH_CORES = 1.9;

    private ClientUpdates() {}

    /** @param arguments how many pairs, at least 7 unless told otherwise */
    public static void main(String[] arguments) throws Exception {
        int pairs = arguments.length > 0 && !arguments[0].isBlank() ? Integer.parseInt(arguments[0]) : 9;
        Native.open("cpu");
        List<ClientTask> visits = PublishedRecipe.visits(PublishedRecipe.initial(), CLIENTS);
        // DJL's way comes first and keeps to this thread: the number of libtorch threads belongs to the calling thread
        // from its first use on, so here it stays at the default while our workers have one each.
        try (DjlWay djl = new DjlWay();
                OurWay ours = new OurWay(WORKERS)) {
            System.out.printf(
                    Locale.ROOT, "difference of the two ways' weights: %.2g%n", difference(djl, ours, visits));
            for (int i = 0; i < WARM_UP; i++) {
                djl.round(visits);
                ours.round(visits);
            }
            double[] theirs = new double[pairs];
            double[] own = new double[pairs];
            double[] ratios = new double[pairs];
            boolean[] undisturbed = new boolean[pairs];
            for (int i = 0; i < pairs; i++) {
                Turn a = Turn.of(() -> ours.round(visits));
                Turn b = Turn.of(() -> djl.round(visits));
                own[i] = CLIENTS / a.seconds;
                theirs[i] = CLIENTS / b.seconds;
                ratios[i] = own[i] / theirs[i];
                undisturbed[i] = Math.min(a.cores, b.cores) >= BOTH_CORES;
                System.out.printf(
                        Locale.ROOT,
                        "pair %d: ours %6.2f/s on %.2f cores, DJL %6.2f/s on %.2f cores, ratio %.2f%n",
                        i + 1,
                        own[i],
                        a.cores,
                        theirs[i],
                        b.cores,
                        ratios[i]);
            }
            print(own, theirs, ratios, undisturbed);
        }
    }

    private static void print(double[] own, double[] theirs, double[] ratios, boolean[] undisturbed) {
        Median median = Median.withDefaults();
        System.out.printf(
                Locale.ROOT,
                "median of %d pairs: ours %.2f client updates/s, DJL's public way %.2f/s, ratio %.2f%n",
                ratios.length,
                median.evaluate(own),
                median.evaluate(theirs),
                median.evaluate(ratios));
        double[] kept = IntStream.range(0, ratios.length)
                .filter(i -> undisturbed[i])
                .mapToDouble(i -> ratios[i])
                .toArray();
        System.out.printf(
                Locale.ROOT,
                "median ratio of the %d pairs in which both ways had at least %.1f cores: %.2f%n",
                kept.length,
                BOTH_CORES,
                median.evaluate(kept));
    }

    /** Largest difference of any weight of any client: both ways must do the same work. */
    private static double difference(DjlWay djl, OurWay ours, List<ClientTask> visits) throws InterruptedException {
        List<Weights> b = djl.round(visits);
        List<Weights> a = ours.round(visits);
        double largest = 0;
        for (int client = 0; client < a.size(); client++) {
            for (int i = 0; i < a.get(client).size(); i++) {
                largest = Math.max(
                        largest, Math.abs(a.get(client).at(i) - b.get(client).at(i)));
            }
        }
        return largest;
    }

    /** How long something took and how many cores it kept busy meanwhile. */
    private record Turn(double seconds, double cores) {
        static Turn of(Callable<List<Weights>> work) throws Exception {
            var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            long processor = system.getProcessCpuTime();
            long begun = System.nanoTime();
            work.call();
            double seconds = (System.nanoTime() - begun) / 1e9;
            return new Turn(seconds, (system.getProcessCpuTime() - processor) / 1e9 / seconds);
        }
    }
}
