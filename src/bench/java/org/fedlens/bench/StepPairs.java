package org.fedlens.bench;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.statistics.descriptive.Median;
import org.fedlens.weights.Layout;
import org.fedlens.weights.Weights;

/** Our engine against the same steps in libtorch called directly: first the numbers, then the time, in turns. */
final class StepPairs {
    private StepPairs() {}

    /** One way to make steps. */
    interface Way {
        /** What came out of the last steps. */
        record Done(double meanLoss, Weights weights) {}

        /** Makes so many steps from the same start. */
        Done train(int steps) throws InterruptedException;
    }

    /** Prints how far losses and weights of both ways are apart. */
    static void verify(Way ours, Way direct, int... counts) throws InterruptedException {
        for (int steps : counts) {
            Way.Done a = ours.train(steps);
            Way.Done b = direct.train(steps);
            System.out.printf(
                    Locale.ROOT,
                    "after %d steps: mean loss %.7f and %.7f; %s%n",
                    steps,
                    a.meanLoss(),
                    b.meanLoss(),
                    apart(a.weights(), b.weights()));
        }
    }

    private static String apart(Weights ours, Weights direct) {
        Layout layout = ours.layout();
        double[] off = new double[ours.size()];
        int most = 0;
        for (int i = 0; i < off.length; i++) {
            off[i] = Math.abs(ours.at(i) - direct.at(i));
            most = off[i] > off[most] ? i : most;
        }
        int slot = 0;
        while (layout.offset(slot + 1) <= most) {
            slot++;
        }
        double largest = off[most];
        long apart = Arrays.stream(off).filter(one -> one > 1e-5).count();
        Arrays.sort(off);
        return String.format(
                Locale.ROOT,
                "weights apart by at most %.1e (%s), 99.9 %% of them by at most %.1e, %d of %d by more than 1e-5",
                largest,
                layout.slots().get(slot).path(),
                off[(int) (0.999 * off.length)],
                apart,
                off.length);
    }

    /**
     * Prints both times and their ratio, pair by pair, and medians; nothing for no pairs. The way that goes first
     * changes.
     */
    static void compare(Way ours, Way direct, int pairs, int steps) throws InterruptedException {
        if (pairs == 0) {
            return;
        }
        double[][] wall = new double[2][pairs];
        double[][] own = new double[2][pairs];
        Way[] ways = {ours, direct};
        for (int pair = 0; pair < pairs; pair++) {
            for (int turn = 0; turn < 2; turn++) {
                int way = (pair + turn) % 2;
                long processor = processor();
                long begun = System.nanoTime();
                ways[way].train(steps);
                wall[way][pair] = (System.nanoTime() - begun) / 1e6 / steps;
                own[way][pair] = (processor() - processor) / 1e6 / steps;
            }
            System.out.printf(
                    Locale.ROOT,
                    "pair %d: ours %.1f ms a step, direct %.1f, ratio %.3f (processor time %.3f)%n",
                    pair + 1,
                    wall[0][pair],
                    wall[1][pair],
                    wall[0][pair] / wall[1][pair],
                    own[0][pair] / own[1][pair]);
        }
        print("time passed", wall);
        print("processor time of the thread", own);
    }

    private static void print(String what, double[][] times) {
        double[] ratios = new double[times[0].length];
        Arrays.setAll(ratios, pair -> times[0][pair] / times[1][pair]);
        Median median = Median.withDefaults();
        System.out.printf(
                Locale.ROOT,
                "%s, %d pairs: ours %.1f ms a step, direct %.1f, median ratio %.3f (%.3f to %.3f)%n",
                what,
                ratios.length,
                median.evaluate(times[0]),
                median.evaluate(times[1]),
                median.evaluate(ratios),
                Arrays.stream(ratios).min().orElseThrow(),
                Arrays.stream(ratios).max().orElseThrow());
    }

    private static long processor() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
