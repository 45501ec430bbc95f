package org.fedlens.training.objective.pixel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.fedlens.parity.GoldenCase;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.training.engine.GradientTape;
import org.fedlens.training.local.TrainingParity;

/** Golden checks of the losses over pixels, values and gradients. */
public final class PixelParity {
    private PixelParity() {}

    public static boolean hardPixels(GoldenCase golden) {
        return check(golden, new OhemCrossEntropy(golden.param("thresh", 0), golden.param("min_kept_fraction", 0)));
    }

    public static boolean focal(GoldenCase golden) {
        return check(
                golden,
                new FocalLoss(
                        FocalLoss.Form.valueOf(name(golden, "form")), golden.param("alpha", 0), golden.param("gamma", 0)));
    }

    public static boolean binary(GoldenCase golden) {
        return check(
                golden,
                new BinaryCrossEntropy(golden.params().get("ignore_erased").asBoolean()));
    }

    public static boolean dice(GoldenCase golden) {
        return check(golden, new DiceLoss(DiceLoss.Reduction.valueOf(name(golden, "reduction")), golden.param("smooth", 0)));
    }

    public static boolean lovasz(GoldenCase golden) {
        return check(golden, new LovaszSoftmax());
    }

    public static boolean backCrossEntropy(GoldenCase golden) {
        return check(
                golden, new BackCrossEntropy(BackCrossEntropy.ClassSet.valueOf("PER_" + name(golden, "class_set"))));
    }

    private static String name(GoldenCase golden, String param) {
        return golden.params().get(param).asText().replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private static boolean check(GoldenCase golden, PixelLoss loss) {
        JsonNode scores = golden.inputs().get("logits");
        boolean[] own = new boolean[GoldenCase.shape(scores).get(1)];
        if (golden.params().has("classes")) {
            for (long label : GoldenCase.longs(golden.params().get("classes"))) {
                own[(int) label] = true;
            }
        }
        try (NDManager manager = TrainingParity.engine().manager()) {
            NDArray logits = TrainingParity.trained(scores, manager);
            NDArray labels = TrainingParity.labels(golden.inputs().get("labels"), manager);
            try (GradientTape tape = new GradientTape()) {
                NDArray value = loss.of(logits, labels, own);
                golden.near(golden.expected().get("loss"), new double[] {value.getFloat()}, "loss");
                tape.backward(value);
            }
            golden.near(
                    golden.expected().get("grad_logits"), logits.getGradient().toFloatArray(), "grad_logits");
        }
        return true;
    }

    public static boolean prototypes(GoldenCase golden) {
        try (NDManager manager = TrainingParity.engine().manager()) {
            JsonNode inputs = golden.inputs();
            NDArray embedding = TrainingParity.array(inputs.get("emb"), manager);
            NDArray logits = TrainingParity.array(inputs.get("logits"), manager);
            ClassRegions regions = ClassRegions.of(
                    embedding,
                    logits,
                    TrainingParity.labels(inputs.get("labels"), manager),
                    golden.param("threshold", 0));
            JsonNode expected = golden.expected();
            int classes = (int) logits.getShape().get(1);
            golden.near(expected.get("confidence"), regions.confidence().toFloatArray(), "confidence");
            assertArrayEquals(
                    GoldenCase.longs(expected.get("pseudo")), regions.pseudo().toLongArray());
            assertArrayEquals(
                    GoldenCase.longs(expected.get("labels_used")),
                    regions.used().toLongArray());
            // There pictures come before classes.
            NDArray means = regions.prototypes(embedding, classes).transpose(1, 0, 2);
            golden.near(expected.get("proto"), means.toFloatArray(), "proto");
            float[] sizes = regions.sizes(classes).transpose().toFloatArray();
            long[] mask = GoldenCase.longs(expected.get("mask"));
            for (int i = 0; i < mask.length; i++) {
                assertEquals(mask[i] == 1, sizes[i] > 0);
            }
        }
        return true;
    }

    public static boolean contrast(GoldenCase golden) {
        return contrast(
                golden,
                (embedding, manager) ->
                        List.of(TrainingParity.labels(golden.inputs().get("labels"), manager)));
    }

    public static boolean contrastTotal(GoldenCase golden) {
        return contrast(golden, (embedding, manager) -> {
            ClassRegions regions = ClassRegions.of(
                    embedding,
                    TrainingParity.array(golden.inputs().get("global_logits"), manager),
                    TrainingParity.labels(golden.inputs().get("labels"), manager),
                    golden.param("threshold", 0));
            return List.of(regions.labels(), regions.pseudo());
        });
    }

    private static boolean contrast(GoldenCase golden, BiFunction<NDArray, NDManager, List<NDArray>> maps) {
        PixelContrast term = term(golden.param("temperature", 0), (int) golden.param("max_anchor", 0));
        try (NDManager manager = TrainingParity.engine().manager()) {
            NDArray embedding = TrainingParity.trained(golden.inputs().get("emb"), manager);
            PixelContrast.Targets targets = targets(golden.inputs(), manager);
            try (GradientTape tape = new GradientTape()) {
                NDArray sum = embedding.sum().mul(0);
                for (NDArray labels : maps.apply(embedding, manager)) {
                    sum = sum.add(term.contrast(embedding, labels, targets, Streams.of(1, Purpose.OBJECTIVE)));
                }
                sum = sum.mul((float) golden.param("lambda", 1));
                golden.near(golden.expected().get("loss"), new double[] {sum.getFloat()}, "loss");
                tape.backward(sum);
            }
            golden.near(
                    golden.expected().get("grad_emb"), embedding.getGradient().toFloatArray(), "grad_emb");
        }
        return true;
    }

    static PixelContrast term(double temperature, int anchors) {
        return new PixelContrast(
                1, temperature, 0.8, anchors, 256, 1, PixelContrast.Space.GLOBAL, PixelContrast.Partners.REGION);
    }

    /** The prototypes that a mask of classes and pictures leaves. */
    private static PixelContrast.Targets targets(JsonNode inputs, NDManager manager) {
        List<Integer> shape = GoldenCase.shape(inputs.get("proto"));
        float[] all = GoldenCase.floats(inputs.get("proto"));
        long[] mask = GoldenCase.longs(inputs.get("mask"));
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
