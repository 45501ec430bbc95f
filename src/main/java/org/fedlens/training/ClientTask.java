package org.fedlens.training;

import java.util.Optional;
import org.fedlens.augmentation.SceneAugmentation;
import org.fedlens.data.LabelledImages;
import org.fedlens.federated.Broadcast;
import org.fedlens.federated.ClientState;

/**
 * One client's visit: everything it needs, all of it immutable and on the heap.
 *
 * @param seed of the run; the client's stream is drawn from (seed, round, client)
 * @param images the client's own
 * @param alteration what is done to pictures and masks before each step
 * @param optimizer with the learning rate of this round
 * @param test what the client's own model is tried on afterwards, where that is wanted
 */
public record ClientTask(
        long seed,
        Broadcast broadcast,
        ClientState past,
        Algorithm algorithm,
        Optimizer optimizer,
        int batch,
        LabelledImages images,
        SceneAugmentation alteration,
        Optional<EvaluationTask> test) {
    /** With pictures as they are. */
    public ClientTask(
            long seed,
            Broadcast broadcast,
            ClientState past,
            Algorithm algorithm,
            Optimizer optimizer,
            int batch,
            LabelledImages images,
            Optional<EvaluationTask> test) {
        this(seed, broadcast, past, algorithm, optimizer, batch, images, new SceneAugmentation.None(), test);
    }

    public int client() {
        return past.client();
    }
}
