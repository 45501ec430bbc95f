package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fedlens.federated.Memory;

/** What a client minimises: a scalar for one mini-batch. Objectives add up. */
public interface Objective {
    /** The loss of this batch, a scalar that carries gradients to the trained weights. */
    NDArray loss(Step step);

    /** What it looks at besides the network in training. */
    default Set<Need> needs() {
        return Set.of();
    }

    /**
     * What it finds out once before a visit's first step, by name; its steps read it with {@link Step#found}.
     *
     * @throws InterruptedException if the run was stopped
     */
    default Map<String, Found> before(Opening opening) throws InterruptedException {
        return Map.of();
    }

    /** The names of the server's vectors that must travel with the model. */
    default Set<String> told() {
        return needs().stream()
                .filter(Need.Sent.class::isInstance)
                .map(need -> ((Need.Sent) need).name())
                .collect(java.util.stream.Collectors.toSet());
    }

    /** What it keeps and sends once a visit is over. */
    default Remembered remember(Visit visit) {
        return new Remembered(visit.kept(), Memory.NONE);
    }

    /** Strength with which it pulls every weight straight back to where the visit began; FedNova counts with it. */
    default double pull() {
        return 0;
    }

    /** True if it compares embeddings, so that the network gets a projection before its classifier. */
    default boolean projects() {
        return false;
    }

    /** True if it learns from masks and nothing else, so that data and network must be of pixels. */
    default boolean pixelwise() {
        return false;
    }

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

        @Override
        public NDArray loss(Step step) {
            return terms.stream()
                    .map(term -> term.loss(step))
                    .reduce(NDArray::add)
                    .orElseThrow();
        }

        @Override
        public Set<Need> needs() {
            Set<Need> needs = new LinkedHashSet<>();
            terms.forEach(term -> needs.addAll(term.needs()));
            return needs;
        }

        @Override
        public Map<String, Found> before(Opening opening) throws InterruptedException {
            Map<String, Found> found = new HashMap<>();
            for (Objective term : terms) {
                found.putAll(term.before(opening));
            }
            return found;
        }

        @Override
        public Remembered remember(Visit visit) {
            Remembered sum = new Remembered(visit.kept(), Memory.NONE);
            for (Objective term : terms) {
                Visit soFar = new Visit(
                        visit.start(), visit.trained(), visit.steps(), visit.learningRate(), sum.kept(), visit.sent());
                Remembered one = term.remember(soFar);
                sum = new Remembered(one.kept(), sum.sent().plus(one.sent()));
            }
            return sum;
        }

        @Override
        public double pull() {
            return terms.stream().mapToDouble(Objective::pull).sum();
        }

        @Override
        public boolean projects() {
            return terms.stream().anyMatch(Objective::projects);
        }

        @Override
        public boolean pixelwise() {
            return terms.stream().anyMatch(Objective::pixelwise);
        }
    }
}
