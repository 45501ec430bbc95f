package org.fedlens.memory;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
import org.fedlens.training.DivergedException;
import org.fedlens.training.Optimizer;
import org.fedlens.training.engine.NativeLibrary;
import org.fedlens.training.local.LocalTrainer;
import org.fedlens.training.network.Architecture;
import org.fedlens.training.network.Network;
import org.fedlens.training.tensor.TrainingControl;
import org.fedlens.weights.Weights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A simulation makes thousands of visits in one process: what one visit leaves behind in native memory, all of them
 * leave. The model has 317,000 parameters, so one forgotten set of velocities each visit would be 1.3 MB, and 228 MB
 * between the two readings.
 */
@Tag("own-process")
class ClientVisitsMemoryTest {
    private static final ImageShape SHAPE = new ImageShape(1, 16, 16);
    private static final int CLASSES = 10;
    private static final int EARLY = 20;
    private static final int LATE = 200;
    private static final long MEGABYTE = 1 << 20;
    /** The compiler and the class loader allocate with malloc as well, more so in a process that ran other tests. */
    private static final long COMPILER = 48 * MEGABYTE;

    private static final Optimizer MOMENTUM = new Optimizer.Sgd(0.01, 0.9, 5e-4, false);
    private static final Optimizer DIVERGING = new Optimizer.Sgd(1e30, 0.9, 5e-4, false);

    private final ExecutorService worker = Executors.newSingleThreadExecutor(work -> new Thread(() -> {
        NativeLibrary.prepareThread();
        work.run();
    }));
    private final Network network = new Architecture.SmallCnn(1.0).network(SHAPE, CLASSES);
    private final Weights initial = network.initial(Streams.of(1, Purpose.INITIAL_WEIGHTS));
    private final LocalTrainer trainer = new LocalTrainer(
            NativeLibrary.open("cpu"), network, new Normalization(new float[] {0.5f}, new float[] {0.3f}));

    @AfterEach
    void stop() {
        worker.shutdownNow();
    }

    @Test
    void visitsWithMomentumLeaveNoNativeArrayBehind() throws Exception {
        requireMallocCount();
        visit(EARLY, MOMENTUM);
        long early = NativeHeap.inUse().orElseThrow();
        visit(LATE - EARLY, MOMENTUM);
        long late = NativeHeap.settled(early + COMPILER).orElseThrow();
        assertTrue(
                late - early < COMPILER,
                () -> "malloc holds " + (late - early) / MEGABYTE + " MB more after " + LATE + " visits than after "
                        + EARLY);
    }

    @Test
    void residentMemoryIsFlatOverTwoHundredVisits() throws Exception {
        assumeTrue(NativeHeap.resident().isPresent(), "This system has no /proc/self/status to read VmRSS from");
        visit(EARLY, MOMENTUM);
        System.gc();
        long early = NativeHeap.besideJava().orElseThrow();
        visit(LATE - EARLY, MOMENTUM);
        System.gc();
        long late = NativeHeap.besideJava().orElseThrow();
        assertTrue(
                late <= early * 1.05 + COMPILER,
                () -> "resident beside Java's own: " + early / MEGABYTE + " MB after " + EARLY + " visits, "
                        + late / MEGABYTE + " MB after " + LATE);
    }

    @Test
    void visitsThatEndInAnExceptionLeaveNoNativeArrayBehind() throws Exception {
        requireMallocCount();
        diverge(EARLY);
        long early = NativeHeap.inUse().orElseThrow();
        diverge(LATE - EARLY);
        long late = NativeHeap.settled(early + COMPILER).orElseThrow();
        assertTrue(late - early < COMPILER, () -> "malloc holds " + (late - early) / MEGABYTE + " MB more");
    }

    private static void requireMallocCount() {
        assumeTrue(NativeHeap.inUse().isPresent(), "This system's C library has no mallinfo2 to count with");
    }

    private void visit(int times, Optimizer optimizer) throws Exception {
        for (int client = 0; client < times; client++) {
            ClientTask task = task(client, optimizer);
            onWorker(() -> trainer.train(task, TrainingControl.FREE));
        }
    }

    private void diverge(int times) throws Exception {
        for (int client = 0; client < times; client++) {
            ClientTask task = task(client, DIVERGING);
            assertTrue(onWorker(() -> {
                try {
                    trainer.train(task, TrainingControl.FREE);
                    return false;
                } catch (DivergedException expected) {
                    return true;
                }
            }));
        }
    }

    private <R> R onWorker(Callable<R> job) throws InterruptedException, ExecutionException {
        return worker.submit(job).get();
    }

    private ClientTask task(int client, Optimizer optimizer) {
        UniformRandomProvider random = Streams.of(1, Purpose.SUBSET, client);
        byte[] pixels = new byte[20 * SHAPE.size()];
        random.nextBytes(pixels);
        int[] labels = IntStream.range(0, 20).map(i -> random.nextInt(CLASSES)).toArray();
        LabelledImages images = new LabelledImages(PixelBlock.of(SHAPE, pixels), Labels.of(labels, CLASSES));
        return new ClientTask(
                1,
                new Broadcast(1, initial, MethodMemory.NONE),
                ClientState.fresh(client),
                Catalog.get("FedAvg"),
                optimizer,
                10,
                images,
                Optional.empty());
    }
}
