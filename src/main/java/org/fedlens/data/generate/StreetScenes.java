package org.fedlens.data.generate;

import java.util.List;
import java.util.Objects;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.data.read.segmentation.MaskCode;
import org.fedlens.data.scene.Scene;
import org.fedlens.data.scene.Scenes;
import org.fedlens.data.scene.SegmentationSet;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;

/**
 * Generated street scenes with exact masks: sky, houses, road, pavement, trees, poles, signs, fences, cars, pedestrians
 * and bicyclists in the classes and the order of CamVid, about as unevenly frequent as there, and things that nobody
 * labelled. A scene depends on the seed and its number alone and is painted when it is read.
 *
 * <p>Our own invention; no picture of any data set went into it. Scenes come in streets of 20, which share light and
 * houses, as the frames of a filmed sequence do.
 */
public final class StreetScenes implements Scenes {
    /** The class names, in the order of CamVid. */
    public static final List<String> CLASSES = MaskCode.camVid().classes();

    /** The shortest side. */
    public static final int SMALLEST = 32;

    private static final int SKY = 0;
    private static final int BUILDING = 1;
    private static final int POLE = 2;
    private static final int ROAD = 3;
    private static final int PAVEMENT = 4;
    private static final int TREE = 5;
    private static final int SIGN = 6;
    private static final int FENCE = 7;
    private static final int CAR = 8;
    private static final int PEDESTRIAN = 9;
    private static final int BICYCLIST = 10;
    private static final int STREET = 20;

    private final long seed;
    private final int first;
    private final int count;
    private final int height;
    private final int width;

