package org.fedlens.experiment.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.fedlens.experiment.settings.Experiment;
import org.fedlens.federated.Broadcast;
import org.fedlens.federated.ClientUpdate;
import org.fedlens.federated.RoundStage;
import org.fedlens.federated.robust.Attack;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.weights.Weights;

/**
 * The malicious clients of a round: honest updates pass, those of malicious clients wait until all
 * are there, are forged together and go in last. Without an attack nothing waits and nothing changes.
 */
final class ByzantineUpdates implements RoundStage {
    private final Attack attack;
    private final long seed;
    private final Broadcast broadcast;
    private final List<ClientUpdate> waiting = new ArrayList<>();

    ByzantineUpdates(Experiment experiment, Broadcast broadcast) {
        this.attack = experiment.system().attack();
        this.seed = experiment.seed();
        this.broadcast = broadcast;
    }

    @Override
    public void arrive(ClientUpdate update, Consumer<ClientUpdate> next) {
        if (update.client() < attack.attackers() && !attack.flipsLabels()) {
            waiting.add(update);
        } else {
            next.accept(update);
        }
    }

    @Override
    public void allArrived(Consumer<ClientUpdate> next) {
        List<Weights> honest = waiting.stream().map(ClientUpdate::weights).toList();
        for (int which = 0; which < waiting.size(); which++) {
            ClientUpdate update = waiting.get(which);
            Weights forged = attack.forge(
                    honest,
                    which,
                    broadcast.global(),
                    Streams.of(seed, Purpose.ATTACK, broadcast.round(), update.client()));
            next.accept(update.with(forged));
        }
    }
}
