package org.fedlens.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.algorithm.Catalog;
import org.fedlens.data.ImageShape;
import org.fedlens.data.LabelledImages;
import org.fedlens.data.Labels;
import org.fedlens.data.Normalization;
import org.fedlens.data.PixelBlock;
import org.fedlens.data.SegmentationSet;
import org.fedlens.federated.Broadcast;
import org.fedlens.federated.ClientState;
import org.fedlens.federated.Memory;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.training.Algorithm;
import org.fedlens.training.ClientResult;
import org.fedlens.training.ClientTask;
import org.fedlens.training.Heads;
import org.fedlens.training.LocalBudget;
import org.fedlens.training.LocalTrainer;
import org.fedlens.training.Network;
import org.fedlens.training.OpenTrainer;
import org.fedlens.training.Optimizer;
import org.fedlens.training.Pace;
import org.fedlens.training.View;
import org.fedlens.training.engine.Native;
import org.fedlens.weights.Weights;

/**
 * One step of BiSeNetV2 at full width with its auxiliary heads, two pictures of 512 x 512, 19 classes, cross-entropy,
 * SGD with momentum, as a client makes it against the same step in libtorch called directly, both on one thread. With
 * the argument {@code memory}: what stays resident over a visit of 100 such steps.
 */
public final class SegStep {
    private static final int CLASSES = 19;
    private static final int BATCH = 2;
    private static final int SIDE = 512;
    private static final int SMALL_SIDE = 128;
    private static final int STEPS = 2;
    private static final int LONG = 100;
    private static final int EARLY = 5;
    private static final int TENTH = 10;
    private static final double DROPOUT = 0.1;
    private static final int[] VERIFIED = {1, 2, 4};
    private static final Optimizer SGD = new Optimizer.Sgd(0.01, 0.9, 5e-4, false);
    /** Only to compare numbers: the context block normalises over two numbers, which makes large steps chaotic. */
    private static final Optimizer SLOW = new Optimizer.Sgd(1e-4, 0.9, 5e-4, false);

    private static final Algorithm ALGORITHM = Catalog.get("FedAvg");

    private SegStep() {}

    /** @param arguments how many pairs, 5 unless told otherwise, 0 only compares numbers; or {@code memory} */
    public static void main(String[] arguments) throws InterruptedException {
        String argument = arguments.length > 0 ? arguments[0] : "";
        Native.prepareThread();
        if (argument.equals("memory")) {
            memory(new Scene(SIDE, DROPOUT, SGD));
            return;
        }
        Scene plain = new Scene(SMALL_SIDE, 0, SLOW);
        System.out.printf(Locale.ROOT, "at %d x %d without dropout%n", SMALL_SIDE, SMALL_SIDE);
        StepPairs.verify(plain::ours, plain::anew, VERIFIED);
        int pairs = argument.isBlank() ? 5 : Integer.parseInt(argument);
        if (pairs == 0) {
            return;
        }
        System.out.printf(Locale.ROOT, "at %d x %d with dropout%n", SIDE, SIDE);
        Scene whole = new Scene(SIDE, DROPOUT, SGD);
        whole.ours(1);
        whole.direct(1);
        StepPairs.compare(whole::ours, whole::direct, pairs, STEPS);
    }

    private static void memory(Scene scene) throws InterruptedException {
        Map<Integer, Long> seen = new TreeMap<>();
        OpenTrainer.train(scene.trainer, scene.task(LONG), List.of(scene.given), new Pace() {
            @Override
            public void pass() {}

            @Override
            public void progress(double share) {
                int step = (int) Math.round(share * LONG);
                seen.put(step, ResidentMemory.resident());
                if (step <= EARLY || step % TENTH == 0) {
                    System.out.printf(Locale.ROOT, "step %3d: %8.1f MB resident%n", step, seen.get(step) / 1024.0);
                }
            }
        });
        ResidentMemory.tell("step", seen, EARLY, LONG);
    }

    /** A batch with both ways to learn from it. */
    private static final class Scene {
        final LocalTrainer trainer;
        final OpenTrainer.Given given;
        private final ImageShape shape;
        private final Weights start;
        private final Optimizer optimizer;
        private final DirectSeg hand;

        Scene(int side, double dropout, Optimizer optimizer) {
            this.optimizer = optimizer;
            shape = new ImageShape(3, side, side);
            Network network = OpenTrainer.biSeNetV2(dropout).network(shape, CLASSES, Heads.PLAIN);
            start = network.initial(Streams.of(1, Purpose.INITIAL_WEIGHTS));
            float[] usual = {0.5f, 0.5f, 0.5f};
            trainer = new LocalTrainer(Native.open("cpu"), network, new Normalization(usual, usual));
            UniformRandomProvider random = Streams.of(1, Purpose.SUBSET);
            float[] images = new float[BATCH * shape.size()];
            for (int i = 0; i < images.length; i++) {
                images[i] = 2 * random.nextFloat() - 1;
            }
            long[] labels = new long[BATCH * side * side];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = random.nextInt(CLASSES + 1);
                labels[i] = labels[i] == CLASSES ? SegmentationSet.IGNORE : labels[i];
            }
            given = new OpenTrainer.Given(
                    Map.of(View.FIRST, images), List.of((long) BATCH, 3L, (long) side, (long) side), labels);
            hand = new DirectSeg(start.layout(), images, labels, CLASSES, side, dropout, optimizer);
            hand.load(start);
        }

        StepPairs.Way.Done ours(int steps) throws InterruptedException {
            ClientResult result = OpenTrainer.train(trainer, task(steps), List.of(given), Pace.FREE);
            return new StepPairs.Way.Done(result.loss(), result.update().weights());
        }

        StepPairs.Way.Done direct(int steps) {
            return new StepPairs.Way.Done(hand.train(steps, 1), Weights.NONE);
        }

        StepPairs.Way.Done anew(int steps) {
            hand.load(start);
            double loss = hand.train(steps, 1);
            return new StepPairs.Way.Done(loss, hand.save());
        }

        ClientTask task(int steps) {
            LabelledImages images = new LabelledImages(
                    PixelBlock.of(shape, new byte[BATCH * shape.size()]), Labels.of(new int[BATCH], CLASSES));
            return new ClientTask(
                    1,
                    new Broadcast(1, start, Memory.NONE),
                    ClientState.fresh(0),
                    ALGORITHM.with(new LocalBudget.Steps(steps)),
                    optimizer,
                    BATCH,
                    images,
                    Optional.empty());
        }
    }
}
