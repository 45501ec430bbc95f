package org.fedlens.data;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.settings.Setting;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * Clients that see the same things differently. Client k of N (counted from 1) has its pictures altered with level
 * {@code l = strength * k / N}, so the first sees nearly clean pictures and the last the worst; test pictures stay
 * clean.
 *
 * <ul>
 *   <li>noise: a normal number of deviation l is added to every value (of 0 to 1);
 *   <li>colour: hues are turned by {@code l * 180} degrees about the grey axis; grey pictures become darker by {@code
 *       0.8 l};
 *   <li>rotation: pictures are turned by {@code l * 90} degrees about their middle, bilinear, black outside;
 *   <li>weather: fog that covers {@code 0.6 l} of every value with light grey, and {@code l * h * w / 48} slanting
 *     drops.
 * </ul>
 *
 * <p>Source: the noise is that of NIID-Bench (Li et al. 2022), there sigma k / N; the others are ours. What a picture
 * becomes depends on the seed, the client and the picture's number alone.
 *
 * @param kind what is altered
 * @param strength level of the last client
 */
public record FeatureSkew(
        @Setting(standard = "none") Kind kind, @Setting(standard = "0.5", min = 0, max = 1) double strength) {
    private static final int FOG = 205;
    private static final double FOG_SHARE = 0.6;
    private static final double DARKER = 0.8;
    private static final int PIXELS_PER_DROP = 48;
    private static final int DROP_LENGTH = 4;
    private static final double LARGEST_ANGLE = 90;
    private static final int WHITE = 255;

    /** What is altered from client to client. */
    public enum Kind {
        NONE,
        NOISE,
        COLOUR,
        ROTATION,
        WEATHER
    }

    /** Nothing is altered. */
    public static FeatureSkew none() {
        return new FeatureSkew(Kind.NONE, 0);
    }

    /**
     * The pictures as their holders see them; those that nobody holds stay as they are.
     *
     * @throws Problem if pictures with masks should be rotated, which would leave the masks behind
     */
    public LabelledImages apply(LabelledImages all, Partition partition, long seed) {
        if (kind == Kind.NONE || strength == 0) {
            return all;
        }
        if (kind == Kind.ROTATION && all.masks().isPresent()) {
            throw new Problem(
                    "partition.features.kind",
                    Text.of("partition.features.masks"),
                    Text.of("partition.features.masks.mend"));
        }
        int[] holder = new int[all.count()];
        Arrays.fill(holder, -1);
        for (int client = 0; client < partition.clients(); client++) {
            for (int picture : partition.indices(client)) {
                holder[picture] = client;
            }
        }
        return new LabelledImages(
                held(new Altered(
                        all.images(), IntStream.range(0, all.count()).toArray(), holder, partition.clients(), seed)),
                all.labels(),
                all.masks(),
                all.domains());
    }

    /**
     * Some pictures of one client as it sees them.
     *
     * @param pictures the clean ones
     * @param numbers what number each has among all training pictures
     */
    public Images seen(Images pictures, int[] numbers, int client, int clients, long seed) {
        int[] holder = new int[numbers.length];
        Arrays.fill(holder, client);
        return held(new Altered(pictures, numbers.clone(), holder, clients, seed));
    }

    /** Small pictures are altered once, large ones whenever they are asked for. */
    private static Images held(Images images) {
        return FileImages.suits(images)
                ? images
                : PixelBlock.copyOf(images, IntStream.range(0, images.count()).toArray());
    }

    /** Pictures as their holders see them. */
    private final class Altered implements Images {
        private final Images clean;
        private final int[] numbers;
        private final int[] holder;
        private final int clients;
        private final long seed;

        Altered(Images clean, int[] numbers, int[] holder, int clients, long seed) {
            this.clean = clean;
            this.numbers = numbers;
            this.holder = holder;
            this.clients = clients;
            this.seed = seed;
        }

        @Override
        public int count() {
            return clean.count();
        }

        @Override
        public ImageShape shape() {
            return clean.shape();
        }

        @Override
        public void copy(int index, byte[] into, int offset) {
            if (holder[index] < 0) {
                clean.copy(index, into, offset);
                return;
            }
            byte[] pixels = new byte[shape().size()];
            clean.copy(index, pixels, 0);
            UniformRandomProvider random = Streams.of(seed, Purpose.FEATURES, holder[index], numbers[index]);
            System.arraycopy(altered(pixels, shape(), holder[index], clients, random), 0, into, offset, pixels.length);
        }
    }

    private byte[] altered(byte[] pixels, ImageShape shape, int client, int clients, UniformRandomProvider random) {
        double level = strength * (client + 1) / clients;
        return switch (kind) {
            case NONE -> pixels;
            case NOISE -> noisy(pixels, level, random);
            case COLOUR -> shape.channels() == 3 ? turnedHue(pixels, level) : darker(pixels, level);
            case ROTATION -> rotated(pixels, shape, level);
            case WEATHER -> weathered(pixels, shape, level, random);
        };
    }

    private static byte[] noisy(byte[] pixels, double level, UniformRandomProvider random) {
        ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
        byte[] noisy = new byte[pixels.length];
        for (int i = 0; i < noisy.length; i++) {
            noisy[i] = clamped((pixels[i] & 0xFF) + WHITE * level * normal.sample());
        }
        return noisy;
    }

    private static byte[] darker(byte[] pixels, double level) {
        byte[] darker = new byte[pixels.length];
        for (int i = 0; i < darker.length; i++) {
            darker[i] = clamped((pixels[i] & 0xFF) * (1 - DARKER * level));
        }
        return darker;
    }

    /** A rotation about the axis (1, 1, 1): every channel takes a, b and c parts of itself, the next and the last. */
    private static byte[] turnedHue(byte[] pixels, double level) {
        double angle = level * Math.PI;
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        double own = cos + (1 - cos) / 3;
        double next = (1 - cos) / 3 - StrictMath.sqrt(1.0 / 3) * sin;
        double last = (1 - cos) / 3 + StrictMath.sqrt(1.0 / 3) * sin;
        int plane = pixels.length / 3;
        byte[] turned = new byte[pixels.length];
        for (int i = 0; i < plane; i++) {
            double red = pixels[i] & 0xFF;
            double green = pixels[plane + i] & 0xFF;
            double blue = pixels[2 * plane + i] & 0xFF;
            turned[i] = clamped(own * red + next * green + last * blue);
            turned[plane + i] = clamped(own * green + next * blue + last * red);
            turned[2 * plane + i] = clamped(own * blue + next * red + last * green);
        }
        return turned;
    }

    private static byte[] rotated(byte[] pixels, ImageShape shape, double level) {
        double angle = Math.toRadians(level * LARGEST_ANGLE);
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        double middleY = (shape.height() - 1) / 2.0;
        double middleX = (shape.width() - 1) / 2.0;
        byte[] rotated = new byte[pixels.length];
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < shape.width(); x++) {
                double fromX = middleX + cos * (x - middleX) + sin * (y - middleY);
                double fromY = middleY + cos * (y - middleY) - sin * (x - middleX);
                for (int channel = 0; channel < shape.channels(); channel++) {
                    int plane = channel * shape.height() * shape.width();
                    rotated[plane + y * shape.width() + x] = clamped(between(pixels, shape, plane, fromY, fromX));
                }
            }
        }
        return rotated;
    }

    private static double between(byte[] pixels, ImageShape shape, int plane, double y, double x) {
        int top = (int) Math.floor(y);
        int left = (int) Math.floor(x);
        double sum = 0;
        for (int row = top; row <= top + 1; row++) {
            for (int column = left; column <= left + 1; column++) {
                if (row >= 0 && row < shape.height() && column >= 0 && column < shape.width()) {
                    double share = (1 - Math.abs(y - row)) * (1 - Math.abs(x - column));
                    sum += share * (pixels[plane + row * shape.width() + column] & 0xFF);
                }
            }
        }
        return sum;
    }

    private static byte[] weathered(byte[] pixels, ImageShape shape, double level, UniformRandomProvider random) {
        double fog = FOG_SHARE * level;
        byte[] weathered = new byte[pixels.length];
        for (int i = 0; i < weathered.length; i++) {
            weathered[i] = clamped((1 - fog) * (pixels[i] & 0xFF) + fog * FOG);
        }
        int drops = (int) Math.round(level * shape.height() * shape.width() / PIXELS_PER_DROP);
        for (int drop = 0; drop < drops; drop++) {
            int startX = random.nextInt(shape.width());
            int startY = random.nextInt(shape.height());
            for (int step = 0; step < DROP_LENGTH; step++) {
                int y = startY + step;
                int x = startX - step / 2;
                for (int channel = 0; y < shape.height() && x >= 0 && channel < shape.channels(); channel++) {
                    int at = (channel * shape.height() + y) * shape.width() + x;
                    weathered[at] = clamped(((weathered[at] & 0xFF) + WHITE) / 2.0);
                }
            }
        }
        return weathered;
    }

    private static byte clamped(double value) {
        return (byte) Math.max(0, Math.min(WHITE, Math.round(value)));
    }
}
