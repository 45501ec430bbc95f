package org.fedlens.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * MSMT17: {@code list_train.txt} (and {@code list_val.txt}, which belongs to it), {@code list_query.txt} and {@code
 * list_gallery.txt} with lines {@code 0000/0000_000_01_0303morning_0008_0.jpg 0}; the pictures lie in {@code train} and
 * {@code test}, or in {@code mask_train_v2} and {@code mask_test_v2}. The third number of a name is the camera, 1 to
 * 15. Identities count from 0 in the lists and from 1 here, since 0 stands for distractors.
 *
 * <p>Source: Wei et al., Person transfer GAN to bridge domain gap for person re-identification (2018).
 */
final class MsmtFolder implements ReIdFormat {
    private static final Pattern LINE = Pattern.compile("(\\S+)\\s+(\\d{1,7})");
    private static final Pattern CAMERA = Pattern.compile("\\d+_\\d+_(\\d{1,4})(?!\\d).*");

    @Override
    public boolean recognises(Path folder) {
        return Files.isRegularFile(folder.resolve("list_query.txt"))
                && Files.isRegularFile(folder.resolve("list_gallery.txt"));
    }

    @Override
    public ReIdSet read(Path folder, long seed) {
        Path trained = first(folder, "train", "mask_train_v2", "mask_train");
        Path tested = first(folder, "test", "mask_test_v2", "mask_test");
        List<Sighting> train = new ArrayList<>(listed(folder.resolve("list_train.txt"), trained));
        Path more = folder.resolve("list_val.txt");
        if (Files.isRegularFile(more)) {
            train.addAll(listed(more, trained));
        }
        return new ReIdSet(
                Listing.name(folder),
                "MSMT17",
                train,
                listed(folder.resolve("list_query.txt"), tested),
                listed(folder.resolve("list_gallery.txt"), tested));
    }

    private static Path first(Path folder, String... names) {
        Optional<Path> found =
                Stream.of(names).map(folder::resolve).filter(Files::isDirectory).findFirst();
        return found.orElse(folder.resolve(names[0]));
    }

    private static List<Sighting> listed(Path list, Path folder) {
        List<Sighting> sightings = new ArrayList<>();
        for (String line : ClassNames.lines(list)) {
            Matcher parts = LINE.matcher(line);
            if (!parts.matches()) {
                throw new Problem(
                        list.toString(), Text.of("data.list.line", Text.verbatim(line)), Text.of("data.damaged.mend"));
            }
            Path image = folder.resolve(parts.group(1)).normalize();
            Matcher camera = CAMERA.matcher(Listing.name(image));
            if (!image.startsWith(folder) || !Files.isRegularFile(image)) {
                throw new Problem(
                        list.toString(),
                        Text.of("data.list.missing", Text.verbatim(parts.group(1)), folder.toString()),
                        Text.of("data.list.missing.mend"));
            }
            if (!camera.matches()) {
                throw new Problem(image.toString(), Text.of("data.sighting"), Text.of("data.sighting.mend"));
            }
            sightings.add(new Sighting(image, Integer.parseInt(parts.group(2)) + 1, Integer.parseInt(camera.group(1))));
        }
        return sightings;
    }
}
