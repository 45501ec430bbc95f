package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.data.ImageShape;
import org.fedlens.weights.Layout;
import org.fedlens.weights.Part;
import org.fedlens.weights.Weights;

/**
 * A network as a value: layers over DJL's operators. It owns no numbers and no native memory; weights come from the heap
 * for each visit, under paths that are the same in every run.
 */
public final class Network {
    private final ImageShape input;
    private final int classes;
    private final Topology topology;
    private final Layout layout;

    Network(ImageShape input, int classes, Topology topology) {
        this.input = input;
        this.classes = classes;
        this.topology = topology;
        this.layout = new Layout(topology.slots());
    }

    /**
     * Layers in a row.
     *
     * @param layers from the images to the embedding
     * @param classifier from the embedding to the class scores
     */
    Network(ImageShape input, int classes, List<Layer> layers, Layer classifier) {
        this(input, classes, new Topology.Row(layers, classifier));
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

    /** True if it tells every pixel's class, so that it learns from masks. */
    public boolean pixelwise() {
        return topology.pixelwise();
    }

    /** Sends images {@code [B, C, H, W]} through; what is not asked for is not computed. */
    Pass pass(NDArray x, Tensors tensors, boolean training) {
        return topology.pass(x, tensors, training);
    }

    /** Class scores {@code [B, C]}, or {@code [B, C, H, W]} of a network of pixels. */
    NDArray forward(NDArray x, Tensors tensors, boolean training) {
        return pass(x, tensors, training).logits();
    }

    /** Fresh weights, drawn as its topology asks for. */
    public Weights initial(UniformRandomProvider random) {
        return topology.initial(layout, random);
    }
}
