package org.fedlens.data.read.segmentation;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import org.fedlens.data.read.DecodedImage;
import org.fedlens.data.read.ImageFile;
import org.fedlens.data.scene.Scene;
import org.fedlens.data.scene.Scenes;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * Pairs of an image file and a mask file. The mask is a grey or palette picture whose stored values are meant, not the
 * colours they are shown in; a colour picture with equal planes passes as well.
 *
 * @param pairs in the order of the set
 * @param code what mask values mean
 */
record SceneFiles(List<Pair> pairs, MaskCode code) implements Scenes {
    /** @param image a PNG or JPEG picture @param mask a PNG picture of the same size */
    record Pair(Path image, Path mask) {}

    SceneFiles {
        pairs = List.copyOf(pairs);
    }

    @Override
    public int count() {
        return pairs.size();
    }

    @Override
    public String name(int index) {
        return pairs.get(index).image().toString();
    }

    @Override
    public Scene read(int index) {
        Pair pair = pairs.get(index);
        DecodedImage picture = DecodedImage.read(pair.image());
        BufferedImage mask = ImageFile.decode(pair.mask());
        if (mask.getHeight() != picture.height() || mask.getWidth() != picture.width()) {
            throw new Problem(
                    pair.mask().toString(),
                    Text.of("data.mask.size", mask.getWidth(), mask.getHeight(), picture.width(), picture.height()),
                    Text.of("data.mask.size.mend"));
        }
        return new Scene(picture.height(), picture.width(), picture.planes(), labels(mask, pair.mask()));
    }

    private byte[] labels(BufferedImage mask, Path file) {
        int bands = mask.getRaster().getNumBands();
        int[] row = new int[mask.getWidth() * bands];
        byte[] labels = new byte[mask.getHeight() * mask.getWidth()];
        for (int y = 0; y < mask.getHeight(); y++) {
            mask.getRaster().getPixels(0, y, mask.getWidth(), 1, row);
            for (int x = 0; x < mask.getWidth(); x++) {
                int value = row[x * bands];
                if (bands >= 3 && (row[x * bands + 1] != value || row[x * bands + 2] != value)) {
                    throw new Problem(file.toString(), Text.of("data.mask.colour"), Text.of("data.mask.colour.mend"));
                }
                int label = value < code.meaning().length ? code.meaning()[value] : MaskCode.WRONG;
                if (label == MaskCode.WRONG) {
                    throw new Problem(
                            file.toString(),
                            Text.of("data.mask.value", value, y + 1, x + 1),
                            Text.of("data.mask.value.mend", code.classes().size()));
                }
                labels[y * mask.getWidth() + x] = (byte) label;
            }
        }
        return labels;
    }
}
