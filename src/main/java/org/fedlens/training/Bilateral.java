package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.fedlens.training.Layer.Conv;
import org.fedlens.training.Layer.Norm;
import org.fedlens.weights.Part;
import org.fedlens.weights.Slot;

/**
 * The body of {@link BiSeNetV2}: both branches and the layer that joins them, at an eighth of the picture's sides.
 * Behind its output stand the stem and stages 3 to 5 of the semantic branch for auxiliary heads, at 1/4, 1/8, 1/16 and
 * 1/32.
 *
 * <p>The guided layer: {@code left1 * sigmoid(right1)} at 1/8 plus {@code left2 * sigmoid(right2)} at 1/32 enlarged,
 * with left from detail and right from meaning.
 */
final class Bilateral implements Layer {
    private final List<Layer> detail;
    private final List<List<Layer>> semantic = new ArrayList<>();
    private final List<Layer> context;
    private final List<Layer> left1;
    private final List<Layer> left2;
    private final List<Layer> right1;
    private final List<Layer> right2;
    private final List<Layer> fuse;

    Bilateral(BiSeNetV2 design, int channels) {
        int width = design.features();
        detail = design.detail(channels);
        semantic.add(design.stem(channels));
        semantic.addAll(design.semantic());
        context = design.context();
        left1 = separated("guide.left1", width);
        left2 = List.of(
                new Conv("guide.left2.conv", Part.BACKBONE, width, width, 3, 2, 1, false),
                new Norm("guide.left2.bn", Part.BACKBONE, width),
                new Spatial.Halve(false));
        right1 = List.of(
                new Conv("guide.right1.conv", Part.BACKBONE, width, width, 3, 1, 1, false),
                new Norm("guide.right1.bn", Part.BACKBONE, width),
                new Spatial.Repeat(4));
        right2 = separated("guide.right2", width);
        fuse = Spatial.cbr("guide.fuse", Part.BACKBONE, width, width, 3, 1);
    }

    private static List<Layer> separated(String path, int width) {
        return List.of(
                BiSeNetV2.depthwise(path + ".depth.conv", width, width, 1),
                new Norm(path + ".depth.bn", Part.BACKBONE, width),
                new Conv(path + ".point.conv", Part.BACKBONE, width, width, 1, 1, 0, false));
    }

    @Override
    public List<Slot> slots() {
        List<Layer> all = new ArrayList<>(detail);
        semantic.forEach(all::addAll);
        return Spatial.slots(Spatial.row(all, context, left1, left2, right1, right2, fuse));
    }

    @Override
    public NDArray forward(NDArray x, Tensors tensors, boolean training) {
        return branches(x, tensors, training).get(0);
    }

    @Override
    public List<NDArray> branches(NDArray x, Tensors tensors, boolean training) {
        NDArray fine = Layer.all(detail, x, tensors, training);
        List<NDArray> branches = new ArrayList<>();
        NDArray meaning = x;
        for (List<Layer> stage : semantic) {
            meaning = Layer.all(stage, meaning, tensors, training);
            branches.add(meaning);
        }
        meaning = Layer.all(context, meaning, tensors, training);
        NDArray near = Layer.all(left1, fine, tensors, training)
                .mul(Spatial.sigmoid(Layer.all(right1, meaning, tensors, training)));
        NDArray far = Layer.all(left2, fine, tensors, training)
                .mul(Spatial.sigmoid(Layer.all(right2, meaning, tensors, training)));
        NDArray sum = near.add(new Spatial.Repeat(4).forward(far, tensors, training));
        branches.add(0, Layer.all(fuse, sum, tensors, training));
        return branches;
    }
}
