package org.fedlens.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.fedlens.data.scene.SegmentationSet;
import org.fedlens.metrics.AveragePrecision;
import org.fedlens.metrics.ConfusionMatrix;
import org.fedlens.metrics.JunkPolicy;
import org.fedlens.metrics.Retrieval;

/** Golden checks of the figures by which segmentation and retrieval are judged. */
final class DataParity {
    private DataParity() {}

    static void segmentation(GoldenCase golden) {
        int classes = golden.integer("classes");
        int ignored = golden.integer("ignore_index");
        ConfusionMatrix confusion = new ConfusionMatrix(classes);
        GoldenValue truths = golden.inputs().get("gt");
        for (int batch = 0; batch < truths.size(); batch++) {
            ConfusionMatrix own = new ConfusionMatrix(classes);
            int[] truth = truths.get(batch).ints();
            int[] predicted = golden.inputs().get("pred").get(batch).ints();
            for (int i = 0; i < truth.length; i++) {
                own.add(truth[i] == ignored ? SegmentationSet.IGNORE : truth[i], predicted[i]);
            }
            confusion.add(own);
        }
        GoldenValue expected = golden.expected();
        long[] counts = expected.get("confusion").longs();
        for (int truth = 0; truth < classes; truth++) {
            for (int predicted = 0; predicted < classes; predicted++) {
                assertEquals(counts[truth * classes + predicted], confusion.count(truth, predicted));
            }
            nullable(golden, expected.get("iou").get(truth), confusion.iou(truth), "iou");
            nullable(golden, expected.get("recall").get(truth), confusion.recall(truth), "recall");
        }
        golden.near(expected.get("miou"), confusion.meanIou(), "miou");
        golden.near(expected.get("pixel_accuracy"), confusion.accuracy(), "accuracy");
    }

    static void averagePrecision(GoldenCase golden) {
        long[] matches = golden.inputs().get("matches").longs();
        boolean[] right = new boolean[matches.length];
        for (int i = 0; i < right.length; i++) {
            right[i] = matches[i] == 1;
        }
        GoldenValue expected = golden.expected();
        golden.near(expected.get("ap_trapezoid"), AveragePrecision.TRAPEZOID.of(right), "trapezoid");
        golden.near(expected.get("ap_step"), AveragePrecision.STEP.of(right), "step");
    }

    static void retrieval(GoldenCase golden) {
        JunkPolicy junk =
                switch (golden.text("protocol")) {
                    case "fedreid" -> JunkPolicy.LEFT_OUT;
                    case "fedureid" -> JunkPolicy.COUNTS_AS_WRONG;
                    default -> throw golden.unknown("protocol");
                };
        Retrieval.Features query = features(golden.inputs(), "query");
        Retrieval.Features gallery = features(golden.inputs(), "gallery");
        Retrieval area = Retrieval.of(query, gallery, junk, AveragePrecision.TRAPEZOID);
        Retrieval step = Retrieval.of(query, gallery, junk, AveragePrecision.STEP);
        GoldenValue expected = golden.expected();
        for (int i = 0; i < area.precisions().length; i++) {
            nullable(golden, expected.get("ap_trapezoid").get(i), area.precisions()[i], "ap_trapezoid");
            nullable(golden, expected.get("ap_step").get(i), step.precisions()[i], "ap_step");
            GoldenValue rank = expected.get("first_rank").get(i);
            assertEquals(rank.isNull() ? 0 : rank.integer(), area.firstRanks()[i]);
        }
        assertEquals(expected.get("valid_queries").integer(), area.validQueries());
        golden.near(expected.get("map_trapezoid"), area.meanPrecision(), "map_trapezoid");
        golden.near(expected.get("map_step"), step.meanPrecision(), "map_step");
        double[] cmc = new double[expected.get("cmc").size()];
        Arrays.setAll(cmc, i -> area.cmc(i + 1));
        golden.near(expected.get("cmc"), cmc, "cmc");
    }

    private static Retrieval.Features features(GoldenValue inputs, String name) {
        return new Retrieval.Features(
                inputs.get(name).rows(),
                inputs.get(name + "_ids").ints(),
                inputs.get(name + "_cameras").ints());
    }

    /** Null in the file stands for a figure that does not exist. */
    private static void nullable(GoldenCase golden, GoldenValue wanted, double seen, String what) {
        if (wanted.isNull()) {
            assertEquals(Double.NaN, seen, what);
        } else {
            golden.near(wanted, seen, what);
        }
    }
}
