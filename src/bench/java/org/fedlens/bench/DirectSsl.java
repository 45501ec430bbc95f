package org.fedlens.bench;

import ai.djl.pytorch.jni.Bare;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.fedlens.training.Optimizer;
import org.fedlens.weights.WeightLayout;

/** SimCLR and BYOL by hand: the small residual network, two dense layers on top. */
final class DirectSsl extends DirectNet {
    private static final int STAGES = 3;
    private static final double SMALLEST = 1e-24;
    private static final double NEVER = -1e9;

    private final boolean byol;
    private final int size;
    private final int features;
    private final List<long[]> views = new ArrayList<>();
    private final ByteBuffer partners;
    private final long partner;
    private final long self;
    private final long least = Bare.scalar(SMALLEST);
    private final long temperature;
    private final long minusTwo = Bare.scalar(-2);
    private final long two = Bare.scalar(2);
    private final long stays;
    private final long moves;
    private final List<String> encoder;

    /**
     * @param batches two views each, {@code [B, 3, 32, 32]}
     * @param ema empty for SimCLR
     */
    DirectSsl(
            WeightLayout layout,
            List<float[][]> batches,
            int size,
            int features,
            Optimizer optimizer,
            double t,
            double ema) {
        super(layout, optimizer);
        this.byol = !Double.isNaN(ema);
        this.size = size;
        this.features = features;
        this.temperature = Bare.scalar(t);
        this.stays = Bare.scalar(ema);
        this.moves = Bare.scalar(1 - ema);
        for (float[][] pair : batches) {
            long a = floats(pair[0], size, 3, 32, 32);
            long b = floats(pair[1], size, 3, 32, 32);
            views.add(byol ? new long[] {a, b} : new long[] {Bare.concat(0, a, b)});
        }
        int rows = 2 * size;
        this.partners =
                longs(LongStream.range(0, rows).map(row -> (row + size) % rows).toArray());
        this.partner = Bare.longs(partners, rows, 1);
        float[] diagonal = new float[rows * rows];
        for (int row = 0; row < rows; row++) {
            diagonal[row * rows + row] = (float) NEVER;
        }
        this.self = floats(diagonal, rows, rows);
        this.encoder =
                learnedPaths().stream().filter(path -> knows("target." + path)).toList();
    }

    @Override
    long loss(int batch) {
        long[] seen = views.get(batch);
        if (!byol) {
            return contrast(unit(later(projected(seen[0], 2 * size))));
        }
        long p1 = guess(later(projected(seen[0], size)));
        long p2 = guess(later(projected(seen[1], size)));
        Bare.recording(false);
        through(true);
        long t1 = later(projected(seen[0], size));
        long t2 = later(projected(seen[1], size));
        through(false);
        Bare.recording(true);
        return later(Bare.add(distance(p1, t2), distance(p2, t1)));
    }

    @Override
    void after() {
        if (byol) {
            for (String path : encoder) {
                long target = held("target." + path);
                long share = Bare.mul(held(path), moves);
                Bare.scale(target, stays);
                Bare.addTo(target, share);
                Bare.free(share);
            }
        }
    }

    private long projected(long images, int rows) {
        long y = relu(norm("stem.bn", conv("stem.conv", images, 3, 1, 1)));
        for (int stage = 1; stage <= STAGES; stage++) {
            y = over(y, block("stage" + stage + ".0", y, stage > 1 ? 2 : 1));
        }
        y = over(y, Bare.mean(y, 1, 1));
        y = over(y, Bare.reshape(y, rows, features));
        return head("projector", y);
    }

    /** Takes x. */
    private long head(String path, long x) {
        long y = over(x, dense(path + ".0", x));
        y = relu(norm(path + ".1", y));
        return over(y, dense(path + ".3", y));
    }

    private long guess(long projected) {
        long y = relu(norm("predictor.1", dense("predictor.0", projected)));
        return later(over(y, dense("predictor.3", y)));
    }

    private long block(String path, long x, int stride) {
        long y = relu(norm(path + ".bn1", conv(path + ".conv1", x, 3, stride, 1)));
        y = over(y, conv(path + ".conv2", y, 3, 1, 1));
        y = norm(path + ".bn2", y);
        if (!knows(path + ".shortcut.conv.weight")) {
            return relu(over(y, Bare.add(y, x)));
        }
        long straight = norm(path + ".shortcut.bn", conv(path + ".shortcut.conv", x, 1, stride, 1));
        y = over(y, Bare.add(y, straight));
        Bare.free(straight);
        return relu(y);
    }

    private long unit(long rows) {
        long squares = later(Bare.sum(later(Bare.square(rows)), 1, true));
        return later(Bare.div(rows, later(Bare.sqrt(later(Bare.atLeast(squares, least))))));
    }

    private long contrast(long all) {
        long cosines = later(Bare.matMul(all, later(Bare.transpose(all))));
        long logits = later(Bare.add(later(Bare.div(cosines, temperature)), self));
        long picked = later(Bare.gather(later(Bare.logSoftmax(logits, 1)), partner, 1));
        return later(Bare.negative(later(Bare.mean(picked))));
    }

    private long distance(long guess, long target) {
        long cosine = later(Bare.sum(later(Bare.mul(unit(guess), unit(target))), 1, false));
        return later(Bare.mean(later(Bare.add(later(Bare.mul(cosine, minusTwo)), two))));
    }
}
