package org.fedlens.federated;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The stages of one round in their order, with the rule at the end: updates go through the first stage, the second and so
 * on into the rule, and the aggregate comes back through the last stage first.
 */
public final class AggregationStages {
    private final List<RoundStage> stages;
    private final Aggregation rule;

    /**
     * @param stages the one that is nearest to the clients first
     * @param rule opened for this round
     */
    public AggregationStages(List<RoundStage> stages, Aggregation rule) {
        this.stages = List.copyOf(stages);
        this.rule = rule;
    }

    /**
     * On the client: what leaves it of an update. Any thread may call this.
     *
     * @param kept what the client remembers after its visit
     * @param received what the server had sent it
     */
    public Upload send(ClientUpdate update, MethodMemory kept, Broadcast received) {
        Upload upload = new Upload(update, kept, update.bytes());
        for (RoundStage stage : stages) {
            upload = stage.send(upload, received);
        }
        return upload;
    }

    /** On the server: takes in an update; to be called in cohort order. */
    public void arrive(ClientUpdate update) {
        into(0).accept(update);
    }

    /** On the server: the next state, when everybody has arrived. To be called once. */
    public ServerState close() throws InterruptedException {
        for (int i = 0; i < stages.size(); i++) {
            stages.get(i).allArrived(into(i + 1));
        }
        ServerState state = rule.close();
        for (int i = stages.size() - 1; i >= 0; i--) {
            state = stages.get(i).merged(state);
        }
        return state;
    }

    /** What the rule and the stages have to tell about the round once it is closed, by the name of the metric. */
    public Map<String, Double> figures() {
        Map<String, Double> all = new TreeMap<>(rule.figures());
        stages.forEach(stage -> all.putAll(stage.figures()));
        return all;
    }

    private Consumer<ClientUpdate> into(int stage) {
        return stage == stages.size() ? rule::add : update -> stages.get(stage).arrive(update, into(stage + 1));
    }
}
