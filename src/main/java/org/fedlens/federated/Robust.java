package org.fedlens.federated;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fedlens.weights.Layout;
import org.fedlens.weights.Slot;
import org.fedlens.weights.WeightedSum;
import org.fedlens.weights.Weights;

/** The arithmetic that robust rules share: on lists of uploads, one vote each whatever their data. */
final class Robust {
    private Robust() {}

    /** The plain mean of some uploads. */
    static Weights mean(List<Weights> uploads) {
        return mean(uploads.get(0).layout(), uploads.stream());
    }

    /** The same of models that are made as they are asked for, so that only one of them is held at a time. */
    static Weights mean(Layout layout, Stream<Weights> models) {
        WeightedSum sum = new WeightedSum(layout);
        models.forEach(model -> sum.add(1, model));
        return sum.mean();
    }

    /** For each number the mean of what is left when the smallest and the largest are cut off. */
    static Weights trimmedMean(List<Weights> uploads, int cut) {
        double[] column = new double[uploads.size()];
        return Weights.fill(uploads.get(0).layout(), i -> {
            for (int k = 0; k < column.length; k++) {
                column[k] = uploads.get(k).at(i);
            }
            Arrays.sort(column);
            double sum = 0;
            for (int k = cut; k < column.length - cut; k++) {
                sum += column[k];
            }
            return sum / (column.length - 2 * cut);
        });
    }

    /** For each number the middle one, or the mean of the two middle ones. */
    static Weights median(List<Weights> uploads) {
        return trimmedMean(uploads, (uploads.size() - 1) / 2);
    }

    /**
     * Krum's scores: for each upload the sum of its squared distances to the {@code m - f - 2} nearest others, over
     * learned slots taken as one vector.
     */
    static double[] krumScores(List<Weights> uploads, int byzantine) {
        int m = uploads.size();
        double[][] squared = new double[m][m];
        for (int a = 0; a < m; a++) {
            for (int b = a + 1; b < m; b++) {
                double distance = uploads.get(a).distance(uploads.get(b));
                squared[a][b] = distance * distance;
                squared[b][a] = squared[a][b];
            }
        }
        return IntStream.range(0, m)
                .mapToDouble(a -> IntStream.range(0, m)
                        .filter(b -> b != a)
                        .mapToDouble(b -> squared[a][b])
                        .sorted()
                        .limit(m - byzantine - 2L)
                        .sum())
                .toArray();
    }

    /** The uploads with the lowest scores, best first; of equal ones the earlier. */
    static List<Integer> best(double[] scores, int count) {
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(k -> scores[k]))
                .limit(count)
                .toList();
    }

    static List<Weights> pick(List<Weights> uploads, List<Integer> chosen) {
        return chosen.stream().map(uploads::get).toList();
    }

    /** The middle number, or the mean of the two middle ones. */
    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** This change on learned slots, running statistics as they were uploaded. */
    static Weights moved(Weights start, Weights upload, double factor) {
        Weights learned = upload.minus(start).only(Slot::learned).scaled(factor);
        Weights from = start.only(Slot::learned);
        return from.plus(1, learned).over(upload);
    }
}
