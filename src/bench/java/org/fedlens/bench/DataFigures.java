package org.fedlens.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.fedlens.data.DataSet;
import org.fedlens.data.Labels;
import org.fedlens.data.partition.Dirichlet;
import org.fedlens.data.partition.Partition;
import org.fedlens.data.source.DataSources;

/**
 * What data cost: the time and the memory of a Dirichlet partition of 1,000,000 labels over 10,000 clients (alpha 0.1,
 * clients below the minimum filled up), of 60,000 labels over 100 clients, and the memory of Fashion-MNIST where
 * {@code -Dtrial.data} or {@code ../shared/data} holds it. Memory is what the heap holds after collections.
 */
public final class DataFigures {
    private static final int TIMES = 7;

    private DataFigures() {}

    public static void main(String[] arguments) {
        partition(1_000_000, 10_000, 0.1);
        partition(60_000, 100, 0.3);
        Path fashion = Path.of(System.getProperty("trial.data", "../shared/data"), "fashion-mnist");
        if (Files.isDirectory(fashion)) {
            long before = held();
            long start = System.nanoTime();
            DataSet data = new DataSources(fashion).open(".", 0, 0, 1);
            double seconds = (System.nanoTime() - start) / 1e9;
            double megabytes = (held() - before) / 1e6;
            System.out.printf(
                    Locale.ROOT,
                    "Fashion-MNIST, %d images: %.1f MB, read in %.2f s%n",
                    data.train().count() + data.test().count(),
                    megabytes,
                    seconds);
        } else {
            System.out.println("Fashion-MNIST is not in " + fashion);
        }
    }

    private static void partition(int count, int clients, double alpha) {
        Labels labels = Labels.of(IntStream.range(0, count).map(k -> k % 10).toArray(), 10);
        Dirichlet dirichlet = new Dirichlet(alpha, 1, true);
        double[] millis = new double[TIMES];
        long before = held();
        Partition last = null;
        for (int k = 0; k < TIMES; k++) {
            long start = System.nanoTime();
            last = Partition.of(dirichlet, labels, clients, k);
            millis[k] = (System.nanoTime() - start) / 1e6;
        }
        double megabytes = (held() - before) / 1e6;
        double first = millis[0];
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%d labels over %d clients: first %.0f ms, median %.0f ms, worst %.0f ms, %.1f MB held (%d clients)%n",
                count,
                clients,
                first,
                millis[TIMES / 2],
                millis[TIMES - 1],
                megabytes,
                last.clients());
    }

    private static long held() {
        for (int k = 0; k < 3; k++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
