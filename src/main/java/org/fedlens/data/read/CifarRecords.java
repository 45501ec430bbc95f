package org.fedlens.data.read;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fedlens.data.ImageShape;
import org.fedlens.data.LabelledImages;
import org.fedlens.data.Labels;
import org.fedlens.data.MemoryGuard;
import org.fedlens.data.PixelBlock;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * The records of the binary CIFAR files: one or two label bytes, then the red, green and blue planes of 32 x 32 pixels.
 * How many there are is the file's length over the record's, so that shortened batches read as well.
 *
 * @param labelBytes 1 for CIFAR-10; 2 for CIFAR-100, of which the second, the fine label, counts
 * @param classes how many classes there are
 */
record CifarRecords(int labelBytes, int classes) {
    private static final ImageShape SHAPE = new ImageShape(3, 32, 32);

    LabelledImages read(List<Path> files) {
        long bytes = 0;
        for (Path file : files) {
            bytes += length(file);
            MemoryGuard.checkBytes(file.toString(), bytes);
        }
        PixelBlock.Filler images = new PixelBlock.Filler(SHAPE);
        int[] labels = new int[(int) (bytes / size())];
        byte[] pixels = new byte[SHAPE.size()];
        for (Path path : files) {
            try (BinaryFile file = BinaryFile.open(path)) {
                LabelList own = new LabelList(file.where(), classes);
                int first = images.count();
                for (long record = length(path) / size(); record > 0; record--) {
                    for (int coarse = 1; coarse < labelBytes; coarse++) {
                        file.nextOrFail();
                    }
                    own.add(file.nextOrFail());
                    file.read(pixels, pixels.length);
                    images.add(pixels, 0);
                }
                Labels done = own.done();
                for (int index = 0; index < done.count(); index++) {
                    labels[first + index] = done.of(index);
                }
            }
        }
        return new LabelledImages(images.done(), Labels.of(labels, classes));
    }

    /** The class names of a text file with one on each line, or the standard ones if there is no such file. */
    List<String> names(Path file, List<String> standard) {
        if (!Files.isRegularFile(file)) {
            return standard;
        }
        try {
            // Latin-1 reads any bytes; the names are plain ASCII in every copy there is.
            List<String> names = Files.readString(file, StandardCharsets.ISO_8859_1)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            if (names.size() != classes) {
                throw new Problem(
                        file.toString(),
                        Text.of("data.cifar.names", names.size(), classes),
                        Text.of("data.cifar.names.mend"));
            }
            return names;
        } catch (IOException e) {
            throw FolderListing.unreadable(file, e);
        }
    }

    private int size() {
        return labelBytes + SHAPE.size();
    }

    private long length(Path file) {
        try {
            long length = Files.size(file);
            if (length == 0 || length % size() != 0) {
                throw new Problem(
                        file.toString(), Text.of("data.cifar.length", length, size()), Text.of("data.damaged.mend"));
            }
            return length;
        } catch (IOException e) {
            throw FolderListing.unreadable(file, e);
        }
    }
}
