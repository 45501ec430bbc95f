package org.fedlens.experiment.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.data.FewLabels;
import org.fedlens.data.LabelledImages;
import org.fedlens.experiment.event.MetricValue;
import org.fedlens.experiment.prepare.PreparedExperiment;
import org.fedlens.experiment.prepare.RoundExecutor;
import org.fedlens.experiment.prepare.RunControl;
import org.fedlens.experiment.settings.RepresentationSettings;
import org.fedlens.experiment.store.FederationState;
import org.fedlens.metrics.NearestNeighbours;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.training.Evaluator;
import org.fedlens.training.engine.NativeLibrary;
import org.fedlens.training.local.LinearProbe;
import org.fedlens.training.local.TestScores;
import org.fedlens.training.network.HeadSpec;
import org.fedlens.training.network.Network;
import org.fedlens.training.tensor.TrainingControl;
import org.fedlens.weights.NetworkPart;
import org.fedlens.weights.Weights;

/**
 * How well the server's encoder tells the classes apart, though it never saw a label. {@code knn-accuracy} takes the
 * embeddings (projector included) of all training images as the labelled bank, see {@link NearestNeighbours}. {@code linear-accuracy}
 * trains a linear classifier on the frozen features (without projector), {@code labels-1-accuracy}, {@code -5-} and
 * {@code -10-} a classifier on one, five and ten per cent of the labels; each is told as of its last epoch and, under
 * {@code ...-best}, of the epoch that did best on the test images. Features are computed once for all of these.
 */
final class RepresentationEvaluation implements RoundEvaluator {
    /** Queries that one job classifies. */
    private static final int QUERIES = 256;

    private static final int[] FEW_PERCENT = {1, 5, 10};

    private final PreparedExperiment prepared;
    private final Evaluator evaluator;
    private final RoundExecutor executor;
    private final RunControl control;
    private final LabelledImages train;
    private final LabelledImages test;

    RepresentationEvaluation(
            PreparedExperiment prepared, NativeLibrary engine, RoundExecutor executor, RunControl control) {
        this.prepared = prepared;
        this.evaluator =
                new Evaluator(engine, prepared.network(), prepared.data().normalization());
        this.executor = executor;
        this.control = control;
        this.train = prepared.data().train();
        this.test = prepared.data().test();
    }

    @Override
    public List<MetricValue> of(FederationState state) throws InterruptedException {
        RepresentationSettings settings = state.experiment().evaluation().representation();
        Weights model = state.server().global();
        List<MetricValue> measures = new ArrayList<>();
        if (!prepared.network().has(NetworkPart.HEAD)) {
            measures.add(MetricValue.global("knn-accuracy", neighbours(model, settings)));
        }
        int rounds = state.experiment().training().rounds();
        boolean linear = settings.linear().now(state.round(), rounds);
        boolean few = settings.fewLabels().now(state.round(), rounds);
        if (linear || few) {
            Features features = new Features(
                    features(model, NetworkPart.BACKBONE, train), features(model, NetworkPart.BACKBONE, test));
            List<Callable<List<MetricValue>>> jobs = new ArrayList<>();
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

    private List<MetricValue> linear(RepresentationSettings settings, Features features, FederationState state)
            throws InterruptedException {
        NativeLibrary engine = evaluator.engine();
        LinearProbe probe = settings.recipe() == RepresentationSettings.Recipe.FEDX
                ? LinearProbe.fedX(engine)
                : LinearProbe.fedSsl(engine);
        TestScores scores = probe.linear(
                features.train, train.labels(), features.test, test.labels(), random(state, 100), unheard());
        return told("linear-accuracy", scores);
    }

    private List<MetricValue> few(
            RepresentationSettings settings, int percent, Weights model, Features features, FederationState state)
            throws InterruptedException {
        UniformRandomProvider random = random(state, percent);
        int[] chosen = settings.labelled()
                .choose(
                        train.labels(),
                        percent / 100.0,
                        Streams.of(state.experiment().seed(), Purpose.FEW_LABELS, percent));
        LabelledImages labelled = train.subset(chosen);
        LinearProbe probe = LinearProbe.fewLabels(evaluator.engine(), settings.labelled() == FewLabels.FIRST);
        TestScores scores;
        if (settings.fineTune()) {
            Network network = state.experiment()
                    .model()
                    .network(prepared.network().input(), train.labels().classes(), HeadSpec.PLAIN);
            scores = probe.whole(network, model, evaluator.normalization(), labelled, test, random, unheard());
        } else {
            float[][] rows = new float[chosen.length][];
            Arrays.setAll(rows, i -> features.train[chosen[i]]);
            scores = probe.linear(rows, labelled.labels(), features.test, test.labels(), random, unheard());
        }
        return told("labels-" + percent + "-accuracy", scores);
    }

    private static List<MetricValue> told(String metric, TestScores scores) {
        return List.of(MetricValue.global(metric, scores.last()), MetricValue.global(metric + "-best", scores.best()));
    }

    private static UniformRandomProvider random(FederationState state, int percent) {
        return Streams.of(state.experiment().seed(), Purpose.PROBE, state.round(), percent);
    }

    private TrainingControl unheard() {
        return control.pace(share -> {});
    }

    private double neighbours(Weights model, RepresentationSettings settings) throws InterruptedException {
        float[][] queries = features(model, NetworkPart.PROJECTOR, test);
        NearestNeighbours neighbours = new NearestNeighbours(
                features(model, NetworkPart.PROJECTOR, train),
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

    private float[][] features(Weights model, NetworkPart part, LabelledImages images) throws InterruptedException {
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
