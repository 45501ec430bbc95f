package org.fedlens.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import org.fedlens.metrics.AveragePrecision;
import org.fedlens.metrics.Confusion;
import org.fedlens.metrics.Junk;
import org.fedlens.metrics.Retrieval;

/** Golden checks of the figures by which segmentation and retrieval are judged. */
final class DataParity {
    private DataParity() {}

    static boolean segmentation(GoldenCase golden) {
        int classes = golden.params().get("classes").asInt();
        Confusion confusion = new Confusion(classes);
        JsonNode truths = golden.inputs().get("gt");
        for (int batch = 0; batch < truths.size(); batch++) {
            Confusion own = new Confusion(classes);
            long[] truth = GoldenCase.longs(truths.get(batch));
            long[] predicted = GoldenCase.longs(golden.inputs().get("pred").get(batch));
            for (int i = 0; i < truth.length; i++) {
                own.add((int) truth[i], (int) predicted[i]);
            }
            confusion.add(own);
        }
        JsonNode expected = golden.expected();
        long[] counts = GoldenCase.longs(expected.get("confusion"));
        for (int truth = 0; truth < classes; truth++) {
            for (int predicted = 0; predicted < classes; predicted++) {
                assertEquals(counts[truth * classes + predicted], confusion.count(truth, predicted));
            }
            nullable(golden, expected.get("iou").get(truth), confusion.iou(truth), "iou");
            nullable(golden, expected.get("recall").get(truth), confusion.recall(truth), "recall");
        }
        golden.near(expected.get("miou"), new double[] {confusion.meanIou()}, "miou");
        golden.near(expected.get("pixel_accuracy"), new double[] {confusion.accuracy()}, "accuracy");
        return true;
    }

    static boolean averagePrecision(GoldenCase golden) {
        long[] matches = GoldenCase.longs(golden.inputs().get("matches"));
        boolean[] right = new boolean[matches.length];
        for (int i = 0; i < right.length; i++) {
            right[i] = matches[i] == 1;
        }
        JsonNode expected = golden.expected();
        golden.near(expected.get("ap_trapezoid"), new double[] {AveragePrecision.TRAPEZOID.of(right)}, "trapezoid");
        golden.near(expected.get("ap_step"), new double[] {AveragePrecision.STEP.of(right)}, "step");
        return true;
    }

    static boolean retrieval(GoldenCase golden) {
        Junk junk = golden.params().get("protocol").asText().equals("fedreid") ? Junk.LEFT_OUT : Junk.COUNTS_AS_WRONG;
        Retrieval.Features query = features(golden.inputs(), "query", "query");
        Retrieval.Features gallery = features(golden.inputs(), "gallery", "gallery");
        Retrieval area = Retrieval.of(query, gallery, junk, AveragePrecision.TRAPEZOID);
        Retrieval step = Retrieval.of(query, gallery, junk, AveragePrecision.STEP);
        JsonNode expected = golden.expected();
        for (int i = 0; i < area.precisions().length; i++) {
            nullable(golden, expected.get("ap_trapezoid").get(i), area.precisions()[i], "ap_trapezoid");
            nullable(golden, expected.get("ap_step").get(i), step.precisions()[i], "ap_step");
            assertEquals(expected.get("first_rank").get(i).asInt(0), area.firstRanks()[i]);
        }
        assertEquals(
                expected.get("valid_queries").asLong(),
                Arrays.stream(area.firstRanks()).filter(rank -> rank > 0).count());
        golden.near(expected.get("map_trapezoid"), new double[] {area.meanPrecision()}, "map_trapezoid");
        golden.near(expected.get("map_step"), new double[] {step.meanPrecision()}, "map_step");
        double[] cmc = new double[expected.get("cmc").size()];
        Arrays.setAll(cmc, i -> area.cmc(i + 1));
        golden.near(expected.get("cmc"), cmc, "cmc");
        return true;
    }

    private static Retrieval.Features features(JsonNode inputs, String vectors, String name) {
        int width = GoldenCase.shape(inputs.get(vectors)).get(1);
        float[] all = GoldenCase.floats(inputs.get(vectors));
        float[][] rows = new float[all.length / width][];
        Arrays.setAll(rows, i -> Arrays.copyOfRange(all, i * width, (i + 1) * width));
        return new Retrieval.Features(rows, ints(inputs.get(name + "_ids")), ints(inputs.get(name + "_cameras")));
    }

    private static int[] ints(JsonNode tensor) {
        return Arrays.stream(GoldenCase.longs(tensor))
                .mapToInt(Math::toIntExact)
                .toArray();
    }

    /** Null in the file stands for a figure that does not exist. */
    private static void nullable(GoldenCase golden, JsonNode wanted, double seen, String what) {
        if (wanted.isNull()) {
            assertEquals(Double.NaN, seen, what);
        } else {
            golden.near(wanted, new double[] {seen}, what);
        }
    }
}
