package org.fedlens.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.fedlens.app.AppSettings;
import org.fedlens.app.LocalEngine;
import org.fedlens.app.MainWindow;
import org.fedlens.app.Workplace;
import org.fedlens.experiment.ExperimentFile;
import org.fedlens.experiment.RunOptions;
import org.fedlens.experiment.execution.RunService;

/**
 * How much work the window's thread does per frame while the line between two masks of 2048 x 1024 pixels is moved in
 * every frame, and the overlay with it. From the first animation timer of a pulse to the end of its layout, as {@link
 * WindowFrames} measures. Needs a display, a virtual one will do; what the graphics card or its stand-in then draws is
 * not in it.
 */
public final class MaskFrames {
    private static final int FRAMES = 400;
    private static final int PATIENCE = 240;

    private final double[] pulses = new double[FRAMES];
    private final CountDownLatch ended = new CountDownLatch(1);
    private int count;
    private long began;
    private boolean moving;

    private MaskFrames() {}

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(System.getProperty("bench.folder", "target/bench")).resolve("mask-frames");
        Path first = home.resolve("runs/first");
        if (!Files.exists(first)) {
            String yaml =
                    "fedlens: 1\nname: Large scenes\ndata: {source: street-scenes, train: 2, test: 1, height: 1024,"
                            + " width: 2048}\npartition: {scheme: iid, clients: 1}\n"
                            + "model: {name: small-unet, channels: 2}\n"
                            + "training: {rounds: 1, batch: 1}\nevaluation: {embedEvery: 0, clients: false}\n";
            try (RunService service = new RunService()) {
                service.start(
                                ExperimentFile.require(ExperimentFile.parse(yaml, "scenes")),
                                Path.of(""),
                                new RunOptions(home.resolve("runs"), Optional.of(first), 1, "cpu"),
                                new Deaf())
                        .await(Duration.ofMinutes(5));
            }
            copy(first, home.resolve("runs/second"));
        }
        MaskFrames bench = new MaskFrames();
        Platform.startup(() -> bench.open(home));
        boolean done = bench.ended.await(PATIENCE, TimeUnit.SECONDS);
        System.out.println(done ? "done" : "the masks did not appear");
        Platform.exit();
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> all;
        try (Stream<Path> walked = Files.walk(from)) {
            all = walked.sorted().toList();
        }
        for (Path each : all) {
            Files.copy(each, to.resolve(from.relativize(each)));
        }
    }

    private void open(Path home) {
        Stage stage = new Stage();
        AppSettings settings = new AppSettings(1440, 900, 320, false, "en", false, 2);
        Workplace workplace = new Workplace(settings, workers -> new LocalEngine(home.resolve("runs"), workers, home));
        new MainWindow(workplace).show(stage, settings);
        workplace.open();
        Scene scene = stage.getScene();
        ((ToggleButton) scene.lookup("#tab-predictions")).fire();
        scene.addPostLayoutPulseListener(() -> {
            if (moving && count < FRAMES) {
                pulses[count++] = (System.nanoTime() - began) / 1e6;
                if (count == FRAMES) {
                    tell();
                }
            }
        });
        new AnimationTimer() {
            @Override
            public void handle(long now) {
                began = System.nanoTime();
                step(scene);
            }
        }.start();
    }

    private void step(Scene scene) {
        if (!moving) {
            begin(scene);
        } else if (count < FRAMES) {
            KeyCode way = count / 100 % 2 == 0 ? KeyCode.RIGHT : KeyCode.LEFT;
            Node wipe = scene.lookup("#wipe");
            Event.fireEvent(wipe, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", way, false, false, false, false));
            ((Slider) scene.lookup("#scene-overlay")).setValue(40 + count % 60);
        }
    }

    /** Compares with the other run and wipes, as soon as there is something to choose. */
    private void begin(Scene scene) {
        if (!(scene.lookup("#compare-run") instanceof ComboBox<?> other)
                || other.getItems().size() < 2) {
            return;
        }
        if (other.getSelectionModel().getSelectedIndex() < 1) {
            other.getSelectionModel().select(1);
            ((ToggleButton) scene.lookup("#scene-wipe")).fire();
        }
        Node right = scene.lookup("#wipe-right");
        Node wipe = scene.lookup("#wipe");
        if (wipe.isVisible() && right instanceof Label label && named(label.getText())) {
            moving = true;
        }
    }

    private static boolean named(String run) {
        return run.equals("first") || run.equals("second");
    }

    private void tell() {
        double[] sorted = pulses.clone();
        Arrays.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "window thread per pulse, wiping 2048 x 1024: %d times, p50 %.2f ms, p95 %.2f ms, worst %.2f ms%n",
                FRAMES,
                sorted[FRAMES / 2],
                sorted[(int) (FRAMES * 0.95)],
                sorted[FRAMES - 1]);
        ended.countDown();
    }
}
