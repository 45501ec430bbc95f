package org.fedlens.weights;

import java.util.List;
import java.util.stream.Stream;

/**
 * Models that hold their encoder (backbone and projector) twice: once to learn, once as the target that follows. Each
 * target slot is called like its original with a prefix and stands behind all others.
 */
public final class TargetNetworkSlots {
    private static final String PREFIX = "target.";

    private TargetNetworkSlots() {}

    /** Path of the target slot that belongs to a path of the encoder. */
    public static String target(String path) {
        return PREFIX + path;
    }

    /** True for slots that have a twin where a model has a target. */
    public static boolean encodes(Slot slot) {
        return slot.part() == NetworkPart.BACKBONE || slot.part() == NetworkPart.PROJECTOR;
    }

    /** These slots and behind them a target slot for each slot of the encoder. */
    public static List<Slot> withTarget(List<Slot> slots) {
        Stream<Slot> targets = slots.stream()
                .filter(TargetNetworkSlots::encodes)
                .map(slot -> new Slot(target(slot.path()), NetworkPart.TARGET, slot.kind(), slot.shape()));
        return Stream.concat(slots.stream(), targets).toList();
    }

    /** The model with its target set to its encoder, running statistics included. */
    public static Weights targetFromEncoder(Weights model) {
        return copied(model, true);
    }

    /** The model with its encoder set to its target, running statistics included. */
    public static Weights encoderFromTarget(Weights model) {
        return copied(model, false);
    }

    private static Weights copied(Weights model, boolean ontoTarget) {
        WeightLayout layout = model.layout();
        float[] values = new float[layout.size()];
        model.all().get(values);
        for (int slot = 0; slot < layout.slots().size(); slot++) {
            int twin = layout.indexOf(target(layout.slots().get(slot).path()));
            if (twin >= 0) {
                int from = layout.offset(ontoTarget ? slot : twin);
                int to = layout.offset(ontoTarget ? twin : slot);
                System.arraycopy(
                        values, from, values, to, layout.slots().get(slot).size());
            }
        }
        return Weights.of(layout, values);
    }
}
