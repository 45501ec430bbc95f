package org.fedlens.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.algorithm.Catalog;
import org.fedlens.data.ImageShape;
import org.fedlens.data.LabelledImages;
import org.fedlens.data.Labels;
import org.fedlens.data.Normalization;
import org.fedlens.data.PixelBlock;
import org.fedlens.federated.Broadcast;
import org.fedlens.federated.ClientState;
import org.fedlens.federated.MethodMemory;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.training.ClientTask;
import org.fedlens.training.Optimizer;
import org.fedlens.training.network.Architecture;
import org.fedlens.training.network.Network;
import org.fedlens.weights.Weights;

/**
 * The recipe on which federated simulators publish their speed: CIFAR-10 shapes, 50 images a client, batches of 10, one
 * epoch, two convolutions of 32 and 64 kernels, max-pooling, a dense layer of 128. The pixels are random bytes; time
 * does not depend on them.
 */
final class PublishedRecipe {
    static final ImageShape SHAPE = new ImageShape(3, 32, 32);
    static final int CLASSES = 10;
    static final int IMAGES = 50;
    static final int BATCH = 10;
    static final Optimizer.Sgd OPTIMIZER = new Optimizer.Sgd(0.05, 0.9, 5e-4, false);
    static final Normalization NORMALIZATION =
            new Normalization(new float[] {0.5f, 0.5f, 0.5f}, new float[] {0.29f, 0.29f, 0.29f});
    private static final long SEED = 1;

    private PublishedRecipe() {}

    static Network network() {
        return new Architecture.SmallCnn(1.0).network(SHAPE, CLASSES);
    }

    static Weights initial() {
        return network().initial(Streams.of(SEED, Purpose.INITIAL_WEIGHTS));
    }

    /** One round's visits to so many clients. */
    static List<ClientTask> visits(Weights global, int clients) {
        List<ClientTask> visits = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            visits.add(new ClientTask(
                    SEED,
                    new Broadcast(1, global, MethodMemory.NONE),
                    ClientState.fresh(client),
                    Catalog.get("FedAvg"),
                    OPTIMIZER,
                    BATCH,
                    images(client),
                    Optional.empty()));
        }
        return visits;
    }

    private static LabelledImages images(int client) {
        UniformRandomProvider random = Streams.of(SEED, Purpose.SUBSET, client);
        byte[] pixels = new byte[IMAGES * SHAPE.size()];
        random.nextBytes(pixels);
        int[] labels =
                IntStream.range(0, IMAGES).map(i -> random.nextInt(CLASSES)).toArray();
        return new LabelledImages(PixelBlock.of(SHAPE, pixels), Labels.of(labels, CLASSES));
    }
}
