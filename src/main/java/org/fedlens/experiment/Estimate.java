package org.fedlens.experiment;

import java.util.Optional;
import java.util.function.LongSupplier;
import org.fedlens.data.ImageShape;
import org.fedlens.data.LabelledImages;
import org.fedlens.federated.Broadcast;
import org.fedlens.federated.Traffic;
import org.fedlens.federated.Upload;
import org.fedlens.training.Algorithm;
import org.fedlens.training.ClientTask;
import org.fedlens.training.LocalBudget;
import org.fedlens.training.LocalTrainer;
import org.fedlens.training.Pace;
import org.fedlens.training.engine.Native;

/**
 * What a run will roughly take, from a few steps of one client. A round is its visits - a fixed part each, and a time
 * per step - and its evaluations, shared by the workers; an image that is only looked at is counted as a third of one
 * that is trained on. Bytes are those of the drawn clients, without drop-outs.
 *
 * @param seconds of the whole run on this machine
 * @param bytes sent and received in the whole run
 * @param disk bytes of the run's folder: the weights that stay and the events, without what clients keep for themselves
 */
public record Estimate(double seconds, long bytes, long disk) {
    private static final int EVENT = 250;

    private static final int SHORT = 1;
    private static final int LONG = 3;
    private static final double LOOKING = 1.0 / 3;

    /**
     * Trains a few steps and throws them away. The calling thread must have been prepared by
     * {@link Native#prepareThread()}.
     *
     * @param nanos a clock
     */
    static Estimate of(Prepared prepared, Native engine, int workers, LongSupplier nanos) throws InterruptedException {
        Experiment experiment = prepared.experiment();
        TrainingSettings training = experiment.training();
        FederationState state = Runner.initial(prepared);
        Broadcast broadcast =
                new Broadcast(1, state.server().global(), state.server().memory());
        Visits visits = new Visits(prepared, engine, state, broadcast, nanos);
        visits.seconds(SHORT);
        double once = visits.seconds(SHORT);
        double step = Math.max(0, (visits.seconds(LONG) - once) / (LONG - SHORT));
        double fixed = Math.max(0, once - SHORT * step);

        int population = prepared.clients().size();
        int drawn = training.sampling().count(population, training.participation());
        double steps = prepared.clients().stream()
                        .mapToInt(images -> visits.budget().planned(batches(images, training.batch())))
                        .average()
                        .orElse(0)
                * drawn;
        double models = 1 + (experiment.evaluation().clients() ? drawn : 0);
        double looked = models
                * prepared.data().test().count()
                / experiment.evaluation().every();
        ImageShape whole = prepared.data().shape();
        double larger =
                (double) whole.size() / training.augmentation().after(whole).size();
        double round = drawn * fixed + steps * step + looked * larger * LOOKING * step / training.batch();
        return new Estimate(
                training.rounds() * round / workers, bytes(prepared, broadcast, drawn), disk(prepared, drawn));
    }

    private static long disk(Prepared prepared, int drawn) {
        int rounds = prepared.experiment().training().rounds();
        long weights = (long) prepared.network().layout().size() * Float.BYTES;
        return weights * Checkpoints.kept(rounds) + (long) rounds * (2L * drawn + 3) * EVENT;
    }

    private static long bytes(Prepared prepared, Broadcast broadcast, int drawn) {
        Experiment experiment = prepared.experiment();
        Traffic traffic = experiment.algorithm().exchange().up();
        if (traffic.pools()) {
            return prepared.imageBytes(0);
        }
        long each = traffic.down(broadcast)
                + Upload.planned(broadcast, traffic, experiment.system().compression());
        return experiment.training().rounds() * drawn * each;
    }

    private static int batches(LabelledImages images, int batch) {
        return (images.count() + batch - 1) / batch;
    }

    /** Visits of the client with most images, each cut off after some steps. */
    private record Visits(
            Prepared prepared, Native engine, FederationState state, Broadcast broadcast, LongSupplier nanos) {
        LocalBudget budget() {
            Experiment experiment = prepared.experiment();
            return experiment
                    .algorithm()
                    .budget()
                    .withEpochs(experiment.training().localEpochs());
        }

        double seconds(int steps) throws InterruptedException {
            Experiment experiment = prepared.experiment();
            Algorithm cut = experiment.algorithm().with(new LocalBudget.AtMost(budget(), steps));
            int client = largest();
            ClientTask task = new ClientTask(
                    experiment.seed(),
                    broadcast,
                    state.client(client),
                    cut,
                    experiment.training().optimizer(),
                    experiment.training().batch(),
                    prepared.clients().get(client),
                    experiment.training().augmentation(),
                    Optional.empty());
            long begun = nanos.getAsLong();
            new LocalTrainer(engine, prepared.network(), prepared.data().normalization()).train(task, Pace.FREE);
            return (nanos.getAsLong() - begun) / 1e9;
        }

        private int largest() {
            int best = 0;
            for (int client = 1; client < prepared.clients().size(); client++) {
                if (prepared.clients().get(client).count()
                        > prepared.clients().get(best).count()) {
                    best = client;
                }
            }
            return best;
        }
    }
}
