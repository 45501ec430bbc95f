package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.data.ImageShape;
import org.fedlens.weights.Kind;
import org.fedlens.weights.Layout;
import org.fedlens.weights.Part;
import org.fedlens.weights.Slot;
import org.fedlens.weights.Weights;

/**
 * A network as a value: layers in a row over DJL's operators. It owns no numbers and no native memory; weights come
 * from the heap for each visit, under paths that are the same in every run.
 */
public final class Network {
    private final ImageShape input;
    private final int classes;
    private final List<Layer> layers;
    private final Layer classifier;
    private final Layout layout;

    /**
     * @param layers from the images to the embedding
     * @param classifier from the embedding to the class scores
     */
    Network(ImageShape input, int classes, List<Layer> layers, Layer classifier) {
        this.input = input;
        this.classes = classes;
        this.layers = List.copyOf(layers);
        this.classifier = classifier;
        this.layout = new Layout(Stream.concat(layers.stream(), Stream.of(classifier))
                .flatMap(layer -> layer.slots().stream())
                .toList());
    }

    /**
     * The same network with two dense layers between its features and its classifier, {@code D -> D -> projection} with a
     * rectifier between them (MOON).
     */
    static Network projected(ImageShape input, int classes, List<Layer> layers, int features, int projection) {
        List<Layer> longer = new ArrayList<>(layers);
        longer.add(new Layer.Dense("l1", Part.PROJECTOR, features, features));
        longer.add(new Layer.Relu());
        longer.add(new Layer.Dense("l2", Part.PROJECTOR, features, projection));
        return new Network(input, classes, longer, new Layer.Dense("fc", Part.HEAD, projection, classes));
    }

    public ImageShape input() {
        return input;
    }

    public int classes() {
        return classes;
    }

    public Layout layout() {
        return layout;
    }

    /** Class scores {@code [B, C]} of images {@code [B, C, H, W]}. */
    NDArray forward(NDArray x, Tensors tensors, boolean training) {
        return classify(embed(x, tensors, training), tensors, training);
    }

    /** What the classifier reads, {@code [B, D]}. */
    NDArray embed(NDArray x, Tensors tensors, boolean training) {
        NDArray y = x;
        for (Layer layer : layers) {
            y = layer.forward(y, tensors, training);
        }
        return y;
    }

    NDArray classify(NDArray embedding, Tensors tensors, boolean training) {
        return classifier.forward(embedding, tensors, training);
    }

    /**
     * Fresh weights: kernels and biases uniform in {@code +-1 / sqrt(fan-in)}, normalisation at scale 1 and shift 0,
     * running mean 0 and variance 1.
     */
    public Weights initial(UniformRandomProvider random) {
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
}
