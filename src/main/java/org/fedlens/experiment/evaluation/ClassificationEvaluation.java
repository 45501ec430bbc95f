package org.fedlens.experiment.evaluation;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.fedlens.experiment.event.MetricValue;
import org.fedlens.experiment.prepare.PreparedExperiment;
import org.fedlens.experiment.prepare.RoundExecutor;
import org.fedlens.experiment.prepare.RunControl;
import org.fedlens.experiment.store.FederationState;
import org.fedlens.federated.Broadcast;
import org.fedlens.federated.ClientState;
import org.fedlens.federated.MethodMemory;
import org.fedlens.federated.Personalization;
import org.fedlens.metrics.ClientSpread;
import org.fedlens.metrics.PredictionTally;
import org.fedlens.training.Evaluator;
import org.fedlens.training.engine.NativeLibrary;
import org.fedlens.weights.Weights;

/**
 * What a federation is worth: the global model on the test images, and for each client the model it would start its
 * next visit with, on test images mixed as its own data are. The worst tenth of the clients is told apart, since a good
 * mean can hide it. Where the server has no whole model, {@code accuracy} and {@code loss} are the
 * means over the models that the clients would use.
 */
final class ClassificationEvaluation implements RoundEvaluator {
    private final PreparedExperiment prepared;
    private final Evaluator evaluator;
    private final RoundExecutor executor;
    private final RunControl control;

    ClassificationEvaluation(
            PreparedExperiment prepared, NativeLibrary engine, RoundExecutor executor, RunControl control) {
        this.prepared = prepared;
        this.evaluator =
                new Evaluator(engine, prepared.network(), prepared.data().normalization());
        this.executor = executor;
        this.control = control;
    }

    @Override
    public List<MetricValue> of(FederationState state) throws InterruptedException {
        Map<Weights, PredictionTally> tallies = new IdentityHashMap<>();
        Personalization personalization =
                state.experiment().algorithm().exchange().personalization();
        Broadcast next = new Broadcast(state.round() + 1, state.server().global(), MethodMemory.NONE);
        List<PredictionTally> served = new ArrayList<>();
        for (int client = 0; client < prepared.clients().size(); client++) {
            // What a client keeps may lie on disk; it is not read for nothing.
            ClientState past = personalization.keepsOwn() ? state.client(client) : ClientState.fresh(client);
            Weights model = personalization.start(next, past);
            served.add(tally(model, tallies));
        }
        List<MetricValue> measures = new ArrayList<>();
        if (state.experiment().algorithm().exchange().up().sharesAll()) {
            PredictionTally global = tally(state.server().global(), tallies);
            measures.add(MetricValue.global("accuracy", global.accuracy()));
            measures.add(MetricValue.global("loss", global.loss()));
            if (prepared.network().pixelwise()) {
                measures.addAll(PixelMetrics.global(global, prepared.data().classes()));
            }
        } else {
            measures.add(MetricValue.global("accuracy", mean(served, true)));
            measures.add(MetricValue.global("loss", mean(served, false)));
        }
        spread(served, measures);
        return measures;
    }

    private void spread(List<PredictionTally> served, List<MetricValue> measures) {
        double[] values = new double[served.size()];
        for (int client = 0; client < values.length; client++) {
            values[client] = served.get(client).accuracyOn(prepared.mix(client));
        }
        ClientSpread spread = ClientSpread.of(values);
        measures.add(MetricValue.global("served-min", spread.min()));
        measures.add(MetricValue.global("served-p10", spread.p10()));
        measures.add(MetricValue.global("served-median", spread.median()));
        measures.add(MetricValue.global("served-p90", spread.p90()));
        measures.add(MetricValue.global("served-max", spread.max()));
        measures.add(MetricValue.global("served-worst-tenth", spread.worstTenth()));
        for (int client = 0; client < values.length; client++) {
            measures.add(new MetricValue(client, "served-accuracy", values[client]));
            if (prepared.network().pixelwise()) {
                measures.add(new MetricValue(
                        client, "served-miou", served.get(client).meanIouOn(prepared.mix(client))));
            }
        }
    }

    private PredictionTally tally(Weights model, Map<Weights, PredictionTally> known) throws InterruptedException {
        PredictionTally before = known.get(model);
        if (before != null) {
            return before;
        }
        var test = prepared.data().test();
        int count = test.labels().count();
        int chunk = evaluator.chunk(test.images());
        List<Callable<PredictionTally>> chunks = new ArrayList<>();
        for (int from = 0; from < count; from += chunk) {
            int begin = from;
            int end = Math.min(count, from + chunk);
            chunks.add(() -> evaluator.evaluate(model, test, begin, end, control.pace(share -> {})));
        }
        PredictionTally[] sum = {PredictionTally.empty(prepared.network().classes())};
        executor.run(chunks, one -> sum[0] = sum[0].plus(one));
        known.put(model, sum[0]);
        return sum[0];
    }

    private static double mean(List<PredictionTally> tallies, boolean accuracy) {
        return tallies.stream()
                .mapToDouble(tally -> accuracy ? tally.accuracy() : tally.loss())
                .average()
                .orElse(Double.NaN);
    }
}
