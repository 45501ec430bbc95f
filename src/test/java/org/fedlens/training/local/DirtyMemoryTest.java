package org.fedlens.training.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.fedlens.algorithm.Catalog;
import org.fedlens.data.ImageShape;
import org.fedlens.data.LabelledImages;
import org.fedlens.data.Normalization;
import org.fedlens.federated.Broadcast;
import org.fedlens.federated.ClientState;
import org.fedlens.federated.MethodMemory;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.training.Algorithm;
import org.fedlens.training.ClientTask;
import org.fedlens.training.Optimizer;
import org.fedlens.training.PixelWorld;
import org.fedlens.training.engine.JunkMemory;
import org.fedlens.training.network.Network;
import org.fedlens.training.network.SmallUNet;
import org.fedlens.training.tensor.TrainingControl;
import org.fedlens.weights.Weights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No number depends on what lay in memory before: libtorch hands out NaN, and the bits stay the same. */
class DirtyMemoryTest {
    private static final ImageShape SCENE = new ImageShape(3, 48, 64);

    @AfterEach
    void clean() {
        JunkMemory.handOut(false);
    }

    private static Weights visit(Network network) throws InterruptedException {
        LabelledImages scenes = PixelWorld.scenes(12, SCENE);
        Algorithm averaging = Catalog.get("FedAvg");
        ClientTask task = new ClientTask(
                9,
                new Broadcast(1, network.initial(Streams.of(1, Purpose.INITIAL_WEIGHTS)), MethodMemory.NONE),
                ClientState.fresh(0),
                averaging,
                new Optimizer.Sgd(0.05, 0.9, 5e-4, false),
                8,
                scenes,
                Optional.empty());
        Normalization plain = new Normalization(new float[] {0.5f, 0.5f, 0.5f}, new float[] {0.25f, 0.25f, 0.25f});
        return new LocalTrainer(TrainingParity.engine(), network, plain)
                .train(task, TrainingControl.FREE)
                .update()
                .weights();
    }

    /** 8 channels fill no block of the engine; 16 fill one but not two. */
    @ParameterizedTest
    @ValueSource(ints = {8, 12, 16})
    void aVisitOfTheSmallUNetGivesTheSameBitsFromAnyMemory(int channels) throws Exception {
        Network network = new SmallUNet(channels).network(SCENE, PixelWorld.CLASSES);
        Weights clean = visit(network);
        assertTrue(clean.finite());
        JunkMemory.handOut(true);
        assertEquals(clean, visit(network));
        assertEquals(clean, visit(network));
    }
}
