package org.fedlens.experiment;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.fedlens.federated.Broadcast;
import org.fedlens.federated.ClientState;
import org.fedlens.federated.Memory;
import org.fedlens.federated.Personalization;
import org.fedlens.metrics.Spread;
import org.fedlens.metrics.Tally;
import org.fedlens.training.Evaluator;
import org.fedlens.training.engine.Native;
import org.fedlens.weights.Weights;

/**
 * What a federation is worth: the global model on the test images, and for each client the model it would start its
 * next visit with, on test images mixed as its own data are. The worst tenth of the clients is told apart, since a good
 * mean can hide it. Where the server has no whole model, {@code accuracy} and {@code loss} are the
 * means over the models that the clients would use.
 */
final class Classification implements Judge {
    private final Prepared prepared;
    private final Evaluator evaluator;
    private final RoundExecutor executor;
    private final Control control;

    Classification(Prepared prepared, Native engine, RoundExecutor executor, Control control) {
        this.prepared = prepared;
        this.evaluator =
                new Evaluator(engine, prepared.network(), prepared.data().normalization());
        this.executor = executor;
        this.control = control;
    }

    @Override
    public List<Measure> of(FederationState state) throws InterruptedException {
        Map<Weights, Tally> tallies = new IdentityHashMap<>();
        Personalization personalization =
                state.experiment().algorithm().exchange().personalization();
        Broadcast next = new Broadcast(state.round() + 1, state.server().global(), Memory.NONE);
        List<Tally> served = new ArrayList<>();
        for (int client = 0; client < prepared.clients().size(); client++) {
            // What a client keeps may lie on disk; it is not read for nothing.
            ClientState past = personalization.keepsOwn() ? state.client(client) : ClientState.fresh(client);
            Weights model = personalization.start(next, past);
            served.add(tally(model, tallies));
        }
        List<Measure> measures = new ArrayList<>();
        if (state.experiment().algorithm().exchange().up().sharesAll()) {
            Tally global = tally(state.server().global(), tallies);
            measures.add(Measure.global("accuracy", global.accuracy()));
            measures.add(Measure.global("loss", global.loss()));
            if (prepared.network().pixelwise()) {
                measures.addAll(PixelMeasures.global(global, prepared.data().classes()));
            }
        } else {
            measures.add(Measure.global("accuracy", mean(served, true)));
            measures.add(Measure.global("loss", mean(served, false)));
        }
        spread(served, measures);
        return measures;
    }

    private void spread(List<Tally> served, List<Measure> measures) {
        double[] values = new double[served.size()];
        for (int client = 0; client < values.length; client++) {
            values[client] = served.get(client).accuracyOn(prepared.mix(client));
        }
        Spread spread = Spread.of(values);
        measures.add(Measure.global("served-min", spread.min()));
        measures.add(Measure.global("served-p10", spread.p10()));
        measures.add(Measure.global("served-median", spread.median()));
        measures.add(Measure.global("served-p90", spread.p90()));
        measures.add(Measure.global("served-max", spread.max()));
        measures.add(Measure.global("served-worst-tenth", spread.worstTenth()));
        for (int client = 0; client < values.length; client++) {
            measures.add(new Measure(client, "served-accuracy", values[client]));
            if (prepared.network().pixelwise()) {
                measures.add(
                        new Measure(client, "served-miou", served.get(client).meanIouOn(prepared.mix(client))));
            }
        }
    }

    private Tally tally(Weights model, Map<Weights, Tally> known) throws InterruptedException {
        Tally before = known.get(model);
        if (before != null) {
            return before;
        }
        var test = prepared.data().test();
        int count = test.labels().count();
        int chunk = evaluator.chunk(test.images());
        List<Callable<Tally>> chunks = new ArrayList<>();
        for (int from = 0; from < count; from += chunk) {
            int begin = from;
            int end = Math.min(count, from + chunk);
            chunks.add(() -> evaluator.evaluate(model, test, begin, end, control.pace(share -> {})));
        }
        Tally[] sum = {Tally.empty(prepared.network().classes())};
        executor.run(chunks, one -> sum[0] = sum[0].plus(one));
        known.put(model, sum[0]);
        return sum[0];
    }

    private static double mean(List<Tally> tallies, boolean accuracy) {
        return tallies.stream()
                .mapToDouble(tally -> accuracy ? tally.accuracy() : tally.loss())
                .average()
                .orElse(Double.NaN);
    }
}
