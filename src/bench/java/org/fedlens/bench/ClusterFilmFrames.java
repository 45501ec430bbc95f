package org.fedlens.bench;

import java.awt.image.BufferedImage;
import java.io.IOException;
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
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.fedlens.app.AppSettings;
import org.fedlens.app.LocalEngine;
import org.fedlens.app.MainWindow;
import org.fedlens.app.Workplace;
import org.fedlens.data.Wardrobe;
import org.fedlens.experiment.ExperimentFile;
import org.fedlens.experiment.RunOptions;
import org.fedlens.experiment.execution.RunService;

/**
 * How much work the window's thread does per frame while a cluster film of 1,000 pictures runs through 20 merge phases
 * and back, moved on in every frame. From the first animation timer of a pulse to the end of its layout, as
 * {@link WindowFrames} measures. Needs a display, a virtual one will do; what the graphics card or its stand-in then
 * draws is not in it.
 */
public final class ClusterFilmFrames {
    private static final int PEOPLE = 50;
    private static final int CAMERAS = 4;
    private static final int SHOTS = 5;
    private static final int PHASES = 20;
    private static final int FRAMES = 800;
    private static final int PATIENCE = 240;

    private final double[] pulses = new double[FRAMES];
    private final double[] work = new double[FRAMES];
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final CountDownLatch ended = new CountDownLatch(1);
    private int count;
    private long began;
    private long spent;
    private boolean moving;

    private ClusterFilmFrames() {}

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(System.getProperty("bench.folder", "target/bench")).resolve("film-frames");
        Path run = home.resolve("runs/film");
        if (!Files.exists(run)) {
            people(home.resolve("crowd"));
            String yaml = "fedlens: 1\nname: Crowd\ndata: {source: crowd}\npartition: {scheme: identity, clients: 1}\n"
                    + "model: {name: small-resnet, channels: 4}\n"
                    + "algorithm: {name: FedBUC, mergeShare: 0.045, phases: 20, firstEpochs: 1, embedding: 16}\n"
                    + "training: {rounds: 20, localEpochs: 1, batch: 50}\n"
                    + "evaluation: {every: 20, embedEvery: 0, clients: false}\n";
            try (RunService service = new RunService()) {
                service.start(
                                ExperimentFile.require(ExperimentFile.parse(yaml, "crowd")),
                                home,
                                new RunOptions(home.resolve("runs"), Optional.of(run), 1, "cpu"),
                                new Deaf())
                        .await(Duration.ofMinutes(8));
            }
        }
        ClusterFilmFrames bench = new ClusterFilmFrames();
        Platform.startup(() -> bench.open(home));
        boolean done = bench.ended.await(PATIENCE, TimeUnit.SECONDS);
        System.out.println(done ? "done" : "the film did not appear");
        Platform.exit();
    }

    /**
     * Pictures of a crowd in the layout of Market-1501: the same for training, one by camera for queries and gallery.
     */
    private static void people(Path folder) throws IOException {
        Wardrobe wardrobe = new Wardrobe(1, 64, 32);
        for (int person = 1; person <= PEOPLE; person++) {
            for (int camera = 1; camera <= CAMERAS; camera++) {
                for (int shot = 0; shot < SHOTS; shot++) {
                    write(folder.resolve("bounding_box_train"), wardrobe, person, camera, shot);
                }
                String part = camera == 1 ? "query" : "bounding_box_test";
                write(folder.resolve(part), wardrobe, PEOPLE + person, camera, 0);
            }
        }
    }

    private static void write(Path folder, Wardrobe wardrobe, int person, int camera, int shot) throws IOException {
        Files.createDirectories(folder);
        byte[] planes = wardrobe.picture(0, person, camera, shot);
        int plane = wardrobe.height() * wardrobe.width();
        BufferedImage image = new BufferedImage(wardrobe.width(), wardrobe.height(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < plane; i++) {
            int colour = (planes[i] & 0xFF) << 16 | (planes[plane + i] & 0xFF) << 8 | planes[2 * plane + i] & 0xFF;
            image.setRGB(i % wardrobe.width(), i / wardrobe.width(), colour);
        }
        String name = String.format(Locale.ROOT, "%04d_c%ds1_%06d_00.png", person, camera, shot);
        ImageIO.write(image, "png", folder.resolve(name).toFile());
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
                work[count] = (threads.getCurrentThreadCpuTime() - spent) / 1e6;
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
                spent = threads.getCurrentThreadCpuTime();
                if (scene.lookup("#film-phases") instanceof Slider slider
                        && !slider.isDisabled()
                        && slider.getMax() == PHASES) {
                    moving = true;
                    double way = 2.0 * count / FRAMES;
                    slider.setValue(PHASES * (way < 1 ? way : 2 - way));
                }
            }
        }.start();
    }

    private void tell() {
        System.out.printf(Locale.ROOT, "film of %d pictures, %d phases%n", PEOPLE * CAMERAS * SHOTS, PHASES);
        tell("window thread per pulse, timers to layout", pulses);
        tell("its processor time", work);
        ended.countDown();
    }

    private static void tell(String what, double[] millis) {
        double[] sorted = millis.clone();
        Arrays.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "%s: %d times, p50 %.2f ms, p95 %.2f ms, worst %.2f ms%n",
                what,
                FRAMES,
                sorted[FRAMES / 2],
                sorted[(int) (FRAMES * 0.95)],
                sorted[FRAMES - 1]);
    }
}
