package org.fedlens.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fedlens.data.LabelledImages;
import org.fedlens.data.Masks;
import org.fedlens.data.Partition;
import org.fedlens.metrics.Confusion;
import org.fedlens.training.Pace;
import org.fedlens.training.engine.Native;
import org.fedlens.weights.Weights;

/**
 * What the model of a run says about every pixel of its test scenes. All are gone through once for the figures; of the
 * masks as many are kept as a fixed room holds, the others are computed anew when they are looked at.
 */
public final class ScenePredictions {
    /** Bytes of masks that are kept. */
    private static final long ROOM = 64L << 20;

    private final Predictor predictor;
    private final Weights model;
    private final double[] ious;
    private final Confusion confusion;
    private final Map<Integer, byte[]> kept;
    private final IouRounds rounds;

    private ScenePredictions(
            Predictor predictor,
            Weights model,
            double[] ious,
            Confusion confusion,
            Map<Integer, byte[]> kept,
            IouRounds rounds) {
        this.predictor = predictor;
        this.model = model;
        this.ious = ious;
        this.confusion = confusion;
        this.kept = kept;
        this.rounds = rounds;
    }

    /**
     * Goes through all test scenes.
     *
     * @throws InterruptedException if nobody waits any more
     * @throws org.fedlens.text.Problem if something of the run cannot be read
     */
    public static ScenePredictions of(Path run, Watch watch) throws InterruptedException {
        Predictor predictor = Predictor.open(run);
        watch.require();
        LabelledImages test = predictor.prepared().data().test();
        int classes = predictor.prepared().data().classes().size();
        Weights model = predictor.model();
        double[] ious = new double[test.count()];
        Confusion all = new Confusion(classes);
        Map<Integer, byte[]> kept = new HashMap<>();
        long room = ROOM;
        int chunk = predictor.evaluator().chunk(test.images());
        for (int from = 0; from < test.count(); from += chunk) {
            int to = Math.min(test.count(), from + chunk);
            byte[][] guesses = predictor.evaluator().masks(model, test.images(), from, to, Predictor.pace(watch));
            for (int i = from; i < to; i++) {
                byte[] guess = guesses[i - from];
                Confusion own = new Confusion(classes);
                own.add(truth(test, i), guess);
                all.add(own);
                ious[i] = own.meanIou();
                room -= guess.length;
                if (room >= 0) {
                    kept.put(i, guess);
                }
            }
            watch.progress((double) to / test.count());
        }
        double[] now = IntStream.range(0, classes).mapToDouble(all::iou).toArray();
        IouRounds rounds = IouRounds.of(
                        predictor.run(), predictor.prepared().data().classes())
                .with(predictor.round(), now);
        return new ScenePredictions(predictor, model, ious, all, kept, rounds);
    }

    private static byte[] truth(LabelledImages images, int index) {
        Masks masks = images.masks().orElseThrow();
        byte[] mask = new byte[masks.pixels().shape().size()];
        masks.pixels().copy(index, mask, 0);
        return mask;
    }

    private static byte[] pixels(LabelledImages images, int index) {
        byte[] pixels = new byte[images.images().shape().size()];
        images.images().copy(index, pixels, 0);
        return pixels;
    }

    /** How many test scenes there are. */
    public int count() {
        return ious.length;
    }

    /** What the classes are called. */
    public List<String> classes() {
        return predictor.prepared().data().classes();
    }

    /** The round whose model this is. */
    public int round() {
        return predictor.round();
    }

    /** Mean IoU of every scene by itself, NaN where none of its pixels counts. */
    public double[] ious() {
        return ious.clone();
    }

    /** How the classes were found in the rounds of the run, up to this model. */
    public IouRounds rounds() {
        return rounds;
    }

    /** How many clients the run has. */
    public int clients() {
        return predictor.prepared().clients().size();
    }

    /** By class: true if no scene that a client learns from shows it, as far as its masks say. */
    public boolean[] unseen(int client) {
        boolean[] unseen = predictor.prepared().clients().get(client).present();
        for (int label = 0; label < unseen.length; label++) {
            unseen[label] = !unseen[label];
        }
        return unseen;
    }

    /** The counts over all pixels. */
    public Confusion confusion() {
        Confusion copy = new Confusion(confusion.classes());
        copy.add(confusion);
        return copy;
    }

    /** True for a class of which no pixel of the test scenes is. */
    public boolean absent(int label) {
        return IntStream.range(0, confusion.classes()).allMatch(guess -> confusion.count(label, guess) == 0);
    }

    /** True if two runs were tried on the same scenes. */
    public boolean sameScenes(ScenePredictions other) {
        return predictor
                .prepared()
                .data()
                .hash()
                .equals(other.predictor.prepared().data().hash());
    }

    /** One scene; may take a forward pass. */
    public PredictedScene scene(int index) throws InterruptedException {
        LabelledImages test = predictor.prepared().data().test();
        byte[] guess = kept.get(index);
        if (guess == null) {
            Native.prepareThread();
            guess = predictor.evaluator().masks(model, test.images(), index, index + 1, Pace.FREE)[0];
        }
        return new PredictedScene(
                index, test.images().shape(), pixels(test, index), truth(test, index), guess, ious[index]);
    }

    /**
     * A training scene that two clients label differently; nothing where all keep all classes.
     *
     * @param turn another number shows another one
     */
    public Optional<LabelConflict> conflict(int turn) {
        Prepared prepared = predictor.prepared();
        Experiment experiment = predictor.run().experiment();
        Path base = Path.of(predictor.run().environment().base());
        Partition partition = experiment.partition().deal(prepared.data(), base, experiment.seed());
        LabelledImages train = prepared.data().train();
        int clients = partition.clients();
        for (int step = 0; step < clients; step++) {
            int holder = Math.floorMod(turn + step, clients);
            for (int scene : partition.indices(holder)) {
                LabelledImages one = train.subset(new int[] {scene});
                boolean[] own = partition.seen(holder, one).present();
                boolean[] all = one.present();
                for (int next = 1; next < clients; next++) {
                    int other = (holder + next) % clients;
                    boolean[] theirs = partition.seen(other, one).present();
                    if (any(own) && any(theirs) && !Arrays.equals(own, theirs) && !Arrays.equals(own, all)) {
                        return Optional.of(conflict(one, partition, holder, other));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private LabelConflict conflict(LabelledImages one, Partition partition, int holder, int other) {
        LabelledImages held = partition.seen(holder, one);
        LabelledImages seen = partition.seen(other, one);
        return new LabelConflict(
                one.images().shape(),
                pixels(one, 0),
                truth(one, 0),
                holder,
                truth(held, 0),
                names(held.present()),
                other,
                truth(seen, 0),
                names(seen.present()));
    }

    private static boolean any(boolean[] present) {
        for (boolean one : present) {
            if (one) {
                return true;
            }
        }
        return false;
    }

    private List<String> names(boolean[] present) {
        List<String> names = new ArrayList<>();
        for (int label = 0; label < present.length; label++) {
            if (present[label]) {
                names.add(classes().get(label));
            }
        }
        return names;
    }
}
