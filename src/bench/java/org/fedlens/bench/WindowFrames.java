package org.fedlens.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.stage.Stage;
import org.fedlens.app.AppSettings;
import org.fedlens.app.MainWindow;
import org.fedlens.app.Workplace;
import org.fedlens.report.ChartFonts;
import org.fedlens.report.ChartLook;
import org.fedlens.report.ChartPainter;
import org.fedlens.report.Curve;
import org.fedlens.report.CurveChart;
import org.fedlens.report.Points;
import org.fedlens.report.Tokens;
import org.fedlens.report.ValueScale;
import org.fedlens.report.XAxis;
import org.fedlens.text.Words;

/**
 * How much work the window's thread does per frame while a run of 20 client series over 500 rounds is told at 20 rounds
 * a second. Two figures: the time from the first animation timer of a pulse to the end of its layout (queued events,
 * models, views, styles and layout), and how long a ping through {@code Platform.runLater}, sent every millisecond,
 * waits (which adds what the toolkit does itself). Needs a display, a virtual one will do.
 */
public final class WindowFrames {
    private static final int CLIENTS = 20;
    private static final int ROUNDS = 500;
    private static final int PER_SECOND = 20;
    private static final int WARM_UP_SECONDS = 5;
    private static final int ROOM = 200_000;

    private final double[] pulses = new double[ROOM];
    private final double[] pings = new double[ROOM];
    private int pulseCount;
    private int pingCount;
    private long began;
    private volatile boolean measuring;

    private WindowFrames() {}

    public static void main(String[] arguments) throws Exception {
        paint();
        new WindowFrames().play();
        Platform.exit();
    }

    private void play() throws Exception {
        CountDownLatch shown = new CountDownLatch(1);
        Platform.startup(() -> {
            open();
            shown.countDown();
        });
        shown.await();
        TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
        measuring = true;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(ROUNDS / PER_SECOND - WARM_UP_SECONDS);
        while (System.nanoTime() < end) {
            long sent = System.nanoTime();
            Platform.runLater(() -> pings[pingCount++] = (System.nanoTime() - sent) / 1e6);
            LockSupport.parkNanos(1_000_000);
        }
        measuring = false;
        CountDownLatch told = new CountDownLatch(1);
        Platform.runLater(() -> {
            tell("window thread per pulse, timers to layout", Arrays.copyOf(pulses, pulseCount));
            tell("ping through Platform.runLater", Arrays.copyOf(pings, pingCount));
            told.countDown();
        });
        told.await();
    }

    private void open() {
        // Timers are called in the order they were started, so this one opens the pulse.
        new AnimationTimer() {
            @Override
            public void handle(long now) {
                began = System.nanoTime();
            }
        }.start();
        Stage stage = new Stage();
        AppSettings settings = new AppSettings(1440, 900, 320, false, "en", false, 2);
        Workplace workplace = new Workplace(settings, workers -> new ScriptedRun(CLIENTS, ROUNDS, PER_SECOND));
        new MainWindow(workplace).show(stage, settings);
        workplace.open();
        Scene scene = stage.getScene();
        scene.addPostLayoutPulseListener(() -> {
            if (measuring && pulseCount < ROOM) {
                pulses[pulseCount++] = (System.nanoTime() - began) / 1e6;
            }
        });
        new AnimationTimer() {
            @Override
            public void handle(long now) {
                if (scene.lookup("#run") instanceof Button run && !run.isDisabled()) {
                    run.fire();
                    stop();
                }
            }
        }.start();
    }

    private static void paint() throws Exception {
        List<Curve> curves = IntStream.range(0, CLIENTS)
                .mapToObj(client -> new Curve(
                        "client " + (client + 1),
                        new Points(
                                IntStream.range(0, ROUNDS).asDoubleStream().toArray(),
                                IntStream.range(0, ROUNDS)
                                        .mapToDouble(x -> 0.9 - 0.8 / (1 + 0.02 * x) - 0.005 * client)
                                        .toArray()),
                        Curve.Tone.PLAIN,
                        client,
                        false))
                .toList();
        CurveChart chart = new CurveChart(
                XAxis.ROUND, 0, ROUNDS, ValueScale.wholeShare(), List.of(), curves, Optional.empty(), List.of());
        ChartPainter painter = new ChartPainter(Tokens.light(), ChartFonts.load(), Words.ENGLISH);
        double[] all = new double[200];
        for (int i = -100; i < all.length; i++) {
            long start = System.nanoTime();
            painter.paint(chart, new ChartLook(592, 324, 100, 1, 1));
            if (i >= 0) {
                all[i] = (System.nanoTime() - start) / 1e6;
            }
        }
        tell("chart of 20 x 500 points, painted off the window's thread", all);
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
