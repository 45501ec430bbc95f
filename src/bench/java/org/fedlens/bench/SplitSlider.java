package org.fedlens.bench;

import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.ImageView;
import javafx.stage.Stage;
import org.fedlens.app.AppSettings;
import org.fedlens.app.LocalEngine;
import org.fedlens.app.MainWindow;
import org.fedlens.app.Workplace;

/**
 * The skew slider of the Data view over 60,000 labels and 100 clients: from moving it to the end of the layout of the
 * frame that shows the new figures and the new picture, and the processor time that the window's thread takes for it
 * (the move itself, and each frame from its first timer to the end of its layout). Needs a display, a virtual one will
 * do. The images are written here: ten classes, 4 x 4 pixels.
 */
public final class SplitSlider {
    private static final int LABELS = 60_000;
    private static final int WARM_UP = 60;
    private static final int MOVES = 200;

    private final double[] waits = new double[MOVES];
    private final double[] moves = new double[MOVES];
    private final double[] frames = new double[100_000];
    private int frameCount;
    private int move = -WARM_UP;
    private long asked;
    private long began;
    private boolean waiting;
    private boolean figured;
    private boolean painted;
    private final CountDownLatch done = new CountDownLatch(1);
    private Scene scene;

    private SplitSlider() {}

    public static void main(String[] arguments) throws Exception {
        Path home = Files.createTempDirectory("split-slider");
        write(home);
        SplitSlider bench = new SplitSlider();
        Platform.startup(() -> bench.open(home));
        if (!bench.done.await(5, TimeUnit.MINUTES)) {
            throw new IllegalStateException("The window did not show the splits");
        }
        tell("move of the slider to the new picture", bench.waits);
        tell("window's thread, the move itself", bench.moves);
        tell("window's thread, each frame", Arrays.copyOf(bench.frames, bench.frameCount));
        System.exit(0);
    }

    private void open(Path home) {
        new AnimationTimer() {
            @Override
            public void handle(long now) {
                began = processor();
            }
        }.start();
        Stage stage = new Stage();
        AppSettings settings = new AppSettings(1440, 900, 320, false, "en", true, 1);
        Workplace workplace = new Workplace(settings, workers -> new LocalEngine(home.resolve("runs"), () -> 1, home));
        new MainWindow(workplace).show(stage, settings);
        workplace.open();
        scene = stage.getScene();
        scene.addPostLayoutPulseListener(this::laidOut);
        new AnimationTimer() {
            @Override
            public void handle(long now) {
                if (prepare()) {
                    stop();
                }
            }
        }.start();
    }

    private boolean prepare() {
        MenuButton presets = (MenuButton) scene.lookup(".preset");
        var item = presets.getItems().stream()
                .filter(ready -> ready.getText().equals("Slider"))
                .findFirst();
        if (item.isEmpty()) {
            return false;
        }
        item.get().fire();
        ((ToggleButton) scene.lookup("#tab-data")).fire();
        new AnimationTimer() {
            private int quiet;

            @Override
            public void handle(long now) {
                boolean there = quiet > 120 || said().contains("60\u2009000");
                quiet = there ? quiet + 1 : 0;
                if (quiet == 120) {
                    Label figure = (Label) scene.lookup("#figure-emd .tile-figure");
                    figure.textProperty().addListener((text, before, after) -> figured = true);
                    ImageView picture = (ImageView) scene.lookup("#matrix .image-view");
                    picture.imageProperty().addListener((image, before, after) -> painted = true);
                }
                if (quiet > 120 && !waiting) {
                    next();
                }
            }
        }.start();
        return true;
    }

    private String said() {
        return scene.getRoot().lookupAll(".label").stream()
                .map(node -> ((Label) node).getText())
                .filter(text -> text != null && text.contains("assigned once"))
                .findFirst()
                .orElse("");
    }

    /** Far jumps, so that the figure shown is never the same twice. */
    private void next() {
        if (move == MOVES) {
            done.countDown();
            return;
        }
        Slider slider = (Slider) scene.lookup("#split-card .slider");
        waiting = true;
        figured = false;
        painted = false;
        asked = System.nanoTime();
        long used = processor();
        slider.setValueChanging(true);
        slider.setValue(move % 2 == 0 ? 30 + Math.abs(move) % 15 : 60 + Math.abs(move) % 15);
        if (move >= 0) {
            moves[move] = (processor() - used) / 1e6;
        }
    }

    private void laidOut() {
        if (waiting && move >= 0 && frameCount < frames.length) {
            frames[frameCount++] = (processor() - began) / 1e6;
        }
        if (waiting && figured && painted) {
            if (move >= 0) {
                waits[move] = (System.nanoTime() - asked) / 1e6;
            }
            waiting = false;
            move++;
        }
    }

    /** Processor time of this thread in nanoseconds: waiting for a core that others use does not count. */
    private static long processor() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void write(Path home) throws IOException {
        Path data = Files.createDirectories(home.resolve("labels"));
        Random random = new Random(1);
        for (String part : new String[] {"train", "t10k"}) {
            int count = part.equals("train") ? LABELS : 1000;
            try (DataOutputStream images = packed(data.resolve(part + "-images-idx3-ubyte.gz"));
                    DataOutputStream labels = packed(data.resolve(part + "-labels-idx1-ubyte.gz"))) {
                images.writeInt(0x803);
                images.writeInt(count);
                images.writeInt(4);
                images.writeInt(4);
                labels.writeInt(0x801);
                labels.writeInt(count);
                byte[] pixels = new byte[16];
                for (int k = 0; k < count; k++) {
                    random.nextBytes(pixels);
                    images.write(pixels);
                    labels.writeByte(k % 10);
                }
            }
        }
        Path presets = Files.createDirectories(home.resolve("presets"));
        Files.writeString(
                presets.resolve("slider.yaml"),
                "fedlens: 1\nname: Slider\ndata: {source: '" + data + "'}\n"
                        + "partition: {scheme: dirichlet, clients: 100, alpha: 0.5, minimum: 1}\n");
    }

    private static DataOutputStream packed(Path file) throws IOException {
        return new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(file)));
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
