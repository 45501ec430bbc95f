package org.fedlens.data.read;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fedlens.data.Domains;
import org.fedlens.data.JoinedImages;
import org.fedlens.data.LabelledImages;
import org.fedlens.data.Labels;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * Several sets of class folders that share their classes, one folder each: {@code photo/dog/*.png}, {@code
 * sketch/dog/*.png}, as PACS, Office-Caltech and DomainNet come. Each folder is a domain.
 */
final class DomainFolder implements FolderFormat {
    @Override
    public String name() {
        return "domain folders";
    }

    @Override
    public boolean recognises(Path folder) {
        List<Path> domains = FolderListing.folders(folder);
        return domains.size() > 1
                && domains.stream().noneMatch(domain -> List.of("train", "test").contains(FolderListing.lower(domain)))
                && domains.stream().allMatch(DomainFolder::holdsClasses);
    }

    private static boolean holdsClasses(Path domain) {
        return ImageFile.in(domain).isEmpty()
                && FolderListing.folders(domain).stream()
                        .anyMatch(child -> !ImageFile.in(child).isEmpty());
    }

    @Override
    public FoundData read(Path folder) {
        return read(folder, ReadingOptions.plain());
    }

    @Override
    public FoundData read(Path folder, ReadingOptions how) {
        List<Path> domains = FolderListing.folders(folder);
        List<String> classes = ImageFolder.classes(domains.get(0));
        for (Path domain : domains) {
            if (!ImageFolder.classes(domain).equals(classes)) {
                throw new Problem(
                        domain.toString(),
                        Text.of("data.domains.differ", domains.get(0).toString()),
                        Text.of("data.domains.differ.mend"));
            }
        }
        List<LabelledImages> parts = new ArrayList<>();
        List<Text> notes = new ArrayList<>();
        ImageFolder.parts(domains, classes, how, parts, notes);
        return new FoundData(classes, joined(domains, parts), Optional.empty(), notes);
    }

    private static LabelledImages joined(List<Path> domains, List<LabelledImages> parts) {
        int total = parts.stream().mapToInt(LabelledImages::count).sum();
        int[] labels = new int[total];
        int[] of = new int[total];
        int next = 0;
        for (int domain = 0; domain < parts.size(); domain++) {
            LabelledImages part = parts.get(domain);
            Arrays.fill(of, next, next + part.count(), domain);
            for (int index = 0; index < part.count(); index++) {
                labels[next++] = part.labels().of(index);
            }
        }
        List<String> names = IntStream.range(0, domains.size())
                .mapToObj(domain -> FolderListing.name(domains.get(domain)))
                .toList();
        return new LabelledImages(
                JoinedImages.of(parts.stream().map(LabelledImages::images).toList()),
                Labels.of(labels, parts.get(0).labels().classes()),
                Optional.empty(),
                Optional.of(new Domains(names, of)));
    }
}
