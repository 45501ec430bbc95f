package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.List;
import org.fedlens.data.ImageShape;
import org.fedlens.settings.Named;
import org.fedlens.settings.Setting;
import org.fedlens.training.Layer.Conv;
import org.fedlens.training.Layer.MaxPool;
import org.fedlens.training.Network.Stage;
import org.fedlens.weights.Part;
import org.fedlens.weights.Slot;

/**
 * A small U-Net (Ronneberger et al. 2015) for machines without a graphics card: four levels of two 3x3 convolutions
 * with batch normalisation, each level half the size and twice the channels of the one above, and back with linear
 * enlargement and what the level had on the way down. Sides of the pictures must be multiples of 8. It starts as
 * {@link BiSeNetV2}.
 *
 * @param channels of the first level
 */
@Named("small-unet")
record SmallUNet(@Setting(standard = "8", min = 2, max = 128) int channels) implements Architecture {
    private static final int LEVELS = 4;
    private static final int MULTIPLE = 1 << (LEVELS - 1);
    /** A contrast of all pixels would cost more than the network. */
    private static final int CONTRAST_BLOCK = 4;

    @Override
    public int multiple() {
        return MULTIPLE;
    }

    @Override
    public boolean pixelwise() {
        return true;
    }

    @Override
    public int features() {
        return channels;
    }

    @Override
    public List<Layer> layers(ImageShape input) {
        return List.of(new Level(channels, input.channels(), 1));
    }

    @Override
    public Network network(ImageShape input, int classes, Heads heads) {
        PixelStages.require(input, MULTIPLE, heads);
        List<Stage> stages = new ArrayList<>(List.of(Stage.of(Part.BACKBONE, layers(input))));
        heads.projector().ifPresent(head -> stages.add(PixelStages.projection(features(), head, CONTRAST_BLOCK)));
        stages.add(new Stage(
                Part.HEAD, Part.BACKBONE, List.of(new Conv("head.out", Part.HEAD, channels, classes, 1, 1, 0, true))));
        return new Network(input, classes, stages, List.of(), MULTIPLE, path -> false);
    }

    /** One level with all that lies below it. */
    private record Level(int channels, int in, int number) implements Layer {
        private List<Layer> twice(String path, int from) {
            return Spatial.row(
                    Spatial.cbr(path + ".1", Part.BACKBONE, from, channels, 3, 1),
                    Spatial.cbr(path + ".2", Part.BACKBONE, channels, channels, 3, 1));
        }

        private List<Layer> down() {
            return twice("down" + number, in);
        }

        private List<Layer> below() {
            return number == LEVELS
                    ? List.of()
                    : List.of(new MaxPool(2), new Level(2 * channels, channels, number + 1), new Spatial.Enlarge(2));
        }

        private List<Layer> up() {
            return number == LEVELS ? List.of() : twice("up" + number, 3 * channels);
        }

        @Override
        public List<Slot> slots() {
            return Spatial.slots(Spatial.row(down(), below(), up()));
        }

        @Override
        public NDArray forward(NDArray x, Tensors tensors, boolean training) {
            NDArray fine = Layer.all(down(), x, tensors, training);
            if (number == LEVELS) {
                return fine;
            }
            NDArray coarse = Layer.all(below(), fine, tensors, training);
            return Layer.all(up(), NDArrays.concat(new NDList(fine, coarse), 1), tensors, training);
        }
    }
}
