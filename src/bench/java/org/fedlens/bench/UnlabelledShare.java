package org.fedlens.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fedlens.algorithm.Catalog;
import org.fedlens.data.ImageShape;
import org.fedlens.data.LabelledImages;
import org.fedlens.data.Labels;
import org.fedlens.data.Normalization;
import org.fedlens.data.PixelBlock;
import org.fedlens.experiment.execution.Crew;
import org.fedlens.federated.Broadcast;
import org.fedlens.federated.ClientState;
import org.fedlens.federated.Memory;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.training.Algorithm;
import org.fedlens.training.Architecture;
import org.fedlens.training.ClientResult;
import org.fedlens.training.ClientTask;
import org.fedlens.training.LocalBudget;
import org.fedlens.training.LocalTrainer;
import org.fedlens.training.Network;
import org.fedlens.training.Optimizer;
import org.fedlens.training.Pace;
import org.fedlens.training.engine.Native;
import org.fedlens.weights.Weights;

/**
 * Which share of a visit without labels is spent outside libtorch, views included: ResNet-8 of width 16, colour
 * pictures of 32 x 32, batches of 128, for the methods named on the command line.
 */
public final class UnlabelledShare {
    private static final ImageShape SHAPE = new ImageShape(3, 32, 32);
    private static final int IMAGES = 256;
    private static final int BATCH = 128;
    private static final int CLIENTS = 2;
    private static final Normalization NORMALIZATION =
            new Normalization(new float[] {0.5f, 0.5f, 0.5f}, new float[] {0.25f, 0.25f, 0.25f});

    private UnlabelledShare() {}

    public static void main(String[] arguments) throws InterruptedException {
        List<String> named =
                Stream.of(arguments).filter(name -> !name.isBlank()).toList();
        List<String> methods = named.isEmpty() ? List.of("FedSimCLR", "FedBYOL") : named;
        for (String method : methods) {
            System.out.println(method);
            measure(Catalog.get(method).with(new LocalBudget.Epochs(1)));
        }
    }

    private static void measure(Algorithm algorithm) throws InterruptedException {
        Network network = new Architecture.SmallResNet(16, 1)
                .network(SHAPE, 1, algorithm.objective().heads());
        Weights start = network.initial(Streams.of(1, Purpose.INITIAL_WEIGHTS));
        byte[] pixels = new byte[IMAGES * SHAPE.size()];
        Streams.of(1, Purpose.GENERATED).nextBytes(pixels);
        LabelledImages images = new LabelledImages(PixelBlock.of(SHAPE, pixels), Labels.of(new int[IMAGES], 1));
        LocalTrainer trainer = new LocalTrainer(Native.open("cpu"), network, NORMALIZATION);
        List<Callable<ClientResult>> visits = new ArrayList<>();
        IntStream.range(0, CLIENTS).forEach(client -> {
            ClientTask task = new ClientTask(
                    1,
                    new Broadcast(1, start, Memory.NONE),
                    ClientState.fresh(client),
                    algorithm,
                    new Optimizer.Sgd(0.05, 0.9, 5e-4, false),
                    BATCH,
                    images,
                    Optional.empty());
            visits.add(() -> trainer.train(task, Pace.FREE));
        });
        try (Crew crew = new Crew(CLIENTS)) {
            EngineShare.measure(() -> crew.run(visits, result -> {}));
        }
    }
}
