package org.fedlens.training;

import org.fedlens.federated.Aggregator;
import org.fedlens.federated.Exchange;

/**
 * A federated method as a value of five parts. Two methods differ in the parts that differ, and in nothing else.
 *
 * @param name as the experiment file calls it
 * @param supervision where targets come from
 * @param objective what a client minimises
 * @param budget how long it trains
 * @param exchange what travels and what stays
 * @param aggregator how uploads become the next global model
 */
// Parts are records, never lambdas, so no call of with() is ambiguous.
@SuppressWarnings("overloads")
public record Algorithm(
        String name,
        Supervision supervision,
        Objective objective,
        LocalBudget budget,
        Exchange exchange,
        Aggregator aggregator) {

    /** True if a client must keep its own model between visits. */
    public boolean keepsOwn() {
        return exchange.personalization().keepsOwn() || objective.needs().contains(new FrozenInput.Previous());
    }

    /** @throws org.fedlens.text.Problem if a part cannot work as planned */
    public void check(MethodRequirements plan) {
        supervision.check(plan);
        objective.check(plan);
    }

    /** The same method under another name, to vary from. */
    public Algorithm named(String other) {
        return new Algorithm(other, supervision, objective, budget, exchange, aggregator);
    }

    public Algorithm with(Objective other) {
        return new Algorithm(name, supervision, other, budget, exchange, aggregator);
    }

    /** The objective with another term added. */
    public Algorithm plus(Objective term) {
        return with(objective.plus(term));
    }

    public Algorithm with(Supervision other) {
        return new Algorithm(name, other, objective, budget, exchange, aggregator);
    }

    public Algorithm with(LocalBudget other) {
        return new Algorithm(name, supervision, objective, other, exchange, aggregator);
    }

    public Algorithm with(Exchange other) {
        return new Algorithm(name, supervision, objective, budget, other, aggregator);
    }

    public Algorithm with(Aggregator other) {
        return new Algorithm(name, supervision, objective, budget, exchange, other);
    }
}
