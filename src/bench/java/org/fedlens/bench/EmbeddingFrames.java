package org.fedlens.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.fedlens.app.engine.LocalEngine;
import org.fedlens.app.shell.AppSettings;
import org.fedlens.app.shell.CompositionRoot;
import org.fedlens.app.shell.MainWindow;
import org.fedlens.embedding.Projection;
import org.fedlens.experiment.execution.RunService;
import org.fedlens.experiment.run.RunOptions;
import org.fedlens.experiment.settings.ExperimentFile;
import org.fedlens.experiment.store.KeptEmbeddings;

/**
 * How much work the window's thread does per frame while 5,000 points play back, two rounds a second with points that
 * travel between them. From the first animation timer of a pulse to the end of its layout, as {@link WindowFrames}
 * measures; and how long a ping waits. Needs a display, a virtual one will do.
 */
public final class EmbeddingFrames {
    private static final int POINTS = 5000;
    private static final int ROUNDS = 40;
    private static final int SECONDS = 15;
    private static final int ROOM = 100_000;

    private final double[] pulses = new double[ROOM];
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final double[] pings = new double[ROOM];
    private final double[] work = new double[ROOM];
    private int pulseCount;
    private int pingCount;
    private long began;
    private long spent;
    private volatile boolean measuring;
    private volatile boolean playing;

    private EmbeddingFrames() {}

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(System.getProperty("bench.folder", "target/bench")).resolve("embedding-frames");
        Path run = home.resolve("runs/points");
        if (!Files.exists(run)) {
            String yaml = "fedlens: 1\nname: Points\ndata: {source: digits-8x8, train: 200, test: 50}\n"
                    + "training: {rounds: 1}\nevaluation: {embedEvery: 0}\n";
            try (RunService service = new RunService()) {
                service.start(
                                ExperimentFile.require(ExperimentFile.parse(yaml, "points")),
                                Path.of(""),
                                new RunOptions(home.resolve("runs"), Optional.of(run), 1, "cpu"),
                                new Deaf())
                        .await(Duration.ofMinutes(2));
            }
        }
        KeptEmbeddings.write(run, POINTS, 16, ROUNDS);
        new EmbeddingFrames().play(home);
        Platform.exit();
    }

    private void play(Path home) throws Exception {
        CountDownLatch shown = new CountDownLatch(1);
        Platform.startup(() -> {
            open(home);
            shown.countDown();
        });
        shown.await();
        while (!playing) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
        TimeUnit.SECONDS.sleep(3);
        measuring = true;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (System.nanoTime() < end) {
            long sent = System.nanoTime();
            Platform.runLater(() -> pings[pingCount++] = (System.nanoTime() - sent) / 1e6);
            LockSupport.parkNanos(1_000_000);
        }
        measuring = false;
        CountDownLatch told = new CountDownLatch(1);
        Platform.runLater(() -> {
            tell("window thread per pulse, timers to layout", Arrays.copyOf(pulses, pulseCount));
            tell("its processor time", Arrays.copyOf(work, pulseCount));
            tell("ping through Platform.runLater", Arrays.copyOf(pings, pingCount));
            told.countDown();
        });
        told.await();
    }

    private void open(Path home) {
        new AnimationTimer() {
            @Override
            public void handle(long now) {
                began = System.nanoTime();
                spent = threads.getCurrentThreadCpuTime();
            }
        }.start();
        Stage stage = new Stage();
        AppSettings settings = new AppSettings(1440, 900, 320, false, "en", false, 2);
        CompositionRoot workplace =
                new CompositionRoot(settings, workers -> new LocalEngine(home.resolve("runs"), workers, home));
        new MainWindow(workplace).show(stage, settings);
        workplace.open();
        Scene scene = stage.getScene();
        scene.addPostLayoutPulseListener(() -> {
            if (measuring && pulseCount < ROOM) {
                work[pulseCount] = (threads.getCurrentThreadCpuTime() - spent) / 1e6;
                pulses[pulseCount++] = (System.nanoTime() - began) / 1e6;
            }
        });
        ((ToggleButton) scene.lookup("#tab-embeddings")).fire();
        scene.getRoot().applyCss();
        @SuppressWarnings("unchecked")
        ComboBox<Projection> projection = (ComboBox<Projection>) scene.lookup("#projection");
        projection.setValue(Projection.PCA);
        long begin = System.nanoTime();
        new AnimationTimer() {
            @Override
            public void handle(long now) {
                // Long enough for all rounds to be laid out; then the playback begins with the first.
                if (System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(45)
                        && scene.lookup("#play-rounds") instanceof Button play
                        && !play.isDisabled()) {
                    play.fire();
                    playing = true;
                    stop();
                }
            }
        }.start();
    }

    private static void tell(String what, double[] millis) {
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%s: %d times, p50 %.2f ms, p95 %.2f ms, worst %.2f ms%n",
                what,
                millis.length,
                millis[millis.length / 2],
                millis[(int) (millis.length * 0.95)],
                millis[millis.length - 1]);
    }
}
