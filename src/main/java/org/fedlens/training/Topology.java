package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.weights.Kind;
import org.fedlens.weights.Layout;
import org.fedlens.weights.Slot;
import org.fedlens.weights.Weights;

/** How the layers of a network hang together. */
interface Topology {
    /** Everything it owns, in an order that never changes. */
    List<Slot> slots();

    /** Sends images {@code [B, C, H, W]} through. */
    Pass pass(NDArray x, Tensors tensors, boolean training);

    /** True if class scores come for every pixel. */
    default boolean pixelwise() {
        return false;
    }

    /**
     * Fresh weights: kernels and biases uniform in {@code +-1 / sqrt(fan-in)}, normalisation at scale 1 and shift 0,
     * running mean 0 and variance 1.
     */
    default Weights initial(Layout layout, UniformRandomProvider random) {
        float[] values = new float[layout.size()];
        double bound = 0;
        for (int i = 0; i < layout.slots().size(); i++) {
            Slot slot = layout.slots().get(i);
            boolean weight = slot.path().endsWith(".weight");
            if (slot.kind() == Kind.TRAINED && weight) {
                bound = 1 / Math.sqrt((double) slot.size() / slot.shape().get(0));
            }
            for (int at = layout.offset(i); at < layout.offset(i + 1); at++) {
                if (slot.kind() == Kind.TRAINED) {
                    values[at] = (float) ((2 * random.nextDouble() - 1) * bound);
                } else {
                    values[at] = weight || slot.path().endsWith(".running_var") ? 1 : 0;
                }
            }
        }
        return Weights.of(layout, values);
    }

    /** Layers one after the other; the classifier reads what the rest made of the images, the embedding {@code [B, D]}. */
    record Row(List<Layer> layers, Layer classifier) implements Topology {
        public Row {
            layers = List.copyOf(layers);
        }

        @Override
        public List<Slot> slots() {
            return Stream.concat(layers.stream(), Stream.of(classifier))
                    .flatMap(layer -> layer.slots().stream())
                    .toList();
        }

        @Override
        public Pass pass(NDArray x, Tensors tensors, boolean training) {
            Pass.Once<NDArray> embedding = new Pass.Once<>(() -> Layer.all(layers, x, tensors, training));
            return Pass.of(
                    new Pass.Once<>(() -> classifier.forward(embedding.get(), tensors, training)), embedding, List::of);
        }
    }
}
