package org.fedlens.bench;

import ai.djl.pytorch.jni.Bare;
import java.nio.ByteBuffer;
import org.fedlens.training.Optimizer;
import org.fedlens.weights.WeightLayout;

/** BiSeNetV2 at full width with its auxiliary heads by hand: cross-entropy of every head. */
final class DirectSeg extends DirectNet {
    private static final int EXPANDED = 6;
    private static final int[] CHANNELS = {16, 32, 64, 128};
    private static final int[] ENLARGEMENTS = {4, 8, 16, 32};

    private final int side;
    private final double dropout;
    private final long images;
    private final ByteBuffer room;
    private final long labels;
    private final long mask;
    private final long counted;

    /**
     * @param given pictures {@code [B, 3, side, side]}
     * @param classes of every pixel; those above {@code known} do not count
     */
    DirectSeg(
            WeightLayout layout,
            float[] given,
            long[] classes,
            int known,
            int side,
            double dropout,
            Optimizer optimizer) {
        super(layout, optimizer);
        this.side = side;
        this.dropout = dropout;
        int batch = classes.length / (side * side);
        images = floats(given, batch, 3, side, side);
        long[] safe = classes.clone();
        float[] counts = new float[classes.length];
        int sum = 0;
        for (int i = 0; i < safe.length; i++) {
            boolean counting = safe[i] < known;
            safe[i] = counting ? safe[i] : 0;
            counts[i] = counting ? 1 : 0;
            sum += counting ? 1 : 0;
        }
        room = longs(safe);
        labels = Bare.longs(room, batch, 1, side, side);
        mask = floats(counts, batch, 1, side, side);
        counted = Bare.scalar(sum);
    }

    @Override
    long loss(int batch) {
        long[] branches = new long[CHANNELS.length];
        long fine = detail(images);
        long meaning = stem(images);
        branches[0] = meaning;
        int in = CHANNELS[0];
        for (int stage = 1; stage < CHANNELS.length; stage++) {
            int deep = stage + 2;
            meaning = down("s" + deep + ".1", meaning, in);
            in = CHANNELS[stage];
            for (int block = 2; block <= (stage == CHANNELS.length - 1 ? 4 : 2); block++) {
                meaning = over(meaning, keep("s" + deep + "." + block, meaning, in));
            }
            branches[stage] = meaning;
        }
        long guided = guided(fine, context(meaning, in), in);
        long sum = surprise(head(guided));
        for (int i = 0; i < branches.length; i++) {
            sum = later(Bare.add(sum, surprise(side("aux" + (i + 2), branches[i], ENLARGEMENTS[i]))));
            Bare.free(branches[i]);
        }
        return sum;
    }

    /** Takes the scores: the mean of {@code -log softmax} at the labels that count. */
    private long surprise(long scores) {
        long logs = over(scores, Bare.logSoftmax(scores, 1));
        long picked = over(logs, Bare.gather(logs, labels, 1));
        long counting = over(picked, Bare.mul(picked, mask));
        long mean = over(counting, Bare.sum(counting));
        mean = over(mean, Bare.div(mean, counted));
        return later(over(mean, Bare.negative(mean)));
    }

    /** Leaves x. */
    private long cbr(String path, long x, int kernel, int stride) {
        return relu(norm(path + ".bn", conv(path + ".conv", x, kernel, stride, 1)));
    }

    private long detail(long x) {
        long y = cbr("detail.s1.1", x, 3, 2);
        y = over(y, cbr("detail.s1.2", y, 3, 1));
        for (int stage = 2; stage <= 3; stage++) {
            for (int conv = 1; conv <= 3; conv++) {
                y = over(y, cbr("detail.s" + stage + "." + conv, y, 3, conv == 1 ? 2 : 1));
            }
        }
        return y;
    }

    private long stem(long x) {
        long y = cbr("stem.conv", x, 3, 2);
        long left = cbr("stem.left1", y, 1, 1);
        left = over(left, cbr("stem.left2", left, 3, 2));
        long right = over(y, Bare.halve(y, true));
        long both = Bare.concat(1, left, right);
        Bare.free(left);
        Bare.free(right);
        return over(both, cbr("stem.fuse", both, 3, 1));
    }

