package org.fedlens.training.objective.pixel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.fedlens.data.scene.SegmentationSet;
import org.fedlens.parity.GoldenCase;
import org.fedlens.parity.GoldenValue;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.training.engine.GradientTape;
import org.fedlens.training.local.TrainingParity;
import org.fedlens.training.tensor.Scalars;

/** Golden checks of the losses over pixels, values and gradients. */
public final class PixelParity {
    private PixelParity() {}

    public static void hardPixels(GoldenCase golden) {
        double threshold = golden.number("thresh");
        double share = golden.number("min_kept_fraction");
        Seen seen = check(golden, new OhemCrossEntropy(threshold, share));
        GoldenValue expected = golden.expected();
        int classes = seen.shape().get(1);
        int counted =
                (int) Arrays.stream(seen.labels()).filter(y -> y < classes).count();
        assertEquals(expected.get("valid").integer(), counted);
        assertEquals(expected.get("n_min").integer(), (int) (share * counted));
        // A pixel that was kept has a gradient.
        int area = seen.labels().length / seen.shape().get(0);
        int kept = (int) IntStream.range(0, seen.labels().length)
                .filter(i -> IntStream.range(0, classes)
                        .anyMatch(c -> seen.gradient()[(i / area * classes + c) * area + i % area] != 0))
                .count();
        assertEquals(expected.get("kept").integer(), kept);
        int hard = expected.get("above_threshold").integer();
        assertEquals(Math.max(hard, (int) (share * counted)), kept);
    }

    public static void focal(GoldenCase golden) {
        check(
                golden,
                new FocalLoss(
                        FocalLoss.Form.valueOf(name(golden, "form")), golden.number("alpha"), golden.number("gamma")));
    }

    public static void binary(GoldenCase golden) {
        check(golden, new BinaryCrossEntropy(golden.flag("ignore_erased")));
    }

    public static void dice(GoldenCase golden) {
        check(golden, new DiceLoss(DiceLoss.Reduction.valueOf(name(golden, "reduction")), golden.number("smooth")));
    }

    public static void lovasz(GoldenCase golden) {
        check(golden, new LovaszSoftmax());
    }

    public static void backCrossEntropy(GoldenCase golden) {
        check(golden, new BackCrossEntropy(BackCrossEntropy.ClassSet.valueOf("PER_" + name(golden, "class_set"))));
    }

