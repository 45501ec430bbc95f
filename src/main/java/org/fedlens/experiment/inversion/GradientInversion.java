package org.fedlens.experiment.inversion;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.fedlens.data.ImageShape;
import org.fedlens.data.LabelledImages;
import org.fedlens.experiment.prepare.PreparedExperiment;
import org.fedlens.experiment.settings.Experiment;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.settings.Form;
import org.fedlens.settings.Setting;
import org.fedlens.settings.SettingField;
import org.fedlens.settings.SliderScale;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;
import org.fedlens.text.Words;

/**
 * Wins a client's images back from the gradient that it would send after one step: noise is changed until its gradient
 * looks like the one that was seen (Zhu et al. 2019, "Deep Leakage from Gradients"; Geiping et al. 2020, "Inverting
 * Gradients", with total variation), once from the gradient itself, once after clipping, once after clipping and noise.
 *
 * <p>Deviations: the network is not the experiment's but an untrained one with a single hidden layer, see {@link
 * OneHiddenLayer}, since matching needs gradients of gradients. Labels are taken as known (for a batch of one they can be
 * read off the signs of the last biases' gradient, Zhao et al. 2020). Adam seeks, with a step that falls tenfold after 3/8,
 * 5/8 and 7/8 of the way, and keeps every pixel between 0 and 1. More local steps than one make it harder.
 *
 * @param client whose images, numbered as people read it, from 1
 * @param images of one batch, the client's first
 * @param hidden units of the network
 * @param match how gradients are compared
 * @param steps of the search
 * @param smooth weight of the total variation, for images that should not be noise
 * @param clip the gradient is cut to this length
 * @param noise standard deviation of the noise on every number, in multiples of {@code clip}
 */
