package org.fedlens.federated;

import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.settings.Named;
import org.fedlens.settings.Setting;

/**
 * Clients that do not finish their local work in a round. Who is slow and how much it gets done depends on (seed,
 * round, client) only, so that keeping and dropping partial work, and any two methods, meet the same stragglers.
 */
public sealed interface Stragglers {
    /** The share of its local work that a client gets done in a round: 1 for all of it. */
    double work(long seed, int round, int client);

    /** True if what a straggler has done counts; otherwise it is as if it had dropped out. */
    boolean keepPartial();

    /** Everybody finishes. */
    @Named("none")
    record None() implements Stragglers {
        @Override
        public double work(long seed, int round, int client) {
            return 1;
        }

        @Override
        public boolean keepPartial() {
            return true;
        }
    }

    /**
     * Some clients get only part of their work done, as in the experiments of FedProx (Li et al. 2020).
     *
     * @param slowShare chance with which a client is slow in a round
     * @param leastWork a slow client does a share of its steps between this and all
     * @param keepPartial false drops their updates, as FedAvg is run in that paper
     */
    @Named("some")
    record Some(
            @Setting(standard = "0.5", min = 0, max = 1, live = true) double slowShare,
            @Setting(standard = "0.1", min = 0.01, max = 1, live = true) double leastWork,
            @Setting(standard = "true", live = true) boolean keepPartial)
            implements Stragglers {
        @Override
        public double work(long seed, int round, int client) {
            var random = Streams.of(seed, Purpose.STRAGGLERS, round, client);
            double luck = random.nextDouble();
            double done = leastWork + (1 - leastWork) * random.nextDouble();
            return luck < slowShare ? done : 1;
        }
    }
}
