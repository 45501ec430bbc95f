package org.fedlens.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.descriptive.Median;

/** How long the program takes to list runs, from the start of its virtual machine to its end. */
public final class StartUp {
    private static final int WARM_UP = 2;
    private static final int TIMES = 11;

    private StartUp() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        for (int i = 0; i < WARM_UP; i++) {
            seconds();
        }
        double[] all = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            all[i] = seconds();
        }
        System.out.printf(
                Locale.ROOT,
                "start-up (list): median of %d %.2f s, from %.2f to %.2f s%n",
                TIMES,
                Median.withDefaults().evaluate(all),
                DoubleStream.of(all).min().orElseThrow(),
                DoubleStream.of(all).max().orElseThrow());
    }

    private static double seconds() throws IOException, InterruptedException {
        Path home = Path.of(System.getProperty("bench.folder"), "home");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dfedlens.home=" + home,
                "-jar",
                System.getProperty("bench.jar"),
                "list");
        long begun = System.nanoTime();
        int code = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException(command + " ended with code " + code);
        }
        return (System.nanoTime() - begun) / 1e9;
    }
}