public record GradientInversion(
        @Setting(standard = "1", min = 1, max = 9999) int client,
        @Setting(standard = "1", min = 1, max = 8) int images,
        @Setting(standard = "64", min = 4, max = 512) int hidden,
        @Setting(standard = "cosine") GradientMatching match,
        @Setting(standard = "800", min = 1, max = 20_000) int steps,
        @Setting(standard = "0.0001", min = 0, max = 1, scale = SliderScale.LOG) double smooth,
        @Setting(standard = "0.1", min = 1e-6, max = 1e6, scale = SliderScale.LOG) double clip,
        @Setting(standard = "0.03", min = 0, max = 100, scale = SliderScale.LOG) double noise) {
    /** More numbers than these take too long for a demonstration. */
    private static final int LARGEST = 3 * 32 * 32;

    private static final double RATE = 0.1;

    /** One batch of one image, compared by cosine. */
    public static GradientInversion standard() {
        return new GradientInversion(1, 1, 64, GradientMatching.COSINE, 800, 1e-4, 0.1, 0.03);
    }

    /** The settings as a form or a command line shows them. */
    public static List<SettingField> fields() {
        return Form.fields(GradientInversion.class);
    }

    /**
     * The same with some settings as they were typed.
     *
     * @throws Problem if there is no such setting, or a value is outside of what it takes
     */
    public GradientInversion with(Map<String, String> typed) {
        Map<String, Object> parsed = new LinkedHashMap<>();
        typed.forEach((name, value) -> {
            SettingField field = fields().stream()
                    .filter(known -> known.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new Problem(
                            name,
                            Text.of("setting.unknownKey"),
                            Text.of(
                                    "setting.knownKeys",
                                    String.join(
                                            ", ",
                                            fields().stream()
                                                    .map(SettingField::name)
                                                    .toList()))));
            parsed.put(name, field.parse(value, name));
        });
        return Form.with(this, parsed);
    }

    /** What was done to the gradient before it was seen. */
    public enum Guard {
        NOTHING,
        CLIPPED,
        CLIPPED_AND_NOISED
    }

    /**
     * What was reconstructed.
     *
     * @param images pixels from 0 to 1, CHW, in the order of the originals
     * @param psnr of each image in decibels, {@code -10 log10(mean squared error)}
     */
    public record Attempt(Guard guard, List<double[]> images, List<Double> psnr) {
        public Attempt {
            images = List.copyOf(images);
            psnr = List.copyOf(psnr);
        }

        /** The mean over the images. */
        public double meanPsnr() {
            return psnr.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
        }
    }

    /**
     * The originals beside what was reconstructed.
     *
     * @param length of the gradient before anything was done to it
     */
    public record Outcome(
            ImageShape shape, List<double[]> originals, List<String> labels, double length, List<Attempt> attempts) {
        public Outcome {
            originals = List.copyOf(originals);
            labels = List.copyOf(labels);
            attempts = List.copyOf(attempts);
        }
    }

    /**
     * Plays it on the images that a client of an experiment holds.
     *
     * @param progress told the share that is done
     * @param cancelled asked after every step
     * @return nothing if it was cancelled
     * @throws Problem if there is no such client, or its images are too large
     */
    public Optional<Outcome> play(
            Experiment experiment, Path base, DoubleConsumer progress, BooleanSupplier cancelled) {
        PreparedExperiment prepared = PreparedExperiment.of(experiment, base);
        if (client > prepared.clients().size()) {
            throw new Problem(
                    "client",
                    Text.of("inversion.noClient", Words.client(client - 1)),
                    Text.of("inversion.noClient.mend", prepared.clients().size()));
        }
        return play(
                prepared.clients().get(client - 1), prepared.data().classes(), experiment.seed(), progress, cancelled);
    }

    /** Plays it on some images. */
    Optional<Outcome> play(
            LabelledImages held, List<String> classes, long seed, DoubleConsumer progress, BooleanSupplier cancelled) {
        ImageShape shape = held.images().shape();
        if (shape.size() > LARGEST) {
            throw new Problem(
                    "data.source",
                    Text.of("inversion.tooLarge", shape.width(), shape.height()),
                    Text.of("inversion.tooLarge.mend"));
        }
        int count = Math.min(images, held.count());
        double[][] originals = new double[count][];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            byte[] bytes = new byte[shape.size()];
            held.images().copy(i, bytes, 0);
            originals[i] = new double[bytes.length];
            for (int k = 0; k < bytes.length; k++) {
                originals[i][k] = (bytes[k] & 0xFF) / 255.0;
            }
            labels[i] = held.labels().of(i);
        }
        OneHiddenLayer network = OneHiddenLayer.drawn(
                shape.size(), hidden, held.labels().classes(), Streams.of(seed, Purpose.INVERSION, client, 0));
        double[] gradient = network.gradient(originals, labels);
        List<Attempt> attempts = new ArrayList<>();
        for (Guard guard : Guard.values()) {
            double[] seen = guarded(guard, gradient, seed);
            DoubleConsumer own = share -> progress.accept((guard.ordinal() + share) / Guard.values().length);
            Optional<double[][]> found = match == GradientMatching.EXACT
                    ? Optional.of(divided(network, seen, count))
                    : sought(network, seen, labels, shape, seed, own, cancelled);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            attempts.add(attempt(guard, originals, found.get()));
        }
        List<String> names = Arrays.stream(labels)
                .mapToObj(label -> label < classes.size() ? classes.get(label) : String.valueOf(label))
                .toList();
        return Optional.of(new Outcome(shape, List.of(originals), names, length(gradient), attempts));
    }

    private double[] guarded(Guard guard, double[] gradient, long seed) {
        if (guard == Guard.NOTHING) {
            return gradient;
        }
        double factor = Math.min(1, clip / Math.max(1e-300, length(gradient)));
        ZigguratSampler.NormalizedGaussian normal =
                ZigguratSampler.NormalizedGaussian.of(Streams.of(seed, Purpose.INVERSION, client, 1));
        boolean noised = guard == Guard.CLIPPED_AND_NOISED;
        return Arrays.stream(gradient)
                .map(value -> value * factor + (noised ? normal.sample() * noise * clip : 0))
                .toArray();
    }

    private static double length(double[] vector) {
        return Math.sqrt(Arrays.stream(vector).map(value -> value * value).sum());
    }

    /** Row of the first layer over its bias, of the unit whose bias has the largest gradient. */
    private static double[][] divided(OneHiddenLayer network, double[] seen, int count) {
        int unit = 0;
        for (int j = 1; j < network.hidden(); j++) {
            boolean larger = Math.abs(seen[network.firstBiases() + j]) > Math.abs(seen[network.firstBiases() + unit]);
            unit = larger ? j : unit;
        }
        double[] image = new double[network.inputs()];
        for (int i = 0; i < image.length; i++) {
            image[i] = within(seen[unit * image.length + i] / seen[network.firstBiases() + unit]);
        }
        double[][] all = new double[count][];
        Arrays.fill(all, image);
        return all;
    }

    private static double within(double value) {
        return Double.isNaN(value) ? 0 : Math.max(0, Math.min(1, value));
    }

    private Optional<double[][]> sought(
            OneHiddenLayer network,
            double[] seen,
            int[] labels,
            ImageShape shape,
            long seed,
            DoubleConsumer progress,
            BooleanSupplier cancelled) {
        UniformRandomProvider random = Streams.of(seed, Purpose.INVERSION, client, 2);
        double[][] tried = new double[labels.length][network.inputs()];
        for (double[] image : tried) {
            Arrays.setAll(image, i -> random.nextDouble());
        }
        Adam adam = new Adam(labels.length, network.inputs());
        for (int step = 1; step <= steps; step++) {
            if (cancelled.getAsBoolean()) {
                return Optional.empty();
            }
            double[][] slope = network.pulled(tried, labels, match.slope(network.gradient(tried, labels), seen));
            for (int i = 0; i < tried.length; i++) {
                addVariation(slope[i], tried[i], shape);
            }
            adam.move(tried, slope, RATE * fallen(step));
            progress.accept((double) step / steps);
        }
        return Optional.of(tried);
    }

    private double fallen(int step) {
        double share = (double) step / steps;
        return share > 7.0 / 8 ? 1e-3 : share > 5.0 / 8 ? 1e-2 : share > 3.0 / 8 ? 1e-1 : 1;
    }

    /** Adds {@code smooth} times the slope of the mean length of the steps from pixel to pixel, rounded at zero. */
    private void addVariation(double[] slope, double[] image, ImageShape shape) {
        double weight = smooth / (image.length);
        for (int at = 0; at < image.length; at++) {
            int column = at % shape.width();
            int row = at / shape.width() % shape.height();
            if (column + 1 < shape.width()) {
                step(slope, image, at, at + 1, weight);
            }
            if (row + 1 < shape.height()) {
                step(slope, image, at, at + shape.width(), weight);
            }
        }
    }

    private static void step(double[] slope, double[] image, int here, int there, double weight) {
        double difference = image[there] - image[here];
        double pull = weight * difference / Math.sqrt(difference * difference + 1e-6);
        slope[there] += pull;
        slope[here] -= pull;
    }

    /** Puts what was found in the order of the originals, the best fit first, and measures it. */
    private static Attempt attempt(Guard guard, double[][] originals, double[][] found) {
        int count = originals.length;
        double[][] sorted = new double[count][];
        Double[] psnr = new Double[count];
        boolean[] used = new boolean[count];
        for (int round = 0; round < count; round++) {
            double least = Double.POSITIVE_INFINITY;
            int original = -1;
            int fitting = -1;
            for (int i = 0; i < count; i++) {
                for (int j = 0; j < count && sorted[i] == null; j++) {
                    double error = error(originals[i], found[j]);
                    if (!used[j] && error < least) {
                        least = error;
                        original = i;
                        fitting = j;
                    }
                }
            }
            sorted[original] = found[fitting];
            used[fitting] = true;
            psnr[original] = -10 * Math.log10(Math.max(1e-12, least));
        }
        return new Attempt(guard, List.of(sorted), List.of(psnr));
    }

    private static double error(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += (one[i] - other[i]) * (one[i] - other[i]);
        }
        return sum / one.length;
    }

    /** Adam (Kingma and Ba 2015) on images, whose pixels stay between 0 and 1. */
    private static final class Adam {
        private final double[][] first;
        private final double[][] second;
        private int step;

        Adam(int images, int size) {
            first = new double[images][size];
            second = new double[images][size];
        }

        void move(double[][] images, double[][] slope, double rate) {
            step++;
            double unbiasedFirst = 1 - Math.pow(0.9, step);
            double unbiasedSecond = 1 - Math.pow(0.999, step);
            for (int i = 0; i < images.length; i++) {
                for (int k = 0; k < images[i].length; k++) {
                    first[i][k] = 0.9 * first[i][k] + 0.1 * slope[i][k];
                    second[i][k] = 0.999 * second[i][k] + 0.001 * slope[i][k] * slope[i][k];
                    double size = Math.sqrt(second[i][k] / unbiasedSecond) + 1e-12;
                    images[i][k] = within(images[i][k] - rate * first[i][k] / unbiasedFirst / size);
                }
            }
        }
    }
}
