package org.fedlens.federated.aggregation;

import java.util.function.Predicate;
import org.fedlens.federated.ClientUpdate;
import org.fedlens.federated.MethodMemory;
import org.fedlens.federated.ServerState;
import org.fedlens.federated.Weighting;
import org.fedlens.weights.Slot;
import org.fedlens.weights.SlotKind;
import org.fedlens.weights.WeightedSum;
import org.fedlens.weights.Weights;

/**
 * What most server rules need of a round: the weighted mean of all slots, learned ones to compute with and running
 * statistics to take over as they are, since no rule may subtract or scale a variance.
 */
final class LearnedSums {
    private final ServerState now;
    private final Weighting weighting;
    private final Predicate<Slot> summed;
    private WeightedSum sum;
    private int arrived;

    LearnedSums(ServerState now, Weighting weighting) {
        this(now, weighting, slot -> true);
    }

    private LearnedSums(ServerState now, Weighting weighting, Predicate<Slot> summed) {
        this.now = now;
        this.weighting = weighting;
        this.summed = summed;
    }

    /** For rules that sum learned slots in their own way: running statistics only. */
    static LearnedSums statistics(ServerState now, Weighting weighting) {
        return new LearnedSums(now, weighting, slot -> slot.kind() == SlotKind.RUNNING);
    }

    void add(ClientUpdate update) {
        Weights part = update.weights().only(summed);
        if (sum == null) {
            sum = new WeightedSum(part.layout());
        }
        sum.add(weighting.of(update), part);
        arrived++;
    }

    boolean isEmpty() {
        return arrived == 0;
    }

    int arrived() {
        return arrived;
    }

    /** The mean upload, laid over the server's model. */
    Weights mean() {
        return sum.mean().over(now.global());
    }

    /** The server's model as it was, learned slots only. */
    Weights before() {
        return now.global().only(Slot::learned);
    }

    /** The mean of the uploads, learned slots only. */
    Weights learned() {
        return mean().only(Slot::learned);
    }

    /** The next state: these learned slots over the mean running statistics. */
    ServerState next(Weights learned, MethodMemory memory) {
        Weights statistics = mean().only(slot -> slot.kind() == SlotKind.RUNNING);
        return now.next(learned.over(statistics.over(now.global())), memory);
    }
}
