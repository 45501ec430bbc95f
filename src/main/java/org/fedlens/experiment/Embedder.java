package org.fedlens.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.fedlens.training.Evaluator;
import org.fedlens.training.engine.Native;

/**
 * Keeps what the server's encoder makes of some of the clients' images, or of pixels of their scenes, round after
 * round, for a later look at how the classes come apart.
 */
final class Embedder {
    private final Prepared prepared;
    private final Evaluator evaluator;
    private final RoundExecutor executor;
    private final Control control;
    private final EmbeddingFiles files;

    Embedder(Prepared prepared, Native engine, RoundExecutor executor, Control control, Path run) {
        this.prepared = prepared;
        this.evaluator =
                new Evaluator(engine, prepared.network(), prepared.data().normalization());
        this.executor = executor;
        this.control = control;
        this.files = EmbeddingFiles.of(run);
    }

    /** Keeps the embeddings of this state, if it is a round to keep. */
    Optional<RunEvent.Embedded> of(FederationState state) throws InterruptedException {
        EvaluationSettings settings = state.experiment().evaluation();
        boolean last = state.round() >= state.experiment().training().rounds();
        if (settings.embedEvery() == 0 || state.round() % settings.embedEvery() != 0 && !last) {
            return Optional.empty();
        }
        Sample sample = sample(settings.embedPoints());
        if (sample.count() == 0) {
            return Optional.empty();
        }
        Embeddings made = sample.of(state);
        try {
            if (!files.hasImages()) {
                files.write(sample.shown());
            }
            files.write(made);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(new RunEvent.Embedded(state.round(), made.vectors().length, made.vectors()[0].length));
    }

    private Sample sample(int wanted) {
        return prepared.network().pixelwise()
                ? new PixelSample(prepared, evaluator, executor, control, wanted)
                : new ImageSample(prepared, evaluator, executor, control, wanted);
    }
}
