package org.fedlens.data.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.fedlens.data.Fingerprint;
import org.fedlens.data.ImageShape;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/** Collects what a check learns from picture after picture; pictures themselves are forgotten at once. */
final class DataSurvey {
    /** The group whose channel means are told. */
    static final String TRAIN = "train";

    private final Map<ImageShape, Integer> sizes = new HashMap<>();
    private final Map<String, Seen> seen = new HashMap<>();
    private final List<DataReport.Finding> findings = new ArrayList<>();
    private final long[] sums = new long[3];
    private final long[] counts = new long[3];
    private int duplicates;

    private record Seen(String part, String where) {}

    /** Runs one reading; a problem becomes a finding and the reading has no result. */
    <T> Optional<T> attempt(Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (Problem problem) {
            damaged(problem);
            return Optional.empty();
        }
    }

    void damaged(Problem problem) {
        Text what = Text.of("check.damaged", problem.reason(), problem.remedy());
        findings.add(new DataReport.Finding(problem.where(), what, true));
    }

    void note(String where, Text what) {
        findings.add(new DataReport.Finding(where, what, false));
    }

    /** Something that keeps the data from being used. */
    void refuse(String where, Text what) {
        findings.add(new DataReport.Finding(where, what, true));
    }

    /** @param grouped the side of a comparison for duplicates: training, or all that is held back */
    void add(String grouped, String where, ImageShape shape, byte[] pixels) {
        sizes.merge(new ImageShape(shape.channels(), shape.height(), shape.width()), 1, Integer::sum);
        int plane = shape.height() * shape.width();
        boolean flat = plane > 1;
        for (int channel = 0; channel < Math.min(3, shape.channels()); channel++) {
            long sum = 0;
            for (int i = channel * plane; i < (channel + 1) * plane; i++) {
                sum += pixels[i] & 0xFF;
                flat &= pixels[i] == pixels[channel * plane];
            }
            if (grouped.equals(TRAIN)) {
                sums[channel] += sum;
                counts[channel] += plane;
            }
        }
        if (flat) {
            note(where, Text.of("check.flat"));
        }
        Fingerprint fingerprint = new Fingerprint();
        fingerprint.add(shape.channels(), shape.height(), shape.width());
        fingerprint.add(pixels);
        Seen first = seen.putIfAbsent(fingerprint.hex(), new Seen(grouped, where));
        if (first != null && !first.part().equals(grouped)) {
            duplicates++;
            note(where, Text.of("check.twice", Text.verbatim(first.where())));
        }
    }

    DataReport report(String format, List<String> classes, List<DataReport.Part> parts) {
        Map<ImageShape, Integer> common = new LinkedHashMap<>();
        sizes.entrySet().stream()
                .sorted(Map.Entry.<ImageShape, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(entry -> entry.getKey().toString()))
                .forEach(entry -> common.put(entry.getKey(), entry.getValue()));
        List<Double> means = new ArrayList<>();
        for (int channel = 0; channel < 3; channel++) {
            if (counts[channel] > 0) {
                means.add(sums[channel] / 255.0 / counts[channel]);
            }
        }
        return new DataReport(format, classes, parts, common, means, duplicates, findings);
    }
}
