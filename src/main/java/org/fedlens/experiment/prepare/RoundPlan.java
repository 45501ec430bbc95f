package org.fedlens.experiment.prepare;

import java.util.List;
import java.util.Optional;
import org.fedlens.experiment.settings.Experiment;
import org.fedlens.experiment.settings.TrainingSettings;
import org.fedlens.experiment.store.FederationState;
import org.fedlens.federated.PrivacyGuarantee;
import org.fedlens.federated.RoundContext;
import org.fedlens.federated.ServerState;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.text.Text;

/** What is decided before a round begins. Depends on (seed, round) only, never on what was drawn before. */
public final class RoundPlan {
    private RoundPlan() {}

    /** True if this client sends nothing in this round. */
    public static boolean drops(long seed, int round, int client, double probability) {
        return probability > 0
                && Streams.of(seed, Purpose.DROP_OUT, round, client).nextDouble() < probability;
    }

    /** The next round as the method's rule sees it. */
    public static RoundContext round(Experiment experiment, ServerState before, List<Integer> cohort, int population) {
        TrainingSettings training = experiment.training();
        double share = (double) training.sampling().count(population, training.participation()) / population;
        double rate =
                training.sampling().rate(population, training.participation()).orElse(share);
        return new RoundContext(before, cohort, population, rate, experiment.seed());
    }

    /** Why no further round may be played although some are planned. */
    public static Optional<Text> end(FederationState state, int population) {
        Optional<PrivacyGuarantee> privacy =
                state.experiment().algorithm().aggregator().privacy();
        RoundContext next = round(state.experiment(), state.server(), List.of(), population);
        return privacy.filter(promise -> promise.budget() > 0 && promise.after(next) > promise.budget())
                .map(promise -> Text.of("run.budgetSpent", promise.budget(), state.round()));
    }
}
