package org.fedlens.experiment.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The cases of a sweep as rows and columns. Where every case sets the same settings in the same order and the last of
 * them goes through the same values in each row, those values are the columns; else there is one column without a name.
 *
 * @param rows what stands before each row
 * @param columns what stands above each column; one empty word if there is only one
 */
public record SweepGrid(List<String> rows, List<String> columns) {
    public SweepGrid {
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
    }

    public static SweepGrid of(Sweep sweep) {
        List<String> labels = sweep.cases().stream().map(Sweep.Case::label).toList();
        return last(sweep).flatMap(path -> crossed(sweep, path, labels)).orElse(new SweepGrid(labels, List.of("")));
    }

    /** The setting that every case sets last. */
    private static Optional<String> last(Sweep sweep) {
        List<String> paths = List.copyOf(sweep.cases().get(0).changes().keySet());
        boolean same = paths.size() > 1
                && sweep.cases().stream()
                        .allMatch(one -> List.copyOf(one.changes().keySet()).equals(paths));
        return same ? Optional.of(paths.get(paths.size() - 1)) : Optional.empty();
    }

    private static Optional<SweepGrid> crossed(Sweep sweep, String path, List<String> labels) {
        List<String> words = sweep.cases().stream()
                .map(one -> SweepFile.part(path, one.changes().get(path)))
                .toList();
        List<String> columns = words.stream().distinct().toList();
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String end = ", " + words.get(i);
            boolean fits = words.get(i).equals(columns.get(i % columns.size()))
                    && labels.get(i).endsWith(end);
            if (!fits || words.size() % columns.size() != 0) {
                return Optional.empty();
            }
            String row = labels.get(i).substring(0, labels.get(i).length() - end.length());
            if (i % columns.size() == 0) {
                rows.add(row);
            } else if (!row.equals(rows.get(rows.size() - 1))) {
                return Optional.empty();
            }
        }
        return Optional.of(new SweepGrid(rows, columns));
    }
}
