package org.fedlens.augmentation;

import java.util.Optional;
import org.fedlens.data.ImageShape;
import org.fedlens.settings.Named;
import org.fedlens.settings.Setting;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/** How pictures with masks are changed each time a client learns from them. Whoever is tried sees them as they are. */
public sealed interface Alteration {
    /** What is done to a picture and its mask alike; nothing where they stay as they are. */
    default Optional<Augmentation> change() {
        return Optional.empty();
    }

    /** What a network sees of pictures of this shape while it learns. */
    default ImageShape after(ImageShape pictures) {
        return change().map(change -> change.after(pictures)).orElse(pictures);
    }

    /** True if padding is turned into erased pixels. */
    default boolean erasesPadding() {
        return false;
    }

    /**
     * @param multiple what both sides must be multiples of for the network
     * @throws Problem if it does not fit these pictures or the network
     */
    default void require(ImageShape pictures, int multiple) {}

    /** What a user should know who reads the figures later. */
    default Optional<Text> note(ImageShape pictures) {
        return Optional.empty();
    }

    /** Nothing is changed. */
    @Named("none")
    record None() implements Alteration {}

    /**
     * A window out of the scaled picture, mirrored at times: how FedSeg (Miao et al. 2023) and BiSeNetV2 train. The
     * factor is drawn evenly, then the place, then whether it is mirrored; all of it from the stream of (run, round,
     * client, epoch, picture), so that it depends on no thread and on no other picture.
     *
     * <p>Where the scaled picture is smaller than the window, what lies around it is black and {@link
     * org.fedlens.data.SegmentationSet#PADDING}, which counts nowhere. The authors' code calls it 255, the label of
     * erased pixels: under BackCE it then teaches "none of my classes"; {@code paddingErased} does as they do.
     *
     * @param cropHeight rows of the window
     * @param cropWidth columns of the window
     * @param smallestScale least factor by which pictures are scaled
     * @param largestScale greatest factor
     * @param mirrored share of the windows that are mirrored left to right
     * @param paddingErased true to count padding as erased
     */
    @Named("scale-crop")
    record Window(
            @Setting(standard = "512", min = 8, max = 4096) int cropHeight,
            @Setting(standard = "512", min = 8, max = 4096) int cropWidth,
            @Setting(standard = "0.5", min = 0.1, max = 4) double smallestScale,
            @Setting(standard = "1.5", min = 0.1, max = 4) double largestScale,
            @Setting(standard = "0.5", min = 0, max = 1) double mirrored,
            @Setting(standard = "false") boolean paddingErased)
            implements Alteration {
        private static final String ROWS = "training.augmentation.cropHeight";
        private static final String COLUMNS = "training.augmentation.cropWidth";

        public Window {
            if (smallestScale > largestScale) {
                throw new Problem(
                        "training.augmentation.smallestScale",
                        Text.of("crop.scales", smallestScale, largestScale),
                        Text.of("crop.scales.mend"));
            }
        }

        @Override
        public Optional<Augmentation> change() {
            return Optional.of(
                    Chain.of(new ScaleCrop(cropHeight, cropWidth, smallestScale, largestScale), new Flip(mirrored)));
        }

        @Override
        public boolean erasesPadding() {
            return paddingErased;
        }

        @Override
        public void require(ImageShape pictures, int multiple) {
            require(ROWS, cropHeight, pictures.height(), multiple);
            require(COLUMNS, cropWidth, pictures.width(), multiple);
        }

        private void require(String where, int side, int picture, int multiple) {
            int below = side / multiple * multiple;
            if (below != side) {
                throw new Problem(
                        where,
                        Text.of("model.notAMultiple", side, multiple),
                        Text.of("model.notAMultiple.mend", Math.max(multiple, below), below + multiple));
            }
            int largest = (int) Math.rint(picture * largestScale);
            if (side > largest) {
                int fitting = Math.max(multiple, largest / multiple * multiple);
                throw new Problem(
                        where, Text.of("crop.tooLarge", side, largest), Text.of("crop.tooLarge.mend", fitting));
            }
        }

        @Override
        public Optional<Text> note(ImageShape pictures) {
            boolean smaller = pictures.height() < cropHeight || pictures.width() < cropWidth;
            return smaller
                    ? Optional.of(Text.of("crop.pads", pictures.width(), pictures.height(), cropWidth, cropHeight))
                    : Optional.empty();
        }
    }
}
