package org.fedlens.experiment;

import java.io.IOException;
import java.nio.file.Path;
import org.fedlens.federated.Broadcast;
import org.fedlens.federated.Exchange;
import org.fedlens.federated.Memory;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;
import org.fedlens.training.Evaluator;
import org.fedlens.training.Pace;
import org.fedlens.training.engine.Native;
import org.fedlens.weights.Weights;

/**
 * The model of a run at its newest checkpoint with the data it is tried on: for a later look at single pictures. A run
 * that is still on can be looked at too. Its work is done on the calling thread, one batch at a time.
 */
public final class Predictor {
    /** A run that is on may put a newer checkpoint in the place of the one that is being read. */
    private static final int TRIES = 3;

    private final PastRun run;
    private final Prepared prepared;
    private final FederationState state;
    private final Evaluator evaluator;

    private Predictor(PastRun run, Prepared prepared, FederationState state, Evaluator evaluator) {
        this.run = run;
        this.prepared = prepared;
        this.state = state;
        this.evaluator = evaluator;
    }

    /**
     * Reads the data and the newest checkpoint of a run.
     *
     * @throws Problem if there is none, the data have changed since, or something cannot be read
     */
    public static Predictor open(Path folder) {
        Native.prepareThread();
        PastRun run = PastRun.open(folder);
        Path base = Path.of(run.environment().base());
        Prepared prepared = Prepared.of(run.experiment(), base);
        if (!run.environment().data().equals(prepared.data().hash())) {
            throw new Problem("data.source", Text.of("run.dataChanged"), Text.of("run.restoreData"));
        }
        Evaluator evaluator = new Evaluator(
                Native.open("cpu"), prepared.network(), prepared.data().normalization());
        return new Predictor(run, prepared, newest(folder), evaluator);
    }

    private static FederationState newest(Path folder) {
        IOException last = new IOException("no checkpoint");
        for (int attempt = 0; attempt < TRIES; attempt++) {
            try {
                Checkpoints.Saved saved = Checkpoints.last(folder)
                        .orElseThrow(() -> new Problem(
                                folder.toString(), Text.of("run.noCheckpoint"), Text.of("run.noCheckpoint.mend")));
                return Checkpoints.load(folder, saved);
            } catch (IOException e) {
                last = e;
            }
        }
        throw new Problem(folder.toString(), Text.of("run.damaged"), Text.of("run.openOther"), last);
    }

    /** The round whose model this is. */
    public int round() {
        return state.round();
    }

    /** True if the server has a whole model; otherwise it is the first client's that is looked at. */
    public boolean shared() {
        return exchange().up().sharesAll();
    }

    private Exchange exchange() {
        return state.experiment().algorithm().exchange();
    }

    /** The model that all share, or the first client's where clients keep some of it to themselves. */
    Weights model() {
        return shared() ? state.server().global() : model(0);
    }

    /** The model that a client would begin its next visit with. */
    Weights model(int client) {
        Broadcast next = new Broadcast(state.round() + 1, state.server().global(), Memory.NONE);
        return exchange().personalization().start(next, state.client(client));
    }

    /** What a client keeps for itself besides its model. */
    Memory memory(int client) {
        return state.client(client).memory();
    }

    /** Lets somebody who no longer waits end the work between two batches. */
    static Pace pace(Watch watch) {
        return new Pace() {
            @Override
            public void pass() throws InterruptedException {
                watch.require();
            }

            @Override
            public void progress(double share) {}
        };
    }

    PastRun run() {
        return run;
    }

    Prepared prepared() {
        return prepared;
    }

    Evaluator evaluator() {
        return evaluator;
    }

    /** As it stood at the checkpoint. */
    Experiment experiment() {
        return state.experiment();
    }

    EvaluationSettings rules() {
        return state.experiment().evaluation();
    }
}
