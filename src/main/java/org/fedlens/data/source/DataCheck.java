package org.fedlens.data.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.fedlens.data.ImageShape;
import org.fedlens.data.LabelledImages;
import org.fedlens.data.ReIdSample;
import org.fedlens.data.ReIdSet;
import org.fedlens.data.read.DecodedImage;
import org.fedlens.data.read.FolderFormat;
import org.fedlens.data.read.FolderListing;
import org.fedlens.data.read.FoundData;
import org.fedlens.data.read.ImageFile;
import org.fedlens.data.read.ImageFolder;
import org.fedlens.data.read.reid.ReIdSources;
import org.fedlens.data.read.segmentation.SegmentationSources;
import org.fedlens.data.scene.Scenes;
import org.fedlens.data.scene.SegmentationSet;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * Looks at every picture of a folder, whatever kind of set it holds, and tells what it found. Unlike opening, checking
 * goes on after a damaged picture: each one is named. Files that hold many pictures are named when they are damaged and
 * not looked into further.
 */
public final class DataCheck {
    private static final String TRAIN = DataSurvey.TRAIN;

    private DataCheck() {}

    /** Checks a folder. @throws Problem if it holds nothing known, or its lists and files do not fit */
    public static DataReport of(Path folder) {
        if (!Files.isDirectory(folder)) {
            Text reason = Files.exists(folder)
                    ? Text.of("data.notAFolder", folder.toString())
                    : Text.of("data.noFolder", folder.toString());
            throw new Problem(folder.toString(), reason, Text.of("data.notAFolder.mend"));
        }
        if (SegmentationSources.recognises(folder)) {
            return scenes(folder);
        }
        if (ReIdSources.recognises(folder)) {
            return sightings(folder);
        }
        FolderFormat format = DataSources.format(folder);
        return format instanceof ImageFolder ? classFolders(folder, format.name()) : records(folder, format);
    }

    private static DataReport classFolders(Path folder, String format) {
        DataSurvey survey = new DataSurvey();
        boolean parted = Files.isDirectory(folder.resolve(TRAIN));
        List<Path> roots = parted
                ? Stream.of(TRAIN, "test")
                        .map(folder::resolve)
                        .filter(Files::isDirectory)
                        .toList()
                : List.of(folder);
        List<String> classes = ImageFolder.classes(roots.get(0));
        List<DataReport.Part> parts = new ArrayList<>();
        for (Path root : roots) {
            String name = parted ? FolderListing.name(root) : TRAIN;
            long[] perClass = new long[classes.size()];
            for (int label = 0; label < perClass.length; label++) {
                Path own = root.resolve(classes.get(label));
                for (Path file : ImageFile.in(own)) {
                    perClass[label]++;
                    survey.attempt(() -> DecodedImage.read(file))
                            .ifPresent(picture -> survey.add(name, file.toString(), shape(picture), picture.planes()));
                }
                if (perClass[label] == 0) {
                    survey.refuse(own.toString(), Text.of("check.emptyClass", Text.verbatim(classes.get(label)), name));
                }
            }
            parts.add(part(name, perClass));
        }
        return survey.report(format, classes, parts);
    }

    private static DataReport records(Path folder, FolderFormat format) {
        DataSurvey survey = new DataSurvey();
        Optional<FoundData> read = survey.attempt(() -> format.read(folder));
        if (read.isEmpty()) {
            return survey.report(format.name(), List.of(), List.of());
        }
        FoundData found = read.get();
        List<DataReport.Part> parts = new ArrayList<>();
        parts.add(records(survey, TRAIN, found.train(), found.classes()));
        found.test().ifPresent(test -> parts.add(records(survey, "test", test, found.classes())));
        return survey.report(format.name(), found.classes(), parts);
    }

    private static DataReport.Part records(
            DataSurvey survey, String name, LabelledImages images, List<String> classes) {
        byte[] pixels = new byte[images.images().shape().size()];
        for (int index = 0; index < images.count(); index++) {
            images.images().copy(index, pixels, 0);
            survey.add(name, name + " #" + index, images.images().shape(), pixels);
        }
        long[] perClass =
                Arrays.stream(images.labels().histogram()).asLongStream().toArray();
        for (int label = 0; label < perClass.length; label++) {
            if (perClass[label] == 0) {
                survey.note(name, Text.of("check.emptyClass", Text.verbatim(classes.get(label)), name));
            }
        }
        return part(name, perClass);
    }

    private static DataReport scenes(Path folder) {
        SegmentationSet set = SegmentationSources.open(folder, 0);
        DataSurvey survey = new DataSurvey();
        List<DataReport.Part> parts = List.of(
                scenes(survey, TRAIN, set.train(), set.classes()),
                scenes(survey, "validation", set.validation(), set.classes()));
        return survey.report(set.format(), set.classes(), parts);
    }

    private static DataReport.Part scenes(DataSurvey survey, String name, Scenes scenes, List<String> classes) {
        long[] pixels = new long[classes.size()];
        for (int index = 0; index < scenes.count(); index++) {
            int which = index;
            survey.attempt(() -> scenes.read(which)).ifPresent(scene -> {
                survey.add(name, scenes.name(which), new ImageShape(3, scene.height(), scene.width()), scene.image());
                for (byte label : scene.mask()) {
                    if ((label & 0xFF) < pixels.length) {
                        pixels[label & 0xFF]++;
                    }
                }
            });
        }
        for (int label = 0; label < pixels.length; label++) {
            if (pixels[label] == 0) {
                survey.note(name, Text.of("check.unseen", Text.verbatim(classes.get(label)), name));
            }
        }
        return new DataReport.Part(
                name, scenes.count(), LongStream.of(pixels).boxed().toList(), List.of());
    }

    private static DataReport sightings(Path folder) {
        ReIdSet set = ReIdSources.open(folder, 0);
        DataSurvey survey = new DataSurvey();
        List<DataReport.Part> parts = List.of(
                sightings(survey, TRAIN, TRAIN, set.train()),
                sightings(survey, "query", "test", set.query()),
                sightings(survey, "gallery", "test", set.gallery()));
        for (ReIdSample query : set.query()) {
            boolean answered = set.gallery().stream()
                    .anyMatch(other -> other.identity() == query.identity() && other.camera() != query.camera());
            if (!answered) {
                survey.note(query.image().toString(), Text.of("check.noAnswer", query.identity()));
            }
        }
        return survey.report(set.format(), List.of(), parts);
    }

    private static DataReport.Part sightings(DataSurvey survey, String name, String group, List<ReIdSample> part) {
        for (ReIdSample sighting : part) {
            survey.attempt(() -> DecodedImage.read(sighting.image()))
                    .ifPresent(picture ->
                            survey.add(group, sighting.image().toString(), shape(picture), picture.planes()));
        }
        return new DataReport.Part(
                name,
                part.size(),
                List.of(),
                List.of(
                        ReIdSet.identities(part),
                        ReIdSet.cameras(part).length,
                        count(part, ReIdSample.DISTRACTOR),
                        count(part, ReIdSample.JUNK)));
    }

    private static int count(List<ReIdSample> part, int identity) {
        return (int) part.stream()
                .filter(sighting -> sighting.identity() == identity)
                .count();
    }

    private static ImageShape shape(DecodedImage picture) {
        return new ImageShape(3, picture.height(), picture.width());
    }

    private static DataReport.Part part(String name, long[] perClass) {
        return new DataReport.Part(
                name,
                (int) LongStream.of(perClass).sum(),
                LongStream.of(perClass).boxed().toList(),
                List.of());
    }
}
