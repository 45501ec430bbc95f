package org.fedlens.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * The files of MNIST and its relatives: {@code train-images-idx3-ubyte} with {@code train-labels-idx1-ubyte}, the test
 * files with {@code t10k} or {@code test} in front, plain or packed, with a dot or a dash before {@code idx}. Either
 * pair may be missing.
 *
 * <p>The format (LeCun, Cortes and Burges): big-endian {@code 0x00000803, count, rows, columns}, then the pixels row by
 * row; {@code 0x00000801, count}, then one byte a label. We accept ten classes at most.
 */
final class IdxFolder implements FolderFormat {
    private static final int IMAGES = 0x803;
    private static final int LABELS = 0x801;
    private static final int IMAGES_HEADER = 16;
    private static final int LABELS_HEADER = 8;
    private static final List<String> FASHION = List.of(
            "T-shirt", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot");

    @Override
    public boolean recognises(Path folder) {
        return file(folder, "train|t10k|test", "images|labels").isPresent();
    }

    @Override
    public Found read(Path folder) {
        List<String> names = Listing.lower(folder).contains("fashion") ? FASHION : Found.DIGITS;
        Optional<LabelledImages> train = pair(folder, "train");
        Optional<LabelledImages> test = pair(folder, "t10k").or(() -> pair(folder, "test"));
        if (train.isPresent()) {
            return new Found(names, train.get(), test);
        }
        return new Found(names, test.orElseThrow(), Optional.empty());
    }

    private static Optional<Path> file(Path folder, String parts, String kinds) {
        Pattern name = Pattern.compile("(" + parts + ")-(" + kinds + ")[-.]idx[13]-ubyte(\\.gz)?");
        return Listing.files(folder).stream()
                .filter(file -> name.matcher(Listing.lower(file)).matches())
                .findFirst();
    }

    private static Optional<LabelledImages> pair(Path folder, String part) {
        Optional<Path> images = file(folder, part, "images");
        Optional<Path> labels = file(folder, part, "labels");
        if (images.isEmpty() && labels.isEmpty()) {
            return Optional.empty();
        }
        if (images.isEmpty() || labels.isEmpty()) {
            String missing = part + (images.isEmpty() ? "-images-idx3-ubyte" : "-labels-idx1-ubyte");
            throw new Problem(
                    images.or(() -> labels).orElseThrow().toString(),
                    Text.of("data.idx.alone", Text.verbatim(missing)),
                    Text.of("data.idx.alone.mend"));
        }
        Images pictures = images(images.get());
        Labels classes = labels(labels.get());
        if (pictures.count() != classes.count()) {
            throw new Problem(
                    labels.get().toString(),
                    Text.of("data.idx.counts", classes.count(), pictures.count()),
                    Text.of("data.idx.counts.mend"));
        }
        return Optional.of(new LabelledImages(pictures, classes));
    }

    private static Images images(Path path) {
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
            PixelBlock.Filler filler = new PixelBlock.Filler(shape);
            byte[] pixels = new byte[shape.size()];
            while (filler.count() < count) {
                file.read(pixels, pixels.length);
                filler.add(pixels, 0);
            }
            file.expectEnd();
            return filler.done();
        }
    }

    private static Labels labels(Path path) {
        try (ByteFile file = ByteFile.open(path)) {
            expectMagic(file, LABELS);
            int count = count(file);
            expectLength(path, LABELS_HEADER + (long) count);
            LabelList labels = new LabelList(file.where(), Found.DIGITS.size());
            for (int index = 0; index < count; index++) {
                labels.add(file.nextOrFail());
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
