package org.fedlens.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.fedlens.experiment.execution.Crew;
import org.fedlens.training.ClientResult;
import org.fedlens.training.ClientTask;
import org.fedlens.training.engine.NativeLibrary;
import org.fedlens.training.local.LocalTrainer;
import org.fedlens.training.tensor.TrainingControl;
import org.fedlens.weights.Weights;

/** Clients side by side on workers with one libtorch thread each, as a run trains them. */
final class OurWay implements AutoCloseable {
    private final LocalTrainer trainer =
            new LocalTrainer(NativeLibrary.open("cpu"), PublishedRecipe.network(), PublishedRecipe.NORMALIZATION);
    private final Crew crew;

    OurWay(int workers) {
        this.crew = new Crew(workers);
    }

    /** Trains every client once. @return their weights, in order */
    List<Weights> round(List<ClientTask> visits) throws InterruptedException {
        List<Callable<ClientResult>> jobs = visits.stream()
                .<Callable<ClientResult>>map(visit -> () -> trainer.train(visit, TrainingControl.FREE))
                .toList();
        List<Weights> trained = new ArrayList<>();
        crew.run(jobs, result -> trained.add(result.update().weights()));
        return trained;
    }

    @Override
    public void close() {
        crew.close();
    }
}
