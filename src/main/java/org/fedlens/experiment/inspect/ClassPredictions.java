package org.fedlens.experiment.inspect;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.fedlens.data.ImageShape;
import org.fedlens.data.LabelledImages;
import org.fedlens.experiment.event.ProgressListener;
import org.fedlens.metrics.ConfusionMatrix;
import org.fedlens.training.Evaluator;
import org.fedlens.weights.NetworkPart;

/** What the model of a run says about every test image: of each only the likeliest classes are kept. */
public final class ClassPredictions {
    /** Classes that are kept of an image. */
    private static final int TOP = 5;

    private final Predictor predictor;
    private final List<List<Likely>> likely;
    private final ConfusionMatrix confusion;

    /**
     * A class an image may be of.
     *
     * @param share the model's confidence, 0 to 1: softmax over all classes
     */
    public record Likely(int label, double share) {}

    private ClassPredictions(Predictor predictor, List<List<Likely>> likely, ConfusionMatrix confusion) {
        this.predictor = predictor;
        this.likely = likely;
        this.confusion = confusion;
    }

    /**
     * Goes through all test images.
     *
     * @throws InterruptedException if nobody waits any more
     * @throws org.fedlens.text.Problem if something of the run cannot be read
     */
    public static ClassPredictions of(Path run, ProgressListener watch) throws InterruptedException {
        Predictor predictor = Predictor.open(run);
        watch.require();
        LabelledImages test = predictor.prepared().data().test();
        ConfusionMatrix confusion =
                new ConfusionMatrix(predictor.prepared().data().classes().size());
        List<List<Likely>> likely = new ArrayList<>();
        for (int from = 0; from < test.count(); from += Evaluator.CHUNK) {
            int to = Math.min(test.count(), from + Evaluator.CHUNK);
            float[][] scores = predictor
                    .evaluator()
                    .features(predictor.model(), NetworkPart.HEAD, test, from, to, Predictor.pace(watch));
            for (int i = from; i < to; i++) {
                likely.add(likeliest(scores[i - from]));
                confusion.add(test.labels().of(i), likely.get(i).get(0).label());
            }
            watch.progress((double) to / test.count());
        }
        return new ClassPredictions(predictor, likely, confusion);
    }

    /** The classes with the highest softmax, highest first, of equal ones the first. */
    static List<Likely> likeliest(float[] scores) {
        double highest = IntStream.range(0, scores.length)
                .mapToDouble(c -> scores[c])
                .max()
                .orElse(0);
        double sum = IntStream.range(0, scores.length)
                .mapToDouble(c -> Math.exp(scores[c] - highest))
                .sum();
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(c -> -scores[c]))
                .limit(TOP)
                .map(c -> new Likely(c, Math.exp(scores[c] - highest) / sum))
                .toList();
    }

    /** The round whose model this is. */
    public int round() {
        return predictor.round();
    }

    /** What the classes are called. */
    public List<String> classes() {
        return predictor.prepared().data().classes();
    }

    /** How many images of each class were taken for each. */
    public ConfusionMatrix confusion() {
        ConfusionMatrix copy = new ConfusionMatrix(confusion.classes());
        copy.add(confusion);
        return copy;
    }

    /** The images of one class that were taken for another, the surest first. */
    public int[] cell(int truth, int guess) {
        LabelledImages test = predictor.prepared().data().test();
        return IntStream.range(0, likely.size())
                .filter(i ->
                        test.labels().of(i) == truth && likely.get(i).get(0).label() == guess)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -likely.get(i).get(0).share()))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The likeliest classes of an image, likeliest first. */
    public List<Likely> likely(int image) {
        return likely.get(image);
    }

    /** The sides of every image. */
    public ImageShape shape() {
        return predictor.prepared().data().shape();
    }

    /** An image, as unsigned bytes, CHW. */
    public byte[] pixels(int image) {
        byte[] pixels = new byte[shape().size()];
        predictor.prepared().data().test().images().copy(image, pixels, 0);
        return pixels;
    }
}
