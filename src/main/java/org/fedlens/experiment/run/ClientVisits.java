package org.fedlens.experiment.run;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.fedlens.experiment.event.EventPublisher;
import org.fedlens.experiment.event.RunEvent;
import org.fedlens.experiment.prepare.PreparedExperiment;
import org.fedlens.experiment.prepare.RunControl;
import org.fedlens.experiment.settings.Experiment;
import org.fedlens.experiment.settings.TrainingSettings;
import org.fedlens.experiment.store.FederationState;
import org.fedlens.federated.AggregationStages;
import org.fedlens.federated.Broadcast;
import org.fedlens.federated.MethodMemory;
import org.fedlens.federated.Traffic;
import org.fedlens.federated.Upload;
import org.fedlens.federated.clock.AggregationWindow;
import org.fedlens.federated.clock.InFlightUpdate;
import org.fedlens.training.Algorithm;
import org.fedlens.training.ClientResult;
import org.fedlens.training.ClientTask;
import org.fedlens.training.EvaluationTask;
import org.fedlens.training.engine.NativeLibrary;
import org.fedlens.training.local.LocalTrainer;
import org.fedlens.weights.ChangeSketch;

/** The clients' side of a round: each one whose update will count trains and sends; they may do so at the same time. */
final class ClientVisits {
    private final PreparedExperiment prepared;
    private final RunControl control;
    private final EventPublisher events;
    private final LocalTrainer trainer;

    ClientVisits(PreparedExperiment prepared, NativeLibrary engine, RunControl control, EventPublisher events) {
        this.prepared = prepared;
        this.control = control;
        this.events = events;
        this.trainer =
                new LocalTrainer(engine, prepared.network(), prepared.data().normalization());
    }

    /**
     * The visits that end in a window, in its order.
     *
     * @param algorithm with the budget of a client that nothing hinders
     * @param now what is sent out in this round
     * @param planner knows how long each client trains
     * @param stages what is done to an update before it travels
     */
    List<Callable<Arrival>> of(
            FederationState state,
            Algorithm algorithm,
            Broadcast now,
            RoundPlanner planner,
            AggregationWindow window,
            AggregationStages stages) {
        return window.arrived().stream()
                .map(flight -> {
                    Broadcast received = received(state, now, flight);
                    Algorithm own = algorithm.with(planner.budget(flight));
                    return (Callable<Arrival>)
                            () -> visit(now.round(), task(state, received, own, flight.client()), stages);
                })
                .toList();
    }

    /** What a client was sent when it set out. */
    private static Broadcast received(FederationState state, Broadcast now, InFlightUpdate flight) {
        return flight.round() == now.round()
                ? now
                : new Broadcast(flight.round(), state.sky().bases().get(flight.round()), MethodMemory.NONE);
    }

    private ClientTask task(FederationState state, Broadcast received, Algorithm algorithm, int client) {
        Experiment experiment = state.experiment();
        TrainingSettings training = experiment.training();
        Optional<EvaluationTask> test = experiment.evaluation().clients() && experiment.evaluates(state.round() + 1)
                ? prepared.exam(client, experiment)
                : Optional.empty();
        return new ClientTask(
                experiment.seed(),
                received,
                state.client(client),
                algorithm,
                training.optimizer().withLearningRate(training.learningRate(received.round())),
                training.batch(),
                prepared.clients().get(client),
                training.augmentation(),
                test);
    }

    private Arrival visit(int round, ClientTask task, AggregationStages stages) throws InterruptedException {
        int client = task.client();
        double begun = events.seconds();
        events.emit(new RunEvent.ClientStarted(round, client));
        ClientResult result = trainer.train(
                task, control.pace(share -> events.emit(new RunEvent.ClientProgress(round, client, share))));
        Upload upload = stages.send(result.update(), result.next().memory(), task.broadcast());
        Traffic up = task.algorithm().exchange().up();
        long images = prepared.imageBytes(client);
        Arrival arrival = new Arrival(
                task.broadcast(),
                result,
                upload,
                ChangeSketch.of(result.update().weights(), task.broadcast().global()),
                up.up(upload.bytes(), round, images),
                up.up(result.update().bytes(), round, images));
        events.emit(new RunEvent.ClientDone(
                round,
                client,
                result.update().samples(),
                result.update().steps(),
                result.loss(),
                result.figures().getOrDefault("accuracy", Double.NaN),
                result.drift(),
                arrival.bytes(),
                events.seconds() - begun));
        return arrival;
    }
}
