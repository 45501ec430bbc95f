package org.fedlens.experiment.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fedlens.experiment.event.RunEvent;
import org.fedlens.experiment.prepare.PreparedExperiment;
import org.fedlens.experiment.prepare.RoundPlan;
import org.fedlens.experiment.settings.Experiment;
import org.fedlens.experiment.settings.SystemSettings;
import org.fedlens.experiment.settings.TrainingSettings;
import org.fedlens.experiment.store.FederationState;
import org.fedlens.federated.Broadcast;
import org.fedlens.federated.Traffic;
import org.fedlens.federated.clock.AggregationWindow;
import org.fedlens.federated.clock.ClientPool;
import org.fedlens.federated.clock.ClientTiming;
import org.fedlens.federated.clock.Device;
import org.fedlens.federated.clock.InFlightUpdate;
import org.fedlens.training.Algorithm;
import org.fedlens.training.LocalBudget;

/**
 * Decides before anybody trains who takes part in a round, how long everybody takes on the simulated clock, and whose
 * update will count. Budgets that look at the data as they go count with the steps they plan.
 */
public final class RoundPlanner implements ClientPool {
    private final PreparedExperiment prepared;
    private final ClientSampler cohorts;
    private final FederationState state;
    private final Algorithm algorithm;
    private final long down;
    private final long up;
    private final List<Integer> asked = new ArrayList<>();
    private int draws;

    RoundPlanner(
            PreparedExperiment prepared,
            ClientSampler cohorts,
            FederationState state,
            Algorithm algorithm,
            Broadcast broadcast) {
        this.prepared = prepared;
        this.cohorts = cohorts;
        this.state = state;
        this.algorithm = algorithm;
        this.down = algorithm.exchange().up().down(broadcast);
        this.up = state.experiment().system().devices().tick() ? up(broadcast) : 0;
    }

    /** Bytes of one update, as far as they are known before it exists. */
    private long up(Broadcast broadcast) {
        SystemSettings system = state.experiment().system();
        TrainingSettings training = state.experiment().training();
        Traffic traffic = algorithm.exchange().up();
        if (system.secrecy().idle()) {
            return system.compression().planned(broadcast, traffic);
        }
        long numbers = broadcast.global().only(traffic::carries).size() + 1L;
        int cohort = training.sampling().count(prepared.clients().size(), training.participation());
        return system.secrecy().bytes(numbers, cohort);
    }

    /** The next aggregation. */
    AggregationWindow window() throws InterruptedException {
        TrainingSettings training = state.experiment().training();
        int count = training.sampling().count(prepared.clients().size(), training.participation());
        return state.experiment()
                .system()
                .pacing()
                .next(round(), state.sky().now(), state.sky().flying(), count, this);
    }

    /** Who was sent the model, candidates that were not taken included. */
    int asked() {
        return asked.size();
    }

    private int round() {
        return state.round() + 1;
    }

    @Override
    public List<Integer> draw(Set<Integer> busy, int count) throws InterruptedException {
        Experiment experiment = state.experiment();
        List<Integer> there = experiment
                .system()
                .absent()
                .others(prepared.clients().size())
                .stream()
                .filter(client -> !busy.contains(client)
                        && experiment.system().devices().available(experiment.seed(), round(), client))
                .toList();
        ClientSampler.Drawn drawn = cohorts.draw(state, there, count, draws++);
        asked.addAll(drawn.asked());
        return drawn.cohort();
    }

    @Override
    public ClientTiming trip(int client) {
        Experiment experiment = state.experiment();
        SystemSettings system = experiment.system();
        int whole = algorithm.budget().planned(batches(client));
        // One learner that holds all images has no way to lose, and nobody waits for it.
        boolean alone = algorithm.exchange().up().pools();
        double work = alone ? 1 : system.stragglers().work(experiment.seed(), round(), client);
        boolean lost = !alone
                && (system.dropsOut(client)
                        || RoundPlan.drops(experiment.seed(), round(), client, system.dropOut())
                        || (work < 1 && !system.stragglers().keepPartial()));
        int steps = work < 1 ? (int) Math.max(1, Math.round(work * whole)) : whole;
        if (!system.devices().tick()) {
            return new ClientTiming(0, 0, 0, steps, lost);
        }
        Device device = system.devices().device(experiment.seed(), client);
        double images = (double) prepared.clients().get(client).labels().count() / Math.max(1, batches(client));
        double step = images
                / device.imagesPerSecond()
                * system.devices().luck(experiment.seed(), round(), client)
                * system.slowness(client);
        return new ClientTiming(down / device.download(), step, up / device.upload(), steps, lost);
    }

    /** How long a client trains on this flight. */
    LocalBudget budget(InFlightUpdate flight) {
        int whole = algorithm.budget().planned(batches(flight.client()));
        return flight.steps() < whole ? new LocalBudget.AtMost(algorithm.budget(), flight.steps()) : algorithm.budget();
    }

    private int batches(int client) {
        int batch = state.experiment().training().batch();
        return (prepared.clients().get(client).labels().count() + batch - 1) / batch;
    }

    /** What the simulated clock has to tell about a round; nothing without one. */
    Optional<RunEvent.Clocked> told(AggregationWindow window) {
        if (!state.experiment().system().devices().tick()) {
            return Optional.empty();
        }
        return Optional.of(clocked(round(), window));
    }

    public static RunEvent.Clocked clocked(int round, AggregationWindow window) {
        List<RunEvent.Span> spans = new ArrayList<>();
        window.arrived().forEach(flight -> spans.add(span(flight, RunEvent.Fate.COUNTED)));
        window.missed()
                .forEach(flight -> spans.add(span(flight, flight.lost() ? RunEvent.Fate.LOST : RunEvent.Fate.LATE)));
        return new RunEvent.Clocked(round, window.begun(), window.closed(), spans);
    }

    private static RunEvent.Span span(InFlightUpdate flight, RunEvent.Fate fate) {
        return new RunEvent.Span(
                flight.client(), flight.round(), flight.begun(), flight.arrives(), fate, flight.down(), flight.up());
    }
}
