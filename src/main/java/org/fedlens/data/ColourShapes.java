package org.fedlens.data;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;

/**
 * Generated pictures of 32 x 32 in colour: ten shapes, turned, scaled, moved, half hidden and in any colour, drawn in
 * four manners ("domains") that differ in light, ground and line. Picture i shows shape {@code i mod 10} in domain
 * {@code i / 10 mod 4}, so shapes and domains are balanced. A picture depends on the seed and its number alone.
 *
 * <p>Our own invention, for feature skew: clients that hold one domain each see the same shapes differently.
 */
public final class ColourShapes {
    /** What the shapes are called, by label. */
    public static final List<String> CLASSES =
            List.of("disc", "square", "triangle", "cross", "ring", "diamond", "bars", "frame", "half disc", "arrow");

    /** What the manners are called. */
    public static final List<String> DOMAINS = List.of("day", "night", "drawing", "poster");

    private static final int SIDE = 32;
    private static final int DAY = 0;
    private static final int NIGHT = 1;
    private static final int DRAWING = 2;
    private static final long STREAM = 6;

    private ColourShapes() {}

    /**
     * Some pictures with their shapes.
     *
     * @param first the number of the first one: sets of one seed that share no number share no picture
     */
    public static LabelledImages pictures(long seed, int first, int count) {
        ImageShape shape = new ImageShape(3, SIDE, SIDE);
        PixelBlock.Filler filler = new PixelBlock.Filler(shape);
        IntStream.range(first, first + count).forEach(number -> filler.add(picture(seed, number), 0));
        int[] labels = IntStream.range(first, first + count)
                .map(number -> number % CLASSES.size())
                .toArray();
        int[] domains =
                IntStream.range(first, first + count).map(ColourShapes::domain).toArray();
        return new LabelledImages(
                filler.done(),
                Labels.of(labels, CLASSES.size()),
                Optional.empty(),
                Optional.of(new Domains(DOMAINS, domains)));
    }

    /** The domain of a picture by its number. */
    public static int domain(int number) {
        return number / CLASSES.size() % DOMAINS.size();
    }

    private static byte[] picture(long seed, int number) {
        UniformRandomProvider random = Streams.of(seed, Purpose.GENERATED, STREAM, number);
        int domain = domain(number);
        long grain = random.nextLong();
        Canvas canvas = new Canvas(SIDE, SIDE);
        int ground = domain == DRAWING ? 0xEEE9DD : Canvas.anyColour(random, 60, 220);
        int other = domain == DRAWING ? 0xE2DCCB : Canvas.anyColour(random, 60, 220);
        int coarse = 3 + random.nextInt(6);
        canvas.box(
                0,
                0,
                SIDE,
                SIDE,
                0,
                (x, y) -> Canvas.mixed(ground, other, Canvas.grain(grain, x / coarse, y / coarse)));
        int ink = domain == DRAWING ? 0x303038 : contrasting(ground, random);
        double angle = (random.nextDouble() - 0.5) * 0.9;
        double size = 7 + 6 * random.nextDouble();
        double middleX = 16 + 8 * (random.nextDouble() - 0.5);
        double middleY = 16 + 8 * (random.nextDouble() - 0.5);
        // A rational rotation, so that no platform's sine decides a pixel.
        double cos = (1 - angle * angle / 4) / (1 + angle * angle / 4);
        double sin = angle / (1 + angle * angle / 4);
        int label = number % CLASSES.size();
        canvas.paint(0, 0, SIDE, SIDE, 1, Canvas.plain(ink, grain, domain == DAY ? 90 : 30), (x, y) -> {
            double u = (cos * (x - middleX) + sin * (y - middleY)) / size;
            double v = (cos * (y - middleY) - sin * (x - middleX)) / size;
            double line = 1.3 / size;
            return inside(label, u, v) && (domain != DRAWING || !surrounded(label, u, v, line));
        });
        clutter(canvas, random, domain, grain);
        double light = domain == NIGHT ? 0.22 + 0.2 * random.nextDouble() : 0.8 + 0.4 * random.nextDouble();
        canvas.light(domain == NIGHT ? light * 0.7 : light, light, domain == NIGHT ? light * 1.5 : light, 9, random);
        if (domain > DRAWING) {
            posterise(canvas);
        }
        return canvas.planes();
    }

    private static int contrasting(int ground, UniformRandomProvider random) {
        int ink = Canvas.anyColour(random, 0, 256);
        for (int trial = 0; trial < 10 && distance(ink, ground) < 120; trial++) {
            ink = Canvas.anyColour(random, 0, 256);
        }
        return ink;
    }

    private static int distance(int a, int b) {
        return Math.abs((a >> 16 & 0xFF) - (b >> 16 & 0xFF))
                + Math.abs((a >> 8 & 0xFF) - (b >> 8 & 0xFF))
                + Math.abs((a & 0xFF) - (b & 0xFF));
    }

    private static boolean inside(int label, double u, double v) {
        double round = u * u + v * v;
        double square = Math.max(Math.abs(u), Math.abs(v));
        return switch (label) {
            case 0 -> round < 0.9;
            case 1 -> square < 0.85;
            case 2 -> v < 0.8 && v > -0.9 && Math.abs(u) < (v + 0.9) * 0.58;
            case 3 -> square < 1 && Math.min(Math.abs(u), Math.abs(v)) < 0.3;
            case 4 -> round < 1 && round > 0.35;
            case 5 -> Math.abs(u) + Math.abs(v) < 1.05;
            case 6 -> square < 0.9 && Math.floorMod((int) Math.floor((v + 3) * 2.5), 2) == 0;
            case 7 -> square < 0.95 && square > 0.55;
            case 8 -> round < 1 && v > -0.1;
            default -> v > 0 ? Math.abs(u) < 0.28 && v < 0.95 : v > -0.9 && Math.abs(u) < v + 0.9;
        };
    }

    private static boolean surrounded(int label, double u, double v, double line) {
        return inside(label, u - line, v)
                && inside(label, u + line, v)
                && inside(label, u, v - line)
                && inside(label, u, v + line);
    }

    private static void clutter(Canvas canvas, UniformRandomProvider random, int domain, long grain) {
        for (int thing = random.nextInt(4); thing > 0; thing--) {
            double x = SIDE * random.nextDouble();
            double y = SIDE * random.nextDouble();
            double side = 1.5 + 3 * random.nextDouble();
            int colour = domain == DRAWING ? 0x9A958A : Canvas.anyColour(random, 20, 240);
            canvas.box(x, y, x + side, y + side * (0.5 + random.nextDouble()), 0, Canvas.plain(colour, grain, 30));
        }
    }

    private static void posterise(Canvas canvas) {
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int rgb = canvas.at(x, y);
                int bold = (rgb & 0xC0C0C0) | 0x202020;
                canvas.set(x, y, (bold & 0xFF) << 16 | bold & 0xFF00 | bold >> 16);
            }
        }
    }
}
