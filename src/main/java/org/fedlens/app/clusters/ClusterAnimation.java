package org.fedlens.app.clusters;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.fedlens.clustering.Clusters;
import org.fedlens.data.ImageShape;
import org.fedlens.experiment.inspect.ClusterStory;

/**
 * A cluster film that is ready to be shown: the story, and its pictures on one sheet of thumbnails, so that a frame is
 * drawn from one image. May be made on any thread.
 *
 * @param story what happened
 * @param order the picture of every place
 * @param sheet thumbnails, in the order of places, from left to right and down
 * @param columns thumbnails in a line of the sheet
 * @param width of a thumbnail on the sheet
 * @param height of a thumbnail on the sheet
 */
record ClusterAnimation(ClusterStory story, int[] order, Image sheet, int columns, int width, int height) {
    /** More pictures than can be told apart in the room there is. */
    static final int MOST = 1000;

    private static final int HIGHEST = 64;
    private static final int OPAQUE = 0xFF000000;

    /** Reads the pictures of the largest clusters, {@link #MOST} at the most. */
    static ClusterAnimation of(ClusterStory story) {
        int[] all = story.order();
        int[] order = Arrays.copyOf(all, Math.min(MOST, all.length));
        ImageShape shape = story.shape();
        int step = (shape.height() + HIGHEST - 1) / HIGHEST;
        int width = Math.max(1, shape.width() / step);
        int height = Math.max(1, shape.height() / step);
        int columns = (int) Math.ceil(Math.sqrt(order.length * (double) height / width));
        int lines = (order.length + columns - 1) / columns;
        int[] argb = new int[columns * width * lines * height];
        for (int place = 0; place < order.length; place++) {
            byte[] pixels = story.pixels(order[place]);
            int corner = place / columns * height * columns * width + place % columns * width;
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    argb[corner + y * columns * width + x] = mean(pixels, shape, x * step, y * step, step);
                }
            }
        }
        Image sheet = new WritableImage(new PixelBuffer<>(
                columns * width, lines * height, IntBuffer.wrap(argb), PixelFormat.getIntArgbPreInstance()));
        return new ClusterAnimation(story, order, sheet, columns, width, height);
    }

    /** The mean colour of a small square. */
    private static int mean(byte[] planes, ImageShape shape, int left, int top, int side) {
        int plane = shape.width() * shape.height();
        int colour = OPAQUE;
        for (int c = 0; c < 3; c++) {
            int from = shape.channels() < 3 ? 0 : c * plane;
            int sum = 0;
            for (int y = top; y < top + side; y++) {
                for (int x = left; x < left + side; x++) {
                    sum += planes[from + y * shape.width() + x] & 0xFF;
                }
            }
            colour |= sum / (side * side) << (16 - 8 * c);
        }
        return colour;
    }

    /** The last phase. */
    int last() {
        return story.phases();
    }

    /** The clusters after every phase, the first with every picture alone. */
    List<Clusters> clusters() {
        return IntStream.rangeClosed(0, last())
                .mapToObj(phase -> story.phase(phase).clusters())
                .toList();
    }

    double aspect() {
        return width / (double) height;
    }

    /**
     * A cluster under the pointer.
     *
     * @param pictures in it
     * @param strangers among them
     */
    record Pointed(int pictures, int strangers) {}

    /** The cluster that the picture of a place belongs to after a phase. */
    Pointed pointed(int place, int phase) {
        ClusterStory.Phase now = story.phase(phase);
        int cluster = now.clusters().of(order[place]);
        int[] members = IntStream.range(0, story.pictures())
                .filter(picture -> now.clusters().of(picture) == cluster)
                .toArray();
        int strangers = (int) Arrays.stream(members)
                .filter(picture -> now.strangers()[picture])
                .count();
        return new Pointed(members.length, strangers);
    }
}
