package org.fedlens.app;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.apache.commons.statistics.descriptive.Quantile;
import org.fedlens.experiment.Measure;
import org.fedlens.experiment.Moment;
import org.fedlens.experiment.RunEvent;

/**
 * Work on the window's thread while a run is live: the real window shows a run of 20 clients over 500 rounds, told at 20
 * rounds a second, all 20 clients drawn in each round. What is measured is the processor time that the window's thread
 * spends from one frame to the next: events taken in, layout, drawing of canvases. Waiting for the renderer, or for a
 * core that others use, is not its work. Needs a display, or the headless options of the tests.
 */
public final class WindowFrames {
    private static final int CLIENTS = 20;
    private static final int ROUNDS = 500;
    private static final int WARM_UP = 100;
    private static final long ROUND_MILLIS = 50;
    private static final List<String> CLASSES =
            IntStream.range(0, 10).mapToObj(Integer::toString).toList();

    private WindowFrames() {}

    /** @param arguments none */
    public static void main(String[] arguments) throws InterruptedException {
        CountDownLatch shown = new CountDownLatch(1);
        List<Workplace> workplaces = new ArrayList<>();
        Platform.startup(() -> {
            AppSettings settings = new AppSettings(1440, 900, 320, false, "en", false, 2);
            Workplace workplace = new Workplace(settings, workers -> new ScriptedEngine(ROUNDS, 0));
            new MainWindow(workplace).show(new Stage(), settings);
            workplaces.add(workplace);
            shown.countDown();
        });
        shown.await();
        TimeUnit.SECONDS.sleep(2);
        RunModel model = workplaces.get(0).desk().model();
        FxPulse pulse = new FxPulse();
        pulse.afterFrame(model::flush);
        pulse.post(() -> model.begin(RunFacts.none(), ROUNDS));
        measure(event -> pulse.post(() -> model.accept(event)));
        System.exit(0);
    }

    private interface Teller {
        void tell(Moment moment);
    }

    private static void measure(Teller teller) throws InterruptedException {
        ConcurrentLinkedQueue<Double> frames = new ConcurrentLinkedQueue<>();
        boolean[] counting = {false};
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Platform.runLater(() -> new AnimationTimer() {
            private long before = threads.getCurrentThreadCpuTime();

            @Override
            public void handle(long now) {
                long spent = threads.getCurrentThreadCpuTime();
                if (counting[0]) {
                    frames.add((spent - before) / 1e6);
                }
                before = spent;
            }
        }.start());
        teller.tell(new Moment(0, new RunEvent.Started("bench", 0, ROUNDS, CLASSES, mixes(), 420_000, "cpu")));
        for (int round = 1; round <= ROUNDS; round++) {
            if (round == WARM_UP) {
                Platform.runLater(() -> counting[0] = true);
            }
            round(round, teller);
            Thread.sleep(ROUND_MILLIS);
        }
        double[] millis = frames.stream().mapToDouble(Double::doubleValue).toArray();
        double[] q = Quantile.withDefaults().evaluate(millis, 0.5, 0.95, 1);
        System.out.printf(
                Locale.ROOT,
                "%d frames: median %.2f ms, 95th percentile %.2f ms, worst %.2f ms%n",
                millis.length,
                q[0],
                q[1],
                q[2]);
    }

    private static List<List<Integer>> mixes() {
        return IntStream.range(0, CLIENTS)
                .mapToObj(k ->
                        IntStream.range(0, 10).mapToObj(c -> 20 * ((k + c) % 7)).toList())
                .toList();
    }

    private static void round(int round, Teller teller) throws InterruptedException {
        List<Integer> all = IntStream.range(0, CLIENTS).boxed().toList();
        teller.tell(new Moment(round, new RunEvent.RoundOpened(round, all, 0.05)));
        List<Measure> measures = new ArrayList<>();
        double accuracy = 0.95 - 0.8 / (1 + 0.05 * round);
        for (String name :
                List.of("served-min", "served-p10", "served-median", "served-p90", "served-max", "accuracy")) {
            measures.add(Measure.global(name, accuracy));
        }
        for (int client : all) {
            teller.tell(new Moment(round, new RunEvent.ClientStarted(round, client)));
            teller.tell(new Moment(round, new RunEvent.ClientProgress(round, client, 0.5)));
            teller.tell(new Moment(
                    round, new RunEvent.ClientDone(round, client, 300, 20, 1.0 / round, 0.8, 1, 1_700_000, 0.1)));
            measures.add(new Measure(client, "accuracy", accuracy * 0.9));
            measures.add(new Measure(client, "served-accuracy", accuracy));
        }
        teller.tell(new Moment(
                round + 0.9, new RunEvent.RoundClosed(round, CLIENTS, 34_000_000, 34_000_000, 1.0 / round, 0.05)));
        teller.tell(new Moment(round + 0.95, new RunEvent.Evaluated(round, measures)));
    }
}
