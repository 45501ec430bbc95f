package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.data.ImageShape;
import org.fedlens.weights.Layout;
import org.fedlens.weights.Part;
import org.fedlens.weights.Slot;
import org.fedlens.weights.Twins;
import org.fedlens.weights.Weights;

/**
 * A network as a value: stages of layers over DJL's operators, one for each {@link Part} it has. It owns no numbers and
 * no native memory; weights come from the heap for each visit, under paths that are the same in every run.
 *
 * <p>The backbone reads the images, the projector the backbone, predictor and classifier read the projector; a part
 * that a network does not have passes on what it reads. A target network is not a stage: it is the same layers over
 * other numbers.
 */
public final class Network {
    private final ImageShape input;
    private final int classes;
    private final Map<Part, Stage> stages = new EnumMap<>(Part.class);
    private final List<List<Layer>> sides;
    private final int multiple;
    private final Predicate<String> startsAtZero;
    private final Layout layout;

    /**
     * One part of a network.
     *
     * @param reads the part whose output it takes; the backbone itself for the images
     */
    record Stage(Part part, Part reads, List<Layer> layers) {
        Stage {
            layers = List.copyOf(layers);
        }

        /** Reads what its part usually reads. */
        static Stage of(Part part, List<Layer> layers) {
            return new Stage(part, usual(part), layers);
        }

        private static Part usual(Part part) {
            return part == Part.BACKBONE || part == Part.PROJECTOR ? Part.BACKBONE : Part.PROJECTOR;
        }
    }

    /**
     * @param stages in the order in which their slots stand
     * @param target true if the encoder is held twice
     */
    Network(ImageShape input, int classes, List<Stage> stages, boolean target) {
        this(input, classes, stages, List.of(), 0, path -> false, target);
    }

    /**
     * A network of pixels, whose kernels start normal.
     *
     * @param sides auxiliary heads, which read the branches of the backbone's last layer and guess the classes as well;
     *     in training only
     * @param multiple what the sides of a picture must be multiples of
     * @param startsAtZero true for the paths of scales that start at 0 instead of 1
     */
    Network(
            ImageShape input,
            int classes,
            List<Stage> stages,
            List<List<Layer>> sides,
            int multiple,
            Predicate<String> startsAtZero) {
        this(input, classes, stages, sides, multiple, startsAtZero, false);
    }

    private Network(
            ImageShape input,
            int classes,
            List<Stage> stages,
            List<List<Layer>> sides,
            int multiple,
            Predicate<String> startsAtZero,
            boolean target) {
        this.input = input;
        this.classes = classes;
        this.sides = List.copyOf(sides);
        this.multiple = multiple;
        this.startsAtZero = startsAtZero;
        List<Slot> slots = new ArrayList<>();
        for (Stage stage : stages) {
            this.stages.put(stage.part, stage);
            stage.layers.forEach(layer -> slots.addAll(layer.slots()));
        }
        sides.forEach(head -> head.forEach(layer -> slots.addAll(layer.slots())));
        this.layout = new Layout(target ? Twins.withTarget(slots) : slots);
    }

    /**
     * @param layers from the images to the features
     * @param classifier from the features to the class scores
     */
    Network(ImageShape input, int classes, List<Layer> layers, Layer classifier) {
        this(input, classes, List.of(Stage.of(Part.BACKBONE, layers), Stage.of(Part.HEAD, List.of(classifier))), false);
    }

    /** The same network whose classifier tells apart so many classes; without a classifier itself. */
    public Network telling(int other) {
        if (other == classes || !has(Part.HEAD)) {
            return this;
        }
        List<Stage> changed = new ArrayList<>();
        for (Stage stage : stages.values()) {
            List<Layer> layers = new ArrayList<>(stage.layers);
            if (stage.part == Part.HEAD && layers.get(layers.size() - 1) instanceof Layer.Dense last) {
                layers.set(layers.size() - 1, new Layer.Dense(last.path(), last.part(), last.in(), other));
            }
            changed.add(new Stage(stage.part, stage.reads, layers));
        }
        return new Network(input, other, changed, sides, multiple, startsAtZero, has(Part.TARGET));
    }

