package org.fedlens.training.network;

import java.util.ArrayList;
import java.util.List;
import org.fedlens.data.ImageShape;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;
import org.fedlens.training.network.Layer.Conv;
import org.fedlens.training.network.Layer.Norm;
import org.fedlens.training.network.Layer.Relu;
import org.fedlens.training.network.Network.Stage;
import org.fedlens.weights.NetworkPart;

/** What networks of pixels have in common. */
final class PixelStages {
    private PixelStages() {}

    /**
     * The head of a contrast, as FedSeg has it: 1 x 1 convolutions, normalisation and a rectifier between them, unit
     * length.
     *
     * @param shrink blocks of so many pixels to a side become one
     */
    static Stage projection(int features, HeadSpec.Mlp head, int shrink) {
        List<Layer> layers = new ArrayList<>();
        if (shrink > 1) {
            layers.add(new SpatialLayers.Blocks(shrink));
        }
        String path = "projection_head";
        layers.add(new Conv(path + ".conv1", NetworkPart.PROJECTOR, features, features, 1, 1, 0, true));
        layers.add(new Norm(path + ".bn", NetworkPart.PROJECTOR, features));
        layers.add(new Relu());
        layers.add(new Conv(path + ".conv2", NetworkPart.PROJECTOR, features, head.sizeFor(features), 1, 1, 0, true));
        layers.add(new SpatialLayers.UnitLength());
        return Stage.of(NetworkPart.PROJECTOR, layers);
    }

    /** @throws Problem if the pictures do not fit or the method wants what no network of pixels has */
    static void require(ImageShape input, int multiple, HeadSpec heads) {
        if (heads.predictor().isPresent() || heads.target()) {
            throw new Problem("model.name", Text.of("model.noTarget"), Text.of("model.chooseOther"));
        }
        check("data.height", input.height(), multiple);
        check("data.width", input.width(), multiple);
    }

    private static void check(String field, int side, int multiple) {
        if (side % multiple != 0) {
            int below = Math.max(multiple, side / multiple * multiple);
            throw new Problem(
                    field,
                    Text.of("model.notAMultiple", side, multiple),
                    Text.of("model.notAMultiple.mend", below, side / multiple * multiple + multiple));
        }
    }
}
