package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.fedlens.parity.GoldenCase;
import org.fedlens.training.engine.GradientTape;

/** Golden checks of the losses over pixels, values and gradients. */
public final class PixelParity {
    private PixelParity() {}

    public static boolean hardPixels(GoldenCase golden) {
        return check(golden, new HardPixels(golden.param("thresh", 0), golden.param("min_kept_fraction", 0)));
    }

    public static boolean focal(GoldenCase golden) {
        return check(
                golden,
                new Focal(
                        Focal.Form.valueOf(name(golden, "form")), golden.param("alpha", 0), golden.param("gamma", 0)));
    }

    public static boolean binary(GoldenCase golden) {
        return check(
                golden,
                new BinaryCrossEntropy(golden.params().get("ignore_erased").asBoolean()));
    }

    public static boolean dice(GoldenCase golden) {
        return check(golden, new Dice(Dice.Reduction.valueOf(name(golden, "reduction")), golden.param("smooth", 0)));
    }

    public static boolean lovasz(GoldenCase golden) {
        return check(golden, new Lovasz());
    }

    public static boolean backCrossEntropy(GoldenCase golden) {
        return check(golden, new BackCrossEntropy(BackCrossEntropy.ClassSet.valueOf(name(golden, "class_set"))));
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
}