    private static String name(GoldenCase golden, String param) {
        return golden.text(param).replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** What was computed: the shape of the scores, the labels as the loss saw them, the gradient of the scores. */
    private record Seen(List<Integer> shape, long[] labels, float[] gradient) {}

    private static Seen check(GoldenCase golden, PixelLoss loss) {
        GoldenValue scores = golden.inputs().get("logits");
        boolean[] own = new boolean[scores.shape().get(1)];
        golden.params().find("classes").ifPresent(classes -> {
            for (int label : classes.ints()) {
                own[label] = true;
            }
        });
        try (NDManager manager = TrainingParity.engine().manager()) {
            NDArray logits = TrainingParity.trained(scores, manager);
            NDArray labels = labels(golden, manager);
            try (GradientTape tape = new GradientTape()) {
                NDArray value = loss.of(logits, labels, own);
                golden.near(golden.expected().get("loss"), value.getFloat(), "loss");
                tape.backward(value);
            }
            float[] gradient = logits.getGradient().toFloatArray();
            golden.near(golden.expected().get("grad_logits"), gradient, "grad_logits");
            return new Seen(scores.shape(), labels.toLongArray(), gradient);
        }
    }

    /** The case's labels, with what it calls ignored as what the product does. */
    private static NDArray labels(GoldenCase golden, NDManager manager) {
        int ignored = (int) golden.number("ignore_index", SegmentationSet.IGNORE);
        GoldenValue tensor = golden.inputs().get("labels");
        long[] labels = Arrays.stream(tensor.longs())
                .map(label -> label == ignored ? SegmentationSet.IGNORE : label)
                .toArray();
        return manager.create(labels, TrainingParity.shape(tensor));
    }

    public static void prototypes(GoldenCase golden) {
        try (NDManager manager = TrainingParity.engine().manager()) {
            GoldenValue inputs = golden.inputs();
            NDArray embedding = TrainingParity.array(inputs.get("emb"), manager);
            NDArray logits = TrainingParity.array(inputs.get("logits"), manager);
            ClassRegions regions = ClassRegions.of(
                    embedding,
                    logits,
                    TrainingParity.labels(inputs.get("labels"), manager),
                    golden.number("threshold"));
            GoldenValue expected = golden.expected();
            int classes = (int) logits.getShape().get(1);
            golden.near(expected.get("confidence"), regions.confidence().toFloatArray(), "confidence");
            assertArrayEquals(expected.get("pseudo").longs(), regions.pseudo().toLongArray());
            assertArrayEquals(
                    expected.get("labels_used").longs(), regions.used().toLongArray());
            // There pictures come before classes.
            NDArray means = regions.prototypes(embedding, classes).transpose(1, 0, 2);
            golden.near(expected.get("proto"), means.toFloatArray(), "proto");
            float[] sizes = regions.sizes(classes).transpose().toFloatArray();
            long[] mask = expected.get("mask").longs();
            for (int i = 0; i < mask.length; i++) {
                assertEquals(mask[i] == 1, sizes[i] > 0);
            }
        }
    }

    public static void contrast(GoldenCase golden) {
        contrast(
                golden,
                (embedding, manager) ->
                        List.of(TrainingParity.labels(golden.inputs().get("labels"), manager)));
    }

    public static void contrastTotal(GoldenCase golden) {
        contrast(golden, (embedding, manager) -> {
            ClassRegions regions = ClassRegions.of(
                    embedding,
                    TrainingParity.array(golden.inputs().get("global_logits"), manager),
                    TrainingParity.labels(golden.inputs().get("labels"), manager),
                    golden.number("threshold"));
            return List.of(regions.labels(), regions.pseudo());
        });
    }

    private static void contrast(GoldenCase golden, BiFunction<NDArray, NDManager, List<NDArray>> maps) {
        PixelContrast term = term(golden.number("temperature"), golden.integer("max_anchor"));
        try (NDManager manager = TrainingParity.engine().manager()) {
            NDArray embedding = TrainingParity.trained(golden.inputs().get("emb"), manager);
            PixelContrast.Targets targets = targets(golden.inputs(), manager);
            try (GradientTape tape = new GradientTape()) {
                NDArray sum = Scalars.times(embedding.sum(), 0);
                for (NDArray labels : maps.apply(embedding, manager)) {
                    sum = sum.add(term.contrast(embedding, labels, targets, Streams.of(1, Purpose.OBJECTIVE)));
                }
                sum = Scalars.times(sum, golden.number("lambda", 1));
                golden.near(golden.expected().get("loss"), sum.getFloat(), "loss");
                tape.backward(sum);
            }
            golden.near(
                    golden.expected().get("grad_emb"), embedding.getGradient().toFloatArray(), "grad_emb");
        }
    }

    static PixelContrast term(double temperature, int anchors) {
        return new PixelContrast(
                1, temperature, 0.8, anchors, 256, 1, PixelContrast.Space.GLOBAL, PixelContrast.Partners.REGION);
    }

    /** The prototypes that a mask of classes and pictures leaves. */
    private static PixelContrast.Targets targets(GoldenValue inputs, NDManager manager) {
        List<Integer> shape = inputs.get("proto").shape();
        float[] all = inputs.get("proto").floats();
        long[] mask = inputs.get("mask").longs();
        int width = shape.get(2);
        int[] kept = IntStream.range(0, mask.length).filter(i -> mask[i] == 1).toArray();
        float[] rows = new float[kept.length * width];
        for (int row = 0; row < kept.length; row++) {
            System.arraycopy(all, kept[row] * width, rows, row * width, width);
        }
        long[] classes = IntStream.of(kept).mapToLong(i -> i / shape.get(1)).toArray();
        return new PixelContrast.Targets(manager.create(rows, new Shape(kept.length, width)), manager.create(classes));
    }
}
