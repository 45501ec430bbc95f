package org.fedlens.training;

import ai.djl.ndarray.NDManager;
import java.util.Map;
import java.util.TreeMap;
import org.fedlens.data.LabelledImages;
import org.fedlens.data.Search;
import org.fedlens.data.SightedImages;
import org.fedlens.metrics.Angles;
import org.fedlens.metrics.AveragePrecision;
import org.fedlens.metrics.Collapse;
import org.fedlens.metrics.Junk;
import org.fedlens.metrics.Retrieval;
import org.fedlens.metrics.Tally;
import org.fedlens.weights.Part;

/** What a model is tried on; figures come by the names they have in metrics.csv. */
public sealed interface Exam {
    /** Tries a model that is already in native memory. */
    Map<String, Double> take(Evaluator evaluator, Tensors tensors, Pace pace, NDManager manager)
            throws InterruptedException;

    /** What is held against what when somebody is to be found again. */
    record Compared(Retrieval.Features query, Retrieval.Features gallery) {}

    /** Classification of images that no client has seen, or of their pixels. */
    record Classes(LabelledImages images) implements Exam {
        @Override
        public Map<String, Double> take(Evaluator evaluator, Tensors tensors, Pace pace, NDManager manager)
                throws InterruptedException {
            Tally tally = evaluator.evaluate(tensors, images, 0, images.count(), pace, manager);
            return images.masks().isPresent()
                    ? Map.of("accuracy", tally.accuracy(), "miou", tally.meanIou())
                    : Map.of("accuracy", tally.accuracy());
        }
    }

    /**
     * Finding the same one again: mean average precision by both rules ({@code map} is the area of Market-1501, {@code
     * map-step} the one of most other tools) and the share of queries answered within 1, 5 and 10 ranks.
     *
     * @param part whose output is compared
     * @param junk what happens to junk pictures and to queries without an answer
     * @param flip true if the features of a picture and of its mirror image are added
     */
    record Finding(Search search, Part part, Junk junk, boolean flip) implements Exam {
        @Override
        public Map<String, Double> take(Evaluator evaluator, Tensors tensors, Pace pace, NDManager manager)
                throws InterruptedException {
            Compared compared = compare(evaluator, tensors, pace, manager);
            Map<AveragePrecision, Retrieval> found = Retrieval.byEveryRule(compared.query(), compared.gallery(), junk);
            Retrieval area = found.get(AveragePrecision.TRAPEZOID);
            Map<String, Double> figures = new TreeMap<>();
            figures.put("map", area.meanPrecision());
            figures.put("map-step", found.get(AveragePrecision.STEP).meanPrecision());
            for (int rank : new int[] {1, 5, 10}) {
                figures.put("rank-" + rank, area.cmc(rank));
            }
            return figures;
        }

        Compared compare(Evaluator evaluator, Tensors tensors, Pace pace, NDManager manager)
                throws InterruptedException {
            return new Compared(
                    features(search.query(), evaluator, tensors, pace, manager),
                    features(search.gallery(), evaluator, tensors, pace, manager));
        }

        private Retrieval.Features features(
                SightedImages images, Evaluator evaluator, Tensors tensors, Pace pace, NDManager manager)
                throws InterruptedException {
            float[][] vectors =
                    evaluator.features(tensors, part, images.images(), 0, images.count(), false, pace, manager);
            if (flip) {
                float[][] mirrored =
                        evaluator.features(tensors, part, images.images(), 0, images.count(), true, pace, manager);
                for (int i = 0; i < vectors.length; i++) {
                    float[] own = vectors[i];
                    float[] other = mirrored[i];
                    for (int k = 0; k < own.length; k++) {
                        own[k] += other[k];
                    }
                }
            }
            return new Retrieval.Features(vectors, images.identities(), images.cameras());
        }
    }

    /**
     * How embeddings lie, with labels only to look at: {@code spread} and {@code effective-rank} fall to 0 where they
     * collapse, see {@link Collapse}; {@code angle-within} and {@code angle-between} classes in degrees, see
     * {@link Angles}. {@code collapsed} is 1 where the spread is below a fiftieth of that of even directions.
     *
     * @param images the first of which are looked at
     */
    record Directions(LabelledImages images) implements Exam {
        private static final int MOST = 512;
        private static final double HARDLY = 0.02;

        @Override
        public Map<String, Double> take(Evaluator evaluator, Tensors tensors, Pace pace, NDManager manager)
                throws InterruptedException {
            int count = Math.min(MOST, images.count());
            float[][] rows =
                    evaluator.features(tensors, Part.PROJECTOR, images.images(), 0, count, false, pace, manager);
            Collapse collapse = Collapse.of(rows);
            int[] labels = new int[count];
            for (int i = 0; i < count; i++) {
                labels[i] = images.labels().of(i);
            }
            Angles angles = Angles.of(rows, labels);
            Map<String, Double> figures = new TreeMap<>();
            figures.put("spread", collapse.spread());
            figures.put("effective-rank", collapse.effectiveRank());
            figures.put("collapsed", collapse.spread() < HARDLY / Math.sqrt(rows[0].length) ? 1.0 : 0.0);
            figures.put("angle-within", angles.within());
            figures.put("angle-between", angles.between());
            figures.values().removeIf(value -> value.isNaN());
            return figures;
        }
    }
}
