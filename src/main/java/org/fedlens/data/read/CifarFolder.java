package org.fedlens.data.read;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.fedlens.data.LabelledImages;

/**
 * The binary version of CIFAR-10: {@code data_batch_*.bin} and {@code test_batch.bin}, in the folder itself or in its
 * child {@code cifar-10-batches-bin}; a record is a label byte and the pixels.
 *
 * <p>Source: Krizhevsky, Learning multiple layers of features from tiny images (2009). The class names come from {@code
 * batches.meta.txt} if it is there.
 */
public final class CifarFolder implements FolderFormat {
    private static final String CHILD = "cifar-10-batches-bin";
    private static final CifarRecords RECORDS = new CifarRecords(1, 10);
    private static final List<String> CLASSES =
            List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

    @Override
    public String name() {
        return "CIFAR-10";
    }

    @Override
    public boolean recognises(Path folder) {
        return batches(folder, "data_batch_.*|test_batch").size() > 0
                || Files.isDirectory(folder.resolve(CHILD)) && recognises(folder.resolve(CHILD));
    }

    @Override
    public FoundData read(Path folder) {
        List<Path> train = batches(folder, "data_batch_.*");
        List<Path> test = batches(folder, "test_batch");
        if (train.isEmpty() && test.isEmpty()) {
            return read(folder.resolve(CHILD));
        }
        List<String> names = RECORDS.names(folder.resolve("batches.meta.txt"), CLASSES);
        if (train.isEmpty()) {
            return new FoundData(names, RECORDS.read(test), Optional.empty());
        }
        Optional<LabelledImages> tested = test.isEmpty() ? Optional.empty() : Optional.of(RECORDS.read(test));
        return new FoundData(names, RECORDS.read(train), tested);
    }

    private static List<Path> batches(Path folder, String name) {
        // By length first: batch 10 comes after batch 9.
        return FolderListing.files(folder).stream()
                .filter(file -> FolderListing.lower(file).matches("(" + name + ")\\.bin"))
                .sorted(Comparator.comparing(
                                (Path file) -> FolderListing.name(file).length())
                        .thenComparing(FolderListing::name))
                .toList();
    }
}
