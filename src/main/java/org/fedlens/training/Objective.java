package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;

/** What a client minimises: a scalar for one mini-batch. Objectives add up. */
public interface Objective {
    /** The loss of this batch, a scalar that carries gradients to the trained weights. */
    NDArray loss(Step step);

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
    }
}
