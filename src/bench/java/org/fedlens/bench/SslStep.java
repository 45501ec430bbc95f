package org.fedlens.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.fedlens.algorithm.Catalog;
import org.fedlens.data.ImageShape;
import org.fedlens.data.LabelledImages;
import org.fedlens.data.Labels;
import org.fedlens.data.Normalization;
import org.fedlens.data.PixelBlock;
import org.fedlens.federated.Broadcast;
import org.fedlens.federated.ClientState;
import org.fedlens.federated.Memory;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.training.Algorithm;
import org.fedlens.training.Architecture;
import org.fedlens.training.Byol;
import org.fedlens.training.ClientResult;
import org.fedlens.training.ClientTask;
import org.fedlens.training.LocalBudget;
import org.fedlens.training.LocalTrainer;
import org.fedlens.training.Network;
import org.fedlens.training.Objective;
import org.fedlens.training.OpenTrainer;
import org.fedlens.training.Optimizer;
import org.fedlens.training.Pace;
import org.fedlens.training.SimClr;
import org.fedlens.training.View;
import org.fedlens.training.engine.Native;
import org.fedlens.weights.Weights;

/**
 * One step without labels, SimCLR and BYOL, as a client makes it against the same step in libtorch called directly,
 * both on one thread: ResNet-8 of width 16, 64 pictures, two given views of each, Adam. Our side is a whole visit of 31
 * steps, with everything that belongs to one; the direct side is the steps and nothing else. A third way has the visit
 * make its views as well, on the same thread.
 */
public final class SslStep {
    private static final ImageShape SHAPE = new ImageShape(3, 32, 32);
    private static final int BATCH = 64;
    private static final int BATCHES = 4;
    private static final int STEPS = 31;
    private static final int WIDTH = 16;
    private static final int HEAD = 128;
    private static final double TEMPERATURE = 0.2;
    private static final double EMA = 0.99;
    private static final int[] VERIFIED = {1, 3, 10};
    private static final Normalization NORMALIZATION =
            new Normalization(new float[] {0.5f, 0.5f, 0.5f}, new float[] {0.25f, 0.25f, 0.25f});
    /**
     * Only to compare numbers: Adam divides small gradients by themselves, so that their last digits grow step by step.
     */
    private static final Optimizer SGD = new Optimizer.Sgd(0.01, 0.9, 5e-4, false);

    private static final Optimizer ADAM = new Optimizer.Adam(0.001, 0.9, 0.999, 1e-8, 5e-4);

    private SslStep() {}

    /** @param arguments how many pairs, 7 unless told otherwise; 0 only compares numbers */
    public static void main(String[] arguments) throws InterruptedException {
        int pairs = arguments.length > 0 && !arguments[0].isBlank() ? Integer.parseInt(arguments[0]) : 7;
        Native.prepareThread();
        measure("FedSimCLR", new SimClr(TEMPERATURE, HEAD, HEAD, true), OptionalDouble.empty(), pairs);
        measure("FedBYOL", new Byol(EMA, HEAD, HEAD, HEAD), OptionalDouble.of(EMA), pairs);
    }

    private static void measure(String name, Objective objective, OptionalDouble ema, int pairs)
            throws InterruptedException {
        System.out.println(name);
        Algorithm algorithm = Catalog.get(name).with(objective);
        Network network = new Architecture.SmallResNet(WIDTH, 1).network(SHAPE, 1, objective.heads());
        Weights start = network.initial(Streams.of(1, Purpose.INITIAL_WEIGHTS));
        LocalTrainer trainer = new LocalTrainer(Native.open("cpu"), network, NORMALIZATION);
        List<float[][]> batches = batches();
        List<OpenTrainer.Given> given = batches.stream()
                .map(pair -> new OpenTrainer.Given(
                        Map.of(View.FIRST, pair[0], View.SECOND, pair[1]),
                        List.of((long) BATCH, 3L, 32L, 32L),
                        new long[0]))
                .toList();
        for (Optimizer optimizer : List.of(SGD, ADAM)) {
            System.out.println(optimizer);
            DirectSsl hand = new DirectSsl(
                    start.layout(), batches, BATCH, WIDTH << 2, optimizer, TEMPERATURE, ema.orElse(Double.NaN));
            StepPairs.Way ours = steps ->
                    done(OpenTrainer.train(trainer, task(algorithm, optimizer, start, steps), given, Pace.FREE));
            StepPairs.Way anew = steps -> {
                hand.load(start);
                double loss = hand.train(steps, BATCHES);
                return new StepPairs.Way.Done(loss, hand.save());
            };
            StepPairs.verify(ours, anew, VERIFIED);
            if (optimizer == ADAM) {
                StepPairs.Way direct = steps -> new StepPairs.Way.Done(hand.train(steps, BATCHES), Weights.NONE);
                StepPairs.compare(ours, direct, pairs, STEPS);
                System.out.println("with views made on the way, ours only");
                StepPairs.Way whole = steps -> done(trainer.train(task(algorithm, optimizer, start, steps), Pace.FREE));
                StepPairs.compare(whole, direct, (pairs + 1) / 2, STEPS);
            }
        }
    }

    private static StepPairs.Way.Done done(ClientResult result) {
        return new StepPairs.Way.Done(
                result.loss(), result.next().own().orElse(result.update().weights()));
    }

    private static ClientTask task(Algorithm algorithm, Optimizer optimizer, Weights start, int steps) {
        byte[] pixels = new byte[BATCHES * BATCH * SHAPE.size()];
        Streams.of(1, Purpose.GENERATED).nextBytes(pixels);
        LabelledImages images =
                new LabelledImages(PixelBlock.of(SHAPE, pixels), Labels.of(new int[BATCHES * BATCH], 1));
        return new ClientTask(
                1,
                new Broadcast(1, start, Memory.NONE),
                ClientState.fresh(0),
                algorithm.with(new LocalBudget.Steps(steps)),
                optimizer,
                BATCH,
                images,
                Optional.empty());
    }

    private static List<float[][]> batches() {
        UniformRandomProvider random = Streams.of(1, Purpose.SUBSET);
        ZigguratSampler.NormalizedGaussian gauss = ZigguratSampler.NormalizedGaussian.of(random);
        List<float[][]> batches = new ArrayList<>();
        for (int batch = 0; batch < BATCHES; batch++) {
            float[][] pair = new float[2][BATCH * SHAPE.size()];
            for (int i = 0; i < pair[0].length; i++) {
                pair[0][i] = (float) gauss.sample();
                pair[1][i] = (float) (0.9 * pair[0][i] + 0.4 * gauss.sample());
            }
            batches.add(pair);
        }
        return batches;
    }
}
