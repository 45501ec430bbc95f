package org.fedlens.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * Files in IDX form (LeCun, Cortes and Burges): big-endian {@code 0x00000803, count, rows, columns}, then the pixels
 * row by row; {@code 0x00000801, count}, then one byte a label.
 */
final class IdxFiles {
    private static final int IMAGES = 0x803;
    private static final int LABELS = 0x801;
    private static final int IMAGES_HEADER = 16;
    private static final int LABELS_HEADER = 8;

    private IdxFiles() {}

    /** Pairs images with labels. @throws Problem if there are not as many of the one as of the other */
    static LabelledImages pair(Path labels, Images pictures, Labels classes) {
        if (pictures.count() != classes.count()) {
            throw new Problem(
                    labels.toString(),
                    Text.of("data.idx.counts", classes.count(), pictures.count()),
                    Text.of("data.idx.counts.mend"));
        }
        return new LabelledImages(pictures, classes);
    }

    /** @param transposed true if the file holds columns where rows belong */
    static PixelBlock images(Path path, boolean transposed) {
        try (ByteFile file = ByteFile.open(path)) {
            expectMagic(file, IMAGES);
            int count = count(file);
            // As unsigned numbers, so that a claim of four billion reads as such.
            long height = Integer.toUnsignedLong(file.readInt());
            long width = Integer.toUnsignedLong(file.readInt());
            Room.checkSides(file.where(), height, width);
            expectLength(path, IMAGES_HEADER + count * height * width);
            Room.checkBytes(file.where(), count * height * width);
            ImageShape shape = new ImageShape(1, (int) height, (int) width);
            ImageShape upright = transposed ? new ImageShape(1, shape.width(), shape.height()) : shape;
            PixelBlock.Filler filler = new PixelBlock.Filler(upright);
            byte[] pixels = new byte[shape.size()];
            byte[] turned = new byte[shape.size()];
            while (filler.count() < count) {
                file.read(pixels, pixels.length);
                for (int at = 0; transposed && at < turned.length; at++) {
                    turned[at % shape.width() * shape.height() + at / shape.width()] = pixels[at];
                }
                filler.add(transposed ? turned : pixels, 0);
            }
            file.expectEnd();
            return filler.done();
        }
    }

    /** @param first the label that the file gives to the first class */
    static Labels labels(Path path, int classes, int first) {
        try (ByteFile file = ByteFile.open(path)) {
            expectMagic(file, LABELS);
            int count = count(file);
            expectLength(path, LABELS_HEADER + (long) count);
            LabelList labels = new LabelList(file.where(), classes);
            for (int index = 0; index < count; index++) {
                labels.add(file.nextOrFail() - first);
            }
            file.expectEnd();
            return labels.done();
        }
    }

    private static int count(ByteFile file) {
        int count = file.readInt();
        if (count < 1) {
            throw new Problem(
                    file.where(),
                    Text.of("data.idx.count", Integer.toUnsignedLong(count)),
                    Text.of("data.damaged.mend"));
        }
        return count;
    }

    private static void expectMagic(ByteFile file, int magic) {
        int found = file.readInt();
        if (found != magic) {
            HexFormat hex = HexFormat.of();
            String kind = magic == IMAGES ? "data.idx.notImages" : "data.idx.notLabels";
            throw new Problem(
                    file.where(),
                    Text.of(kind, hex.toHexDigits(found), hex.toHexDigits(magic)),
                    Text.of("data.idx.mend"));
        }
    }

    /** A plain file shows its length before anything is read; a packed one is measured while it is read. */
    private static void expectLength(Path path, long length) {
        if (ByteFile.packed(path)) {
            return;
        }
        try {
            if (Files.size(path) != length) {
                throw new Problem(
                        path.toString(),
                        Text.of("data.idx.length", Files.size(path), length),
                        Text.of("data.damaged.mend"));
            }
        } catch (IOException e) {
            throw Listing.unreadable(path, e);
        }
    }
}
