package org.fedlens.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.data.FewLabels;
import org.fedlens.data.LabelledImages;
import org.fedlens.metrics.Neighbours;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.training.Evaluator;
import org.fedlens.training.Heads;
import org.fedlens.training.Network;
import org.fedlens.training.Pace;
import org.fedlens.training.Probe;
import org.fedlens.training.Scores;
import org.fedlens.training.engine.Native;
import org.fedlens.weights.Part;
import org.fedlens.weights.Weights;

/**
 * How well the server's encoder tells the classes apart, though it never saw a label. {@code knn-accuracy} takes the
 * embeddings (projector included) of all training images as the labelled bank, see {@link Neighbours}.
 * {@code linear-accuracy} trains a linear classifier on the frozen features (without projector),
 * {@code labels-1-accuracy}, {@code -5-} and {@code -10-} a classifier on one, five and ten per cent of the labels;
 * each is told as of its last epoch and, under {@code ...-best}, of the epoch that did best on the test images.
 * Features are computed once for all of these.
 */
final class Representation implements Judge {
    /** Queries that one job classifies. */
    private static final int QUERIES = 256;

    private static final int[] FEW_PERCENT = {1, 5, 10};

    private final Prepared prepared;
    private final Evaluator evaluator;
    private final RoundExecutor executor;
    private final Control control;
    private final LabelledImages train;
    private final LabelledImages test;

    Representation(Prepared prepared, Native engine, RoundExecutor executor, Control control) {
        this.prepared = prepared;
        this.evaluator =
                new Evaluator(engine, prepared.network(), prepared.data().normalization());
        this.executor = executor;
        this.control = control;
        this.train = prepared.data().train();
        this.test = prepared.data().test();
    }

    @Override
    public List<Measure> of(FederationState state) throws InterruptedException {
        RepresentationSettings settings = state.experiment().evaluation().representation();
        Weights model = state.server().global();
        List<Measure> measures = new ArrayList<>();
        if (!prepared.network().has(Part.HEAD)) {
            measures.add(Measure.global("knn-accuracy", neighbours(model, settings)));
        }
        boolean linear = settings.linear().now(state);
        boolean few = settings.fewLabels().now(state);
        if (linear || few) {
            Features features =
                    new Features(features(model, Part.BACKBONE, train), features(model, Part.BACKBONE, test));
            List<Callable<List<Measure>>> jobs = new ArrayList<>();
            if (linear) {
                jobs.add(() -> linear(settings, features, state));
            }
            for (int percent : few ? FEW_PERCENT : new int[0]) {
                jobs.add(() -> few(settings, percent, model, features, state));
            }
            executor.run(jobs, measures::addAll);
        }
        return measures;
    }

    private List<Measure> linear(RepresentationSettings settings, Features features, FederationState state)
            throws InterruptedException {
        Native engine = evaluator.engine();
        Probe probe =
                settings.recipe() == RepresentationSettings.Recipe.FEDX ? Probe.fedX(engine) : Probe.fedSsl(engine);
        Scores scores = probe.linear(
                features.train, train.labels(), features.test, test.labels(), random(state, 100), unheard());
        return told("linear-accuracy", scores);
    }

    private List<Measure> few(
            RepresentationSettings settings, int percent, Weights model, Features features, FederationState state)
            throws InterruptedException {
        UniformRandomProvider random = random(state, percent);
        int[] chosen = settings.labelled()
                .choose(
                        train.labels(),
                        percent / 100.0,
                        Streams.of(state.experiment().seed(), Purpose.FEW_LABELS, percent));
        LabelledImages labelled = train.subset(chosen);
        Probe probe = Probe.fewLabels(evaluator.engine(), settings.labelled() == FewLabels.FIRST);
        Scores scores;
        if (settings.fineTune()) {
            Network network = state.experiment()
                    .model()
                    .network(prepared.network().input(), train.labels().classes(), Heads.PLAIN);
            scores = probe.whole(network, model, evaluator.normalization(), labelled, test, random, unheard());
        } else {
            float[][] rows = new float[chosen.length][];
            Arrays.setAll(rows, i -> features.train[chosen[i]]);
            scores = probe.linear(rows, labelled.labels(), features.test, test.labels(), random, unheard());
        }
        return told("labels-" + percent + "-accuracy", scores);
    }

    private static List<Measure> told(String metric, Scores scores) {
        return List.of(Measure.global(metric, scores.last()), Measure.global(metric + "-best", scores.best()));
    }

    private static UniformRandomProvider random(FederationState state, int percent) {
        return Streams.of(state.experiment().seed(), Purpose.PROBE, state.round(), percent);
    }

    private Pace unheard() {
        return control.pace(share -> {});
    }

    private double neighbours(Weights model, RepresentationSettings settings) throws InterruptedException {
        float[][] queries = features(model, Part.PROJECTOR, test);
        Neighbours neighbours = new Neighbours(
                features(model, Part.PROJECTOR, train),
                labels(train),
                train.labels().classes(),
                settings.neighbours(),
                settings.knnTemperature());
        List<Callable<Integer>> jobs = new ArrayList<>();
        for (int from = 0; from < queries.length; from += QUERIES) {
            int begin = from;
            jobs.add(() -> {
                unheard().pass();
                int right = 0;
                for (int i = begin; i < Math.min(queries.length, begin + QUERIES); i++) {
                    right += neighbours.classify(queries[i]) == test.labels().of(i) ? 1 : 0;
                }
                return right;
            });
        }
        int[] right = {0};
        executor.run(jobs, count -> right[0] += count);
        return (double) right[0] / queries.length;
    }

    private float[][] features(Weights model, Part part, LabelledImages images) throws InterruptedException {
        float[][] features = new float[images.count()][];
        List<Callable<float[][]>> chunks = new ArrayList<>();
        for (int from = 0; from < features.length; from += Evaluator.CHUNK) {
            int begin = from;
            int end = Math.min(features.length, from + Evaluator.CHUNK);
            chunks.add(() -> evaluator.features(model, part, images, begin, end, unheard()));
        }
        int[] at = {0};
        executor.run(chunks, chunk -> {
            System.arraycopy(chunk, 0, features, at[0], chunk.length);
            at[0] += chunk.length;
        });
        return features;
    }

    private static int[] labels(LabelledImages images) {
        int[] labels = new int[images.count()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = images.labels().of(i);
        }
        return labels;
    }

    private record Features(float[][] train, float[][] test) {}
}
