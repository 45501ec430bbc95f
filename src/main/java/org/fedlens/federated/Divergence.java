package org.fedlens.federated;

import java.util.ArrayList;
import java.util.List;
import org.fedlens.weights.Kind;
import org.fedlens.weights.Layout;
import org.fedlens.weights.Part;
import org.fedlens.weights.Slot;
import org.fedlens.weights.Weights;

/**
 * How far a visit carried the backbone (FedU): the mean over its convolutions of the Euclidean length of the kernel's
 * change, neither squared nor divided by its size. Kernels in shortcuts do not count, as in the authors' code. A
 * backbone without convolutions counts its dense kernels instead.
 */
public final class Divergence {
    private Divergence() {}

    /** Between two models of one layout. */
    public static double between(Weights before, Weights after) {
        Layout layout = before.layout();
        List<Double> lengths = new ArrayList<>();
        for (Slot slot : layers(layout)) {
            int from = layout.offset(layout.indexOf(slot.path()));
            double squares = 0;
            for (int i = from; i < from + slot.size(); i++) {
                double difference = (double) after.at(i) - before.at(i);
                squares += difference * difference;
            }
            lengths.add(Math.sqrt(squares));
        }
        return lengths.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    /** The slots that count. */
    static List<Slot> layers(Layout layout) {
        List<Slot> kernels = layout.slots().stream()
                .filter(slot -> slot.part() == Part.BACKBONE && slot.kind() == Kind.TRAINED)
                .filter(slot -> slot.shape().size() > 1)
                .toList();
        List<Slot> convolutions = kernels.stream()
                .filter(slot -> slot.shape().size() == 4)
                .filter(slot -> !slot.path().contains("shortcut"))
                .toList();
        return convolutions.isEmpty() ? kernels : convolutions;
    }
}
