package org.fedlens.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * The binary version of CIFAR-10: {@code data_batch_*.bin} and {@code test_batch.bin}, in the folder itself or in its
 * child {@code cifar-10-batches-bin}. A record is a label byte and the red, green and blue planes of 32 x 32 pixels;
 * how many there are is the file's length over {@value #RECORD}, so that shortened batches read as well.
 *
 * <p>Source: Krizhevsky, Learning multiple layers of features from tiny images (2009). The class names come from {@code
 * batches.meta.txt} if it is there.
 */
final class CifarFolder implements FolderFormat {
    private static final ImageShape SHAPE = new ImageShape(3, 32, 32);
    private static final int RECORD = 3073;
    private static final String CHILD = "cifar-10-batches-bin";
    private static final List<String> CLASSES =
            List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

    @Override
    public boolean recognises(Path folder) {
        return batches(folder, "data_batch_.*|test_batch").size() > 0
                || Files.isDirectory(folder.resolve(CHILD)) && recognises(folder.resolve(CHILD));
    }

    @Override
    public Found read(Path folder) {
        List<Path> train = batches(folder, "data_batch_.*");
        List<Path> test = batches(folder, "test_batch");
        if (train.isEmpty() && test.isEmpty()) {
            return read(folder.resolve(CHILD));
        }
        List<String> names = names(folder.resolve("batches.meta.txt"));
        if (train.isEmpty()) {
            return new Found(names, records(test), Optional.empty());
        }
        Optional<LabelledImages> tested = test.isEmpty() ? Optional.empty() : Optional.of(records(test));
        return new Found(names, records(train), tested);
    }

    private static List<Path> batches(Path folder, String name) {
        // By length first: batch 10 comes after batch 9.
        return Listing.files(folder).stream()
                .filter(file -> Listing.lower(file).matches("(" + name + ")\\.bin"))
                .sorted(Comparator.comparing((Path file) -> Listing.name(file).length())
                        .thenComparing(Listing::name))
                .toList();
    }

    private static LabelledImages records(List<Path> files) {
        long bytes = 0;
        for (Path file : files) {
            bytes += length(file);
            Room.checkBytes(file.toString(), bytes);
        }
        PixelBlock.Filler images = new PixelBlock.Filler(SHAPE);
        int[] labels = new int[(int) (bytes / RECORD)];
        byte[] pixels = new byte[SHAPE.size()];
        for (Path path : files) {
            try (ByteFile file = ByteFile.open(path)) {
                LabelList own = new LabelList(file.where(), CLASSES.size());
                int first = images.count();
                for (long record = length(path) / RECORD; record > 0; record--) {
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
        return new LabelledImages(images.done(), Labels.of(labels, CLASSES.size()));
    }

    private static long length(Path file) {
        try {
            long length = Files.size(file);
            if (length == 0 || length % RECORD != 0) {
                throw new Problem(
                        file.toString(), Text.of("data.cifar.length", length, RECORD), Text.of("data.damaged.mend"));
            }
            return length;
        } catch (IOException e) {
            throw Listing.unreadable(file, e);
        }
    }

    private static List<String> names(Path file) {
        if (!Files.isRegularFile(file)) {
            return CLASSES;
        }
        try {
            // Latin-1 reads any bytes; the names are plain ASCII in every copy there is.
            List<String> names = Files.readString(file, StandardCharsets.ISO_8859_1)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            if (names.size() != CLASSES.size()) {
                throw new Problem(
                        file.toString(),
                        Text.of("data.cifar.names", names.size(), CLASSES.size()),
                        Text.of("data.cifar.names.mend"));
            }
            return names;
        } catch (IOException e) {
            throw Listing.unreadable(file, e);
        }
    }
}
