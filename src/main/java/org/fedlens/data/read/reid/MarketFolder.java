package org.fedlens.data.read.reid;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.fedlens.data.ReIdSample;
import org.fedlens.data.ReIdSet;
import org.fedlens.data.read.FolderListing;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * Sets with a folder for each part: {@code bounding_box_train}, {@code query} and {@code bounding_box_test} as in
 * Market-1501 (Zheng et al. 2015), DukeMTMC-reID (Ristani et al. 2016) and CUHK03-NP (Zhong et al. 2017, in {@code
 * labeled} or {@code detected}), or {@code train} ({@code train_all}), {@code query} and {@code gallery}. The training
 * part may be missing from the latter. Identity and camera stand in the file names, see {@link ReIdFileNames}.
 */
final class MarketFolder implements ReIdFormat {
    private static final List<String> VARIANTS = List.of("labeled", "detected");

    @Override
    public boolean recognises(Path folder) {
        return parted(folder) || VARIANTS.stream().map(folder::resolve).anyMatch(MarketFolder::parted);
    }

    @Override
    public ReIdSet read(Path folder, long seed) {
        if (!parted(folder)) {
            List<Path> variants = VARIANTS.stream()
                    .map(folder::resolve)
                    .filter(MarketFolder::parted)
                    .toList();
            if (variants.size() > 1) {
                throw new Problem(
                        folder.toString(),
                        Text.of("data.reid.variants", String.join(", ", VARIANTS)),
                        Text.of("data.reid.variants.mend"));
            }
            return read(variants.get(0), seed);
        }
        List<ReIdSample> train = first(folder, "bounding_box_train", "train_all", "train")
                .map(ReIdFileNames::in)
                .orElse(List.of());
        List<ReIdSample> query = ReIdFileNames.in(folder.resolve("query"));
        List<ReIdSample> gallery =
                ReIdFileNames.in(first(folder, "bounding_box_test", "gallery").orElseThrow());
        return new ReIdSet(FolderListing.name(folder), format(folder, gallery), train, query, gallery);
    }

    private static String format(Path folder, List<ReIdSample> gallery) {
        if (!Files.isDirectory(folder.resolve("bounding_box_test"))) {
            return "query/gallery";
        }
        String name = folder.toAbsolutePath().toString().toLowerCase(Locale.ROOT);
        String file = FolderListing.lower(gallery.get(0).image());
        return name.contains("cuhk03") ? "CUHK03-NP" : file.matches(".*_f\\d+\\..*") ? "DukeMTMC-reID" : "Market-1501";
    }

    private static boolean parted(Path folder) {
        return Files.isDirectory(folder.resolve("query"))
                && first(folder, "bounding_box_test", "gallery").isPresent();
    }

    private static Optional<Path> first(Path folder, String... names) {
        return Stream.of(names).map(folder::resolve).filter(Files::isDirectory).findFirst();
    }
}
