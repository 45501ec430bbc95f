package org.fedlens.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * Reads identity and camera out of a file name: {@code 0002_c1s1_000451_03.jpg} and {@code -1_c3...} as in Market-1501,
 * DukeMTMC-reID and CUHK03-NP; {@code cam_12_0045_...}, {@code cam_a_45...} as in sets of two camera folders. Numbers
 * are read whole: {@code cam_12} is camera 12 (a known program takes the first digit for it). A letter counts from a =
 * 1.
 */
final class SightingNames {
    private static final Pattern MARKET = Pattern.compile("(-?\\d{1,7})_c(\\d{1,4})(?!\\d).*");
    private static final Pattern CAMERA_FIRST = Pattern.compile("cam_?(\\d{1,4}|[a-z])_(-?\\d{1,7})(?!\\d).*");

    private SightingNames() {}

    /** The sighting of one file, if its name says so. */
    static Optional<Sighting> read(Path file) {
        String name = Listing.lower(file);
        Matcher market = MARKET.matcher(name);
        if (market.matches()) {
            return sighting(file, market.group(1), Integer.parseInt(market.group(2)));
        }
        Matcher first = CAMERA_FIRST.matcher(name);
        if (first.matches()) {
            return sighting(file, first.group(2), camera(first.group(1)));
        }
        return Optional.empty();
    }

    /** The number of a camera that is written as a number or as a letter. */
    static int camera(String written) {
        return Character.isDigit(written.charAt(0)) ? Integer.parseInt(written) : written.charAt(0) - 'a' + 1;
    }

    /** All pictures of a folder and of the folders right below it. @throws Problem names a file that cannot be told */
    static List<Sighting> in(Path folder) {
        List<Path> files = new ArrayList<>(PictureFile.in(folder));
        Listing.folders(folder).forEach(child -> files.addAll(PictureFile.in(child)));
        if (files.isEmpty()) {
            throw new Problem(
                    folder.toString(), Text.of("data.images.emptyClass"), Text.of("data.images.emptyClass.mend"));
        }
        return files.stream()
                .map(file -> read(file)
                        .orElseThrow(() ->
                                new Problem(file.toString(), Text.of("data.sighting"), Text.of("data.sighting.mend"))))
                .toList();
    }

    private static Optional<Sighting> sighting(Path file, String identity, int camera) {
        int who = Integer.parseInt(identity);
        return who < Sighting.JUNK ? Optional.empty() : Optional.of(new Sighting(file, who, camera));
    }
}
