package org.fedlens.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fedlens.metrics.Tally;

/**
 * The figures of a model that classifies pixels, from counts over the whole test set: {@code miou}, the mean over the
 * classes that occur or are predicted, {@code pixel-accuracy}, and {@code iou-<class>} for each class that has one.
 */
final class PixelMeasures {
    private PixelMeasures() {}

    static List<Measure> global(Tally tally, List<String> classes) {
        List<Measure> measures = new ArrayList<>();
        measures.add(Measure.global("miou", tally.meanIou()));
        measures.add(Measure.global("pixel-accuracy", tally.accuracy()));
        for (int label = 0; label < classes.size(); label++) {
            if (!Double.isNaN(tally.iou(label))) {
                measures.add(Measure.global(name(classes.get(label)), tally.iou(label)));
            }
        }
        return measures;
    }

    /** What the figure of one class is called. */
    static String name(String label) {
        return "iou-" + label.strip().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
    }
}
