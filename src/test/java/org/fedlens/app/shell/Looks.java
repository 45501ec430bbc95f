package org.fedlens.app.shell;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Labeled;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import javax.imageio.ImageIO;
import org.testfx.util.WaitForAsyncUtils;

/** What tests of the window look at. */
final class Looks {
    private static final Path SHOTS = Path.of("target/screenshots");

    private Looks() {}

    static void until(BooleanSupplier met) throws Exception {
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(met::getAsBoolean)
                .get());
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Labels whose text does not fit, file names and closed groups' summaries apart. */
    static List<String> cut(Scene scene) {
        return WaitForAsyncUtils.waitForAsyncFx(5000, () -> {
            List<String> found = new ArrayList<>();
            visit(scene.getRoot(), found);
            return found;
        });
    }

    private static void visit(Node node, List<String> found) {
        if (!node.isVisible()) {
            return;
        }
        if (node instanceof Labeled labeled
                && labeled.getText() != null
                && !labeled.getText().isEmpty()
                && labeled.getContentDisplay() != ContentDisplay.GRAPHIC_ONLY
                && !labeled.getStyleClass().contains("group-summary")) {
            String drawn = labeled.lookupAll(".text").stream()
                    .filter(Text.class::isInstance)
                    .map(text -> ((Text) text).getText())
                    .collect(Collectors.joining());
            if (!drawn.contains(labeled.getText())) {
                found.add(labeled.getText() + " shown as " + drawn);
            }
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> visit(child, found));
        }
    }

    /** True if a node has a border of two pixels in a colour. */
    static boolean ringed(Node node, Color color) {
        return WaitForAsyncUtils.waitForAsyncFx(
                5000,
                () -> node instanceof Region region
                        && region.getBorder() != null
                        && region.getBorder().getStrokes().stream()
                                .anyMatch(stroke ->
                                        stroke.getWidths().getTop() == 2 && color.equals(stroke.getTopStroke())));
    }

    /** Keeps a picture of the window for people to look at. */
    static void shoot(Scene scene, String name) throws IOException {
        WritableImage image = WaitForAsyncUtils.waitForAsyncFx(5000, () -> scene.snapshot(null));
        BufferedImage copy =
                new BufferedImage((int) image.getWidth(), (int) image.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < copy.getWidth(); x++) {
            for (int y = 0; y < copy.getHeight(); y++) {
                copy.setRGB(x, y, image.getPixelReader().getArgb(x, y));
            }
        }
        Files.createDirectories(SHOTS);
        ImageIO.write(copy, "png", SHOTS.resolve(name + ".png").toFile());
    }
}
