package org.fedlens.experiment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.fedlens.federated.Broadcast;
import org.fedlens.federated.Exchange;
import org.fedlens.federated.Memory;
import org.fedlens.federated.Personalization;
import org.fedlens.training.Evaluator;
import org.fedlens.training.Exam;
import org.fedlens.training.engine.Native;
import org.fedlens.weights.Part;
import org.fedlens.weights.Slot;
import org.fedlens.weights.Weights;

/**
 * What a federation for re-identification is worth: for each client the model it would start its next visit with, on
 * the queries and gallery of its own places ({@code served-map} and so on), and the global model likewise, as the mean
 * over clients. Where the server has no model, the global figures are the means over the models that the clients would
 * use.
 */
final class Searching implements Judge {
    private final Prepared prepared;
    private final Evaluator evaluator;
    private final RoundExecutor executor;
    private final Control control;

    Searching(Prepared prepared, Native engine, RoundExecutor executor, Control control) {
        this.prepared = prepared;
        this.evaluator =
                new Evaluator(engine, prepared.network(), prepared.data().normalization());
        this.executor = executor;
        this.control = control;
    }

    private record Tried(Weights model, Exam exam) {}

    @Override
    public List<Measure> of(FederationState state) throws InterruptedException {
        Exchange exchange = state.experiment().algorithm().exchange();
        Personalization personalization = exchange.personalization();
        Broadcast next = new Broadcast(state.round() + 1, state.server().global(), Memory.NONE);
        boolean shared = state.server().global().layout().slots().stream()
                .filter(Searching::searches)
                .allMatch(exchange.up()::carries);
        List<Tried> served = new ArrayList<>();
        List<Tried> global = new ArrayList<>();
        for (int client = 0; client < prepared.clients().size(); client++) {
            Exam exam = prepared.exam(client, state.experiment()).orElseThrow();
            Weights own = personalization.start(next, state.client(client));
            served.add(new Tried(own.only(Searching::searches), exam));
            global.add(
                    shared ? new Tried(state.server().global().only(Searching::searches), exam) : served.get(client));
        }
        Map<Tried, Map<String, Double>> figures = figures(served, global);
        List<Measure> measures = new ArrayList<>();
        Map<String, Double> means = new TreeMap<>();
        for (Tried tried : global) {
            figures.get(tried).forEach((name, value) -> means.merge(name, value / global.size(), Double::sum));
        }
        means.forEach((name, value) -> measures.add(Measure.global(name, value)));
        for (int client = 0; client < served.size(); client++) {
            int own = client;
            new TreeMap<>(figures.get(served.get(client)))
                    .forEach((name, value) -> measures.add(new Measure(own, "served-" + name, value)));
            personalization
                    .figures(next, state.client(client))
                    .forEach((name, value) -> measures.add(new Measure(own, name, value)));
        }
        return measures;
    }

    /** What pictures are compared by does not depend on the rest of a model. */
    private static boolean searches(Slot slot) {
        return slot.part() == Part.BACKBONE || slot.part() == Part.PROJECTOR;
    }

    private Map<Tried, Map<String, Double>> figures(List<Tried> served, List<Tried> global)
            throws InterruptedException {
        Set<Tried> all = new LinkedHashSet<>(served);
        all.addAll(global);
        List<Tried> order = List.copyOf(all);
        List<Callable<Map<String, Double>>> jobs = new ArrayList<>();
        for (Tried tried : order) {
            jobs.add(() -> evaluator.take(tried.exam, tried.model, control.pace(share -> {})));
        }
        List<Map<String, Double>> results = new ArrayList<>();
        executor.run(jobs, results::add);
        Map<Tried, Map<String, Double>> figures = new HashMap<>();
        for (int i = 0; i < results.size(); i++) {
            figures.put(order.get(i), results.get(i));
        }
        return figures;
    }
}
