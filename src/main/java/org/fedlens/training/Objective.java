package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fedlens.federated.Memory;
import org.fedlens.weights.Part;

/** What a client minimises: a scalar for one mini-batch. Objectives add up. */
public interface Objective {
    /** The loss of this batch, a scalar that carries gradients to the trained weights. */
    NDArray loss(Step step);

    /** What it looks at besides the network in training. */
    default Set<Need> needs() {
        return Set.of();
    }

    /** The names of the server's vectors that must travel with the model. */
    default Set<String> told() {
        return needs().stream()
                .filter(Need.Sent.class::isInstance)
                .map(need -> ((Need.Sent) need).name())
                .collect(Collectors.toSet());
    }

    /** The names of what it sends to the server besides the weights. */
    default Set<String> sends() {
        return Set.of();
    }

    /** What it keeps and sends once a visit is over. */
    default Remembered remember(Visit visit) {
        return new Remembered(visit.kept(), Memory.NONE);
    }

    /** Strength with which it pulls every weight straight back to where the visit began; FedNova counts with it. */
    default double pull() {
        return 0;
    }

    /** False for a term that is switched off: then it is as if it were not there. */
    default boolean acts() {
        return true;
    }

    /** @throws org.fedlens.text.Problem if it cannot work as planned */
    default void check(Plan plan) {}

    /** True if it learns from masks and nothing else, so that data and network must be of pixels. */
    default boolean pixelwise() {
        return false;
    }

    /** What it wants on top of the backbone. */
    default Heads heads() {
        return Heads.PLAIN;
    }

    /** The part whose output pictures are compared by outside training. */
    default Part features() {
        return Part.BACKBONE;
    }

    /** True if it cannot use batches smaller than the others, so that what is left of an epoch is dropped. */
    default boolean wholeBatches() {
        return false;
    }

    /** Class scores by which a batch is judged, {@code [B, C]}, without gradients. */
    default NDArray scores(Step step) {
        return step.logits();
    }

    /** The views it looks at. */
    default Set<View> views() {
        return Set.of(View.FIRST);
    }

    /** True if the network in training takes all views in one pass, so that they share batch statistics. */
    default boolean together() {
        return false;
    }

    /** Notes that a client keeps between its visits: there again, by the same name, when the next one begins. */
    default Set<String> keeps() {
        return Set.of();
    }

    /** Called before each epoch of a visit; the first time is the place to write down what it needs. */
    default void beforeEpoch(Opening opening) throws InterruptedException {}

    /** Called before the loss of each batch, without gradients. */
    default void beforeStep(Step step) {}

    /** Called when the optimizer has moved the weights, without gradients; the step's passes are those before it. */
    default void afterStep(Step step) {}

    /** The terms of a sum, or this one alone. */
    default List<Objective> terms() {
        return List.of(this);
    }

    default Objective plus(Objective term) {
        List<Objective> terms = new ArrayList<>(terms());
        terms.addAll(term.terms());
        return new Sum(terms);
    }

    /** Several terms, added in order. */
    record Sum(List<Objective> terms) implements Objective {
        public Sum {
            terms = List.copyOf(terms);
        }

        private Stream<Objective> acting() {
            return terms.stream().filter(Objective::acts);
        }

        @Override
        public void check(Plan plan) {
            acting().forEach(term -> term.check(plan));
        }

        @Override
        public NDArray loss(Step step) {
            return acting().map(term -> term.loss(step)).reduce(NDArray::add).orElseThrow();
        }

        @Override
        public Set<Need> needs() {
            Set<Need> needs = new LinkedHashSet<>();
            acting().forEach(term -> needs.addAll(term.needs()));
            return needs;
        }

        @Override
        public Remembered remember(Visit visit) {
            Remembered sum = new Remembered(visit.kept(), Memory.NONE);
            for (Objective term : acting().toList()) {
                Visit soFar = new Visit(
                        visit.start(), visit.trained(), visit.steps(), visit.learningRate(), sum.kept(), visit.sent());
                Remembered one = term.remember(soFar);
                sum = new Remembered(one.kept(), sum.sent().plus(one.sent()), both(sum.figures(), one.figures()));
            }
            return sum;
        }

        @Override
        public Set<String> sends() {
            return acting().flatMap(term -> term.sends().stream()).collect(Collectors.toCollection(LinkedHashSet::new));
        }

        private static Map<String, Double> both(Map<String, Double> some, Map<String, Double> others) {
            Map<String, Double> both = new TreeMap<>(some);
            both.putAll(others);
            return both;
        }

        @Override
        public double pull() {
            return acting().mapToDouble(Objective::pull).sum();
        }

        @Override
        public boolean pixelwise() {
            return terms.stream().anyMatch(Objective::pixelwise);
        }

        @Override
        public Heads heads() {
            return acting().map(Objective::heads).reduce(Heads::plus).orElseThrow();
        }

        @Override
        public Part features() {
            return terms.get(0).features();
        }

        @Override
        public boolean wholeBatches() {
            return terms.stream().anyMatch(Objective::wholeBatches);
        }

        @Override
        public NDArray scores(Step step) {
            return terms.get(0).scores(step);
        }

        @Override
        public Set<View> views() {
            Set<View> views = EnumSet.noneOf(View.class);
            acting().forEach(term -> views.addAll(term.views()));
            return views;
        }

        @Override
        public boolean together() {
            return acting().anyMatch(Objective::together);
        }

        @Override
        public Set<String> keeps() {
            Set<String> keeps = new LinkedHashSet<>();
            acting().forEach(term -> keeps.addAll(term.keeps()));
            return keeps;
        }

        @Override
        public void beforeEpoch(Opening opening) throws InterruptedException {
            for (Objective term : acting().toList()) {
                term.beforeEpoch(opening);
            }
        }

        @Override
        public void beforeStep(Step step) {
            acting().forEach(term -> term.beforeStep(step));
        }

        @Override
        public void afterStep(Step step) {
            acting().forEach(term -> term.afterStep(step));
        }
    }
}