    /**
     * @param first the number of the first scene: sets of one seed that share no number share no scene
     * @throws IllegalArgumentException if a scene would be smaller than 32 x 32 or there are none
     */
    public StreetScenes(long seed, int first, int count, int height, int width) {
        if (first < 0 || count < 1 || height < SMALLEST || width < SMALLEST) {
            throw new IllegalArgumentException(count + " scenes of " + height + " x " + width);
        }
        this.seed = seed;
        this.first = first;
        this.count = count;
        this.height = height;
        this.width = width;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public String name(int index) {
        return "street-" + (first + index);
    }

    @Override
    public Scene read(int index) {
        Objects.checkIndex(index, count);
        return new Painter(first + index).scene();
    }

    /** Paints one scene, far things first. */
    private final class Painter {
        private final ShapeCanvas canvas = new ShapeCanvas(height, width);
        private final UniformRandomProvider street;
        private final UniformRandomProvider random;
        private final long grain;
        private final double horizon;
        private final double vanish;

        Painter(int number) {
            street = Streams.of(seed, Purpose.GENERATED, 0, number / STREET);
            random = Streams.of(seed, Purpose.GENERATED, 1, number);
            grain = random.nextLong();
            horizon = height * (0.41 + 0.05 * random.nextDouble());
            vanish = width * (0.4 + 0.2 * random.nextDouble());
        }

        Scene scene() {
            boolean dull = street.nextInt(3) == 0;
            int zenith = dull ? 0x9AA0A8 : 0x6FA3DC;
            canvas.box(
                    0,
                    0,
                    width,
                    height,
                    SKY,
                    (x, y) -> ShapeCanvas.shaded(
                            ShapeCanvas.mixed(zenith, 0xDDE4EA, Math.min(1, y / horizon)),
                            0.98 + 0.04 * ShapeCanvas.grain(grain, x / 5, y / 3)));
            ground();
            houses(true);
            houses(false);
            trees();
            fence();
            for (int car = random.nextInt(5); car > 0; car--) {
                car(0.15 + 0.6 * random.nextDouble());
            }
            poles();
            for (int person = random.nextInt(4) - 1; person > 0; person--) {
                person(sideways(random.nextBoolean(), 0.9), 0.15 + 0.45 * random.nextDouble(), PEDESTRIAN);
            }
            if (random.nextInt(3) == 0) {
                bicyclist(0.2 + 0.4 * random.nextDouble());
            }
            unlabelled();
            double light = dull ? 0.75 + 0.1 * street.nextDouble() : 0.9 + 0.2 * street.nextDouble();
            double warm = 0.06 * (street.nextDouble() - 0.5);
            canvas.light(light * (1 + warm), light, light * (1 - warm), 5, random);
            return new Scene(height, width, canvas.planes(), canvas.mask());
        }

        /** The row at a depth from 0, the horizon, to 1, the lower edge. */
        private double row(double depth) {
            return horizon + (height - horizon) * depth;
        }

        /** The column at a depth, {@code across} from -1, the left kerb, to 1, the right one. */
        private double column(double across, double depth) {
            return vanish + (across * 0.68 * width + (0.5 * width - vanish)) * depth;
        }

        private double sideways(boolean left, double across) {
            return (left ? -1 : 1) * (across + 0.25 * random.nextDouble());
        }

        private void ground() {
            canvas.box(0, horizon, width, height, PAVEMENT, ShapeCanvas.plain(0xA39B92, grain, 40));
            int asphalt = ShapeCanvas.mixed(0x55575C, 0x77746F, street.nextDouble());
            canvas.paint(0, horizon, width, height, ROAD, ShapeCanvas.plain(asphalt, grain + 1, 50), (x, y) -> {
                double depth = (y - horizon) / (height - horizon);
                return x > column(-1.0, depth) && x < column(1.0, depth);
            });
            canvas.paint(0, horizon, width, height, ROAD, ShapeCanvas.plain(0xD8D8D0, grain, 20), (x, y) -> {
                double depth = (y - horizon) / (height - horizon);
                double dash = 1 / (depth + 0.05);
                return Math.abs(x - column(0, depth)) < 0.012 * width * depth && dash - Math.floor(dash) < 0.5;
            });
        }

        private void houses(boolean left) {
            double from = left ? -0.05 * width : width * 1.05;
            double near = 1;
            while (near > 0.08) {
                double far = near * (0.45 + 0.25 * street.nextDouble());
                double edge = left ? column(-1.22, far) : column(1.22, far);
                double top = horizon - height * (0.18 + 0.52 * street.nextDouble()) * Math.max(0.25, near);
                double foot = row(Math.min(1, 0.8 * (near + far) / 2));
                int wall = ShapeCanvas.mixed(ShapeCanvas.anyColour(street, 90, 200), 0x9A8878, 0.6);
                double pane = Math.max(2, 0.05 * width * near);
                ShapeCanvas.Tint windows = (x, y) -> {
                    double across = x / pane - Math.floor(x / pane);
                    double down = (y - top) / pane - Math.floor((y - top) / pane);
                    boolean glass = across > 0.3 && across < 0.75 && down > 0.35 && down < 0.85;
                    return ShapeCanvas.shaded(glass ? 0x4A545E : wall, 0.92 + 0.16 * ShapeCanvas.grain(grain, x, y));
                };
                canvas.box(Math.min(from, edge), top, Math.max(from, edge), foot, BUILDING, windows);
                from = edge;
                near = far;
            }
        }

        private void trees() {
            for (int tree = 1 + random.nextInt(6); tree > 0; tree--) {
                double depth = 0.12 + 0.4 * random.nextDouble();
                double middle = column(sideways(random.nextBoolean(), 1.12), depth);
                double foot = row(depth);
                double size = height * (0.25 + 0.75 * depth) * (0.45 + 0.35 * random.nextDouble());
                int leaf = ShapeCanvas.mixed(0x2F4F26, 0x6B7F3A, random.nextDouble());
                canvas.box(
                        middle - size * 0.05,
                        foot - size * 0.5,
                        middle + size * 0.05,
                        foot,
                        TREE,
                        ShapeCanvas.plain(0x4A3B2C, grain, 60));
                for (int part = 0; part < 4; part++) {
                    canvas.ellipse(
                            middle + size * 0.4 * (random.nextDouble() - 0.5),
                            foot - size * (0.65 + 0.35 * random.nextDouble()),
                            size * 0.28,
                            size * 0.24,
                            TREE,
                            ShapeCanvas.plain(leaf, grain + part, 150));
                }
            }
        }

        private void fence() {
            if (random.nextInt(5) > 1) {
                return;
            }
            boolean left = random.nextBoolean();
            ShapeCanvas.Tint bars = (x, y) -> x % 3 == 0 ? 0x3C3F42 : 0x6E7276;
            canvas.paint(0, horizon, width, height, FENCE, bars, (x, y) -> {
                double side = left ? (vanish - x) / width : (x - vanish) / width;
                double depth = side / 0.78;
                double foot = row(depth);
                return side > 0.1 && y < foot && y > foot - height * 0.16 * depth;
            });
        }

        private void car(double depth) {
            double middle = column(1.5 * (random.nextDouble() - 0.5), depth);
            double foot = row(depth);
            double wide = width * 0.37 * (depth + 0.1);
            double tall = wide * 0.75;
            int paint = ShapeCanvas.anyColour(random, 30, 230);
            canvas.box(
                    middle - wide * 0.4,
                    foot - tall,
                    middle + wide * 0.4,
                    foot - tall * 0.5,
                    CAR,
                    ShapeCanvas.plain(0x2A3440, grain, 40));
            canvas.box(
                    middle - wide / 2,
                    foot - tall * 0.62,
                    middle + wide / 2,
                    foot - tall * 0.12,
                    CAR,
                    ShapeCanvas.plain(paint, grain, 30));
            canvas.box(
                    middle - wide * 0.45,
                    foot - tall * 0.14,
                    middle - wide * 0.25,
                    foot,
                    CAR,
                    ShapeCanvas.plain(0x16181A, grain, 20));
            canvas.box(
                    middle + wide * 0.25,
                    foot - tall * 0.14,
                    middle + wide * 0.45,
                    foot,
                    CAR,
                    ShapeCanvas.plain(0x16181A, grain, 20));
            canvas.box(
                    middle - wide * 0.46,
                    foot - tall * 0.5,
                    middle - wide * 0.32,
                    foot - tall * 0.38,
                    CAR,
                    ShapeCanvas.plain(0xC03030, grain, 20));
            canvas.box(
                    middle + wide * 0.32,
                    foot - tall * 0.5,
                    middle + wide * 0.46,
                    foot - tall * 0.38,
                    CAR,
                    ShapeCanvas.plain(0xC03030, grain, 20));
        }

        private void poles() {
            for (int pole = 1 + random.nextInt(4); pole > 0; pole--) {
                double depth = 0.1 + 0.4 * random.nextDouble();
                double middle = column(sideways(random.nextBoolean(), 1.02), depth);
                double half = Math.max(0.5, 0.008 * width * (depth + 0.2));
                double top = row(depth) - height * (0.35 + 0.7 * depth);
                canvas.box(middle - half, top, middle + half, row(depth), POLE, ShapeCanvas.plain(0x5B5E60, grain, 30));
                if (random.nextInt(5) < 2) {
                    double side = 0.06 * width * (depth + 0.45);
                    int board = random.nextBoolean() ? 0x2255AA : 0xC8A020;
                    canvas.box(
                            middle - side,
                            top,
                            middle + side,
                            top + side * 1.5,
                            SIGN,
                            ShapeCanvas.plain(board, grain, 20));
                }
            }
        }

        private void person(double across, double depth, int label) {
            double middle = column(across, depth);
            double foot = row(depth);
            double tall = height * 0.5 * (depth + 0.1);
            figure(middle, foot, tall, label);
        }

        private void figure(double middle, double foot, double tall, int label) {
            double half = tall * 0.13;
            canvas.box(
                    middle - half * 0.8,
                    foot - tall * 0.5,
                    middle + half * 0.8,
                    foot,
                    label,
                    ShapeCanvas.plain(ShapeCanvas.anyColour(random, 20, 110), grain, 30));
            canvas.box(
                    middle - half,
                    foot - tall * 0.85,
                    middle + half,
                    foot - tall * 0.45,
                    label,
                    ShapeCanvas.plain(ShapeCanvas.anyColour(random, 30, 230), grain, 30));
            canvas.ellipse(
                    middle,
                    foot - tall * 0.92,
                    tall * 0.07,
                    tall * 0.09,
                    label,
                    ShapeCanvas.plain(0xC09070, grain, 20));
        }

        private void bicyclist(double depth) {
            double middle = column((random.nextBoolean() ? -1 : 1) * (0.75 + 0.2 * random.nextDouble()), depth);
            double foot = row(depth);
            double tall = height * 0.5 * (depth + 0.1);
            for (int wheel = -1; wheel <= 1; wheel += 2) {
                canvas.ellipse(
                        middle + wheel * tall * 0.25,
                        foot - tall * 0.16,
                        tall * 0.16,
                        tall * 0.16,
                        BICYCLIST,
                        ShapeCanvas.plain(0x202020, grain, 30));
            }
            figure(middle, foot - tall * 0.2, tall * 0.85, BICYCLIST);
        }

        private void unlabelled() {
            for (int thing = 1 + random.nextInt(3); thing > 0; thing--) {
                double depth = 0.2 + 0.7 * random.nextDouble();
                double middle = column(sideways(random.nextBoolean(), 1.0), depth);
                double side = height * 0.13 * (depth + 0.2);
                canvas.box(
                        middle - side * 0.6,
                        row(depth) - side * 1.3,
                        middle + side * 0.6,
                        row(depth),
                        SegmentationSet.IGNORE,
                        ShapeCanvas.plain(ShapeCanvas.anyColour(random, 40, 160), grain, 40));
            }
            double hood = height * (0.965 + 0.02 * random.nextDouble());
            canvas.box(0, hood, width, height, SegmentationSet.IGNORE, ShapeCanvas.plain(0x22252A, grain, 20));
        }
    }
}
