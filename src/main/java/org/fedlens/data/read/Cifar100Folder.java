package org.fedlens.data.read;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fedlens.data.LabelledImages;

/**
 * The binary version of CIFAR-100: {@code train.bin} and {@code test.bin}, in the folder itself or in its child {@code
 * cifar-100-binary}. A record is the coarse label, the fine label and the pixels; we take the 100 fine classes.
 *
 * <p>Source: Krizhevsky, Learning multiple layers of features from tiny images (2009). The class names come from {@code
 * fine_label_names.txt}; without it the classes are called by their numbers.
 */
final class Cifar100Folder implements FolderFormat {
    private static final String CHILD = "cifar-100-binary";
    private static final int CLASSES = 100;
    private static final CifarRecords RECORDS = new CifarRecords(2, CLASSES);

    @Override
    public String name() {
        return "CIFAR-100";
    }

    @Override
    public boolean recognises(Path folder) {
        return Files.isRegularFile(folder.resolve("train.bin"))
                || Files.isRegularFile(folder.resolve("test.bin"))
                || Files.isDirectory(folder.resolve(CHILD));
    }

    @Override
    public FoundData read(Path folder) {
        Path train = folder.resolve("train.bin");
        Path test = folder.resolve("test.bin");
        boolean trained = Files.isRegularFile(train);
        boolean tested = Files.isRegularFile(test);
        if (!trained && !tested && Files.isDirectory(folder.resolve(CHILD))) {
            return read(folder.resolve(CHILD));
        }
        List<String> numbers =
                IntStream.range(0, CLASSES).mapToObj(Integer::toString).toList();
        List<String> names = RECORDS.names(folder.resolve("fine_label_names.txt"), numbers);
        if (!trained) {
            return new FoundData(names, RECORDS.read(List.of(test)), Optional.empty());
        }
        Optional<LabelledImages> apart = tested ? Optional.of(RECORDS.read(List.of(test))) : Optional.empty();
        return new FoundData(names, RECORDS.read(List.of(train)), apart);
    }
}