    /** Leaves x. */
    private long keep(String path, long x, int channels) {
        long y = cbr(path + ".gather", x, 3, 1);
        y = over(y, conv(path + ".expand.conv", y, 3, 1, channels));
        y = relu(norm(path + ".expand.bn", y));
        y = over(y, conv(path + ".project.conv", y, 1, 1, 1));
        y = norm(path + ".project.bn", y);
        return relu(over(y, Bare.add(y, x)));
    }

    /** Leaves x. */
    private long down(String path, long x, int channels) {
        int wide = EXPANDED * channels;
        long y = cbr(path + ".gather", x, 3, 1);
        y = norm(path + ".halve.bn", over(y, conv(path + ".halve.conv", y, 3, 2, channels)));
        y = relu(norm(path + ".expand.bn", over(y, conv(path + ".expand.conv", y, 3, 1, wide))));
        y = norm(path + ".project.bn", over(y, conv(path + ".project.conv", y, 1, 1, 1)));
        long z = norm(path + ".short.depth.bn", conv(path + ".short.depth.conv", x, 3, 2, channels));
        z = norm(path + ".short.point.bn", over(z, conv(path + ".short.point.conv", z, 1, 1, 1)));
        y = over(y, Bare.add(y, z));
        Bare.free(z);
        return relu(y);
    }

    /** Leaves x. */
    private long context(long x, int channels) {
        long y = norm("context.bn", Bare.mean(x, 1, 1));
        y = over(y, cbr("context.conv", y, 1, 1));
        y = over(y, Bare.add(x, y));
        return over(y, cbr("context.last", y, 3, 1));
    }

    /** Takes both: at an eighth and a thirty-second of the picture. */
    private long guided(long fine, long meaning, int channels) {
        int near = side / 8;
        long left1 = separated("guide.left1", fine, channels);
        long left2 = norm("guide.left2.bn", conv("guide.left2.conv", fine, 3, 2, 1));
        left2 = over(left2, Bare.halve(left2, false));
        Bare.free(fine);
        long right1 = norm("guide.right1.bn", conv("guide.right1.conv", meaning, 3, 1, 1));
        right1 = over(right1, Bare.nearest(right1, near, near));
        right1 = over(right1, Bare.sigmoid(right1));
        long right2 = over(meaning, separated("guide.right2", meaning, channels));
        right2 = over(right2, Bare.sigmoid(right2));
        long a = over(left1, Bare.mul(left1, right1));
        Bare.free(right1);
        long b = over(left2, Bare.mul(left2, right2));
        Bare.free(right2);
        b = over(b, Bare.nearest(b, near, near));
        long both = over(a, Bare.add(a, b));
        Bare.free(b);
        return over(both, cbr("guide.fuse", both, 3, 1));
    }

    private long separated(String path, long x, int channels) {
        long y = norm(path + ".depth.bn", conv(path + ".depth.conv", x, 3, 1, channels));
        return over(y, conv(path + ".point.conv", y, 1, 1, 1));
    }

    /** Takes x. */
    private long head(long x) {
        long y = over(x, cbr("head.conv", x, 3, 1));
        y = dropped(y);
        y = over(y, conv("head.out", y, 1, 1, 1));
        return over(y, Bare.bilinear(y, side, side));
    }

    /** Leaves x. */
    private long side(String path, long x, int factor) {
        long y = dropped(cbr(path + ".conv1", x, 3, 1));
        int sides = 2 * side / factor;
        y = over(y, Bare.nearest(y, sides, sides));
        y = over(y, cbr(path + ".conv2", y, 3, 1));
        y = over(y, conv(path + ".out", y, 1, 1, 1));
        return over(y, Bare.bilinear(y, side, side));
    }

    private long dropped(long x) {
        return dropout == 0 ? x : over(x, Bare.dropout(x, dropout));
    }
}
