package org.fedlens.experiment.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fedlens.experiment.event.MetricValue;
import org.fedlens.metrics.PredictionTally;

/**
 * The figures of a model that classifies pixels, from counts over the whole test set: {@code miou}, the mean over the
 * classes that occur or are predicted, {@code pixel-accuracy}, and {@code iou-<class>} for each class that has one.
 */
final class PixelMetrics {
    private PixelMetrics() {}

    static List<MetricValue> global(PredictionTally tally, List<String> classes) {
        List<MetricValue> measures = new ArrayList<>();
        measures.add(MetricValue.global("miou", tally.meanIou()));
        measures.add(MetricValue.global("pixel-accuracy", tally.accuracy()));
        for (int label = 0; label < classes.size(); label++) {
            if (!Double.isNaN(tally.iou(label))) {
                measures.add(MetricValue.global(name(classes.get(label)), tally.iou(label)));
            }
        }
        return measures;
    }

    /** What the figure of one class is called. */
    static String name(String label) {
        return "iou-" + label.strip().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
    }
}