    /**
     * Weights for all slots of this network: those given where they fit, fresh ones where there are none, such as a
     * private classifier on its owner's first visit.
     */
    Weights completed(Weights given, Supplier<UniformRandomProvider> random) {
        return given.layout().equals(layout)
                ? given
                : given.only(slot -> layout.slots().contains(slot)).over(initial(random.get()));
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

    /** True if it has a part of its own; only what is there can be trained or compared. */
    public boolean has(Part part) {
        return part == Part.TARGET
                ? layout.slots().stream().anyMatch(slot -> slot.part() == Part.TARGET)
                : stages.containsKey(part);
    }

    /** True if it tells every pixel's class, so that it learns from masks. */
    public boolean pixelwise() {
        return multiple > 0;
    }

    /**
     * Class scores {@code [B, C]}, or {@code [B, C, H, W]} of a network of pixels, of images {@code [B, C, H, W]},
     * which in evaluation mode may have any sides.
     */
    NDArray forward(NDArray x, Tensors tensors, boolean training) {
        return training || !pixelwise()
                ? through(Part.HEAD, x, tensors, training)
                : Padding.around(x, multiple, padded -> through(Part.HEAD, padded, tensors, false));
    }

    /** What comes out of a part for images {@code [B, C, H, W]}. */
    NDArray through(Part part, NDArray images, Tensors tensors, boolean training) {
        NDArray x = part == Part.BACKBONE ? images : through(reads(part), images, tensors, training);
        return run(part, x, tensors, training);
    }

    /**
     * What the backbone makes of every place of pictures, and the class scores that follow from it, in evaluation mode.
     * Pictures may have any sides; where those are no multiples, both results go on to the right and below.
     *
     * @param x {@code [B, C, H, W]}
     * @return {@code [B, D, h, w]} with whole factors {@code H' / h} and {@code W' / w}, and scores
     *     {@code [B, C, H', W']}
     */
    NDList places(NDArray x, Tensors tensors) {
        NDArray features = through(Part.BACKBONE, Padding.mirrored(x, multiple), tensors, false);
        return new NDList(features, run(Part.HEAD, features, tensors, false));
    }

    /** One part alone, given what it reads. */
    NDArray run(Part part, NDArray x, Tensors tensors, boolean training) {
        if (!stages.containsKey(part)) {
            return x;
        }
        return Layer.all(stages.get(part).layers, x, tensors, training);
    }

    /** The backbone alone: its output, and behind it what the auxiliary heads read. */
    List<NDArray> branches(NDArray images, Tensors tensors, boolean training) {
        List<Layer> layers = stages.get(Part.BACKBONE).layers;
        if (layers.isEmpty()) {
            return List.of(images);
        }
        int last = layers.size() - 1;
        NDArray x = Layer.all(layers.subList(0, last), images, tensors, training);
        return layers.get(last).branches(x, tensors, training);
    }

    /** Class scores of the auxiliary heads, given the branches of the backbone. */
    List<NDArray> sides(List<NDArray> branches, Tensors tensors) {
        List<NDArray> scores = new ArrayList<>();
        for (int side = 0; side < sides.size(); side++) {
            scores.add(Layer.all(sides.get(side), branches.get(side + 1), tensors, true));
        }
        return scores;
    }

    /** The part whose output a part takes. */
    Part reads(Part part) {
        return stages.containsKey(part) ? stages.get(part).reads : Stage.usual(part);
    }

    /**
     * Fresh weights: kernels and biases uniform in {@code +-1 / sqrt(fan-in)}, normalisation at scale 1 and shift 0,
     * running mean 0 and variance 1; a target equals its encoder. In a network of pixels kernels are normal with
     * variance {@code 2 / fan-out} and biases 0.
     */
    public Weights initial(UniformRandomProvider random) {
        return Twins.targetFromEncoder(
                pixelwise() ? Fresh.normal(layout, random, startsAtZero) : Fresh.uniform(layout, random));
    }
}
