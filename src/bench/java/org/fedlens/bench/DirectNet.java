package org.fedlens.bench;

import ai.djl.pytorch.jni.Bare;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.fedlens.training.Optimizer;
import org.fedlens.weights.Layout;
import org.fedlens.weights.Slot;
import org.fedlens.weights.Weights;

/**
 * What a hand-written training loop needs of libtorch: weights under their paths, the few layers of the networks that
 * are measured, an optimizer with one native call for each tensor. Nothing here knows of clients, rounds, objectives or
 * scopes. A layer frees what nobody reads any more as soon as it can, as a program in C++ would.
 */
abstract class DirectNet {
    /** As libtorch's: the share that the running statistics move. */
    private static final double MOVES = 1f - 0.9f;

    private static final double EPSILON = 1e-5f;

    private final Layout layout;
    private final Optimizer optimizer;
    private final boolean[] learned;
    private final long[] weights;
    private final long[] leaves;
    private final long[] first;
    private final long[] second;
    private final List<Long> passing = new ArrayList<>();
    private final long one = Bare.scalar(1);
    private String prefix = "";
    private int steps;

    DirectNet(Layout layout, Optimizer optimizer) {
        this.layout = layout;
        this.optimizer = optimizer;
        int count = layout.slots().size();
        weights = new long[count];
        leaves = new long[count];
        first = new long[count];
        second = new long[count];
        learned = new boolean[count];
        for (int i = 0; i < count; i++) {
            learned[i] = layout.slots().get(i).learned();
        }
    }

    /** Begins anew with these weights and a fresh optimizer. */
    final void load(Weights given) {
        steps = 0;
        for (int i = 0; i < weights.length; i++) {
            for (long[] old : List.of(weights, first, second)) {
                if (old[i] != 0) {
                    Bare.free(old[i]);
                }
            }
            Slot slot = layout.slots().get(i);
            ByteBuffer room = Bare.room(4L * slot.size());
            room.asFloatBuffer().put(given.slot(i));
            long shared = Bare.floats(
                    room, slot.shape().stream().mapToLong(axis -> axis).toArray());
            weights[i] = Bare.zerosLike(shared);
            Bare.addTo(weights[i], shared);
            first[i] = Bare.zerosLike(shared);
            second[i] = Bare.zerosLike(shared);
            Bare.free(shared);
        }
    }

    final Weights save() {
        return Weights.written(layout, (buffer, i) -> {
            FloatBuffer values = Bare.bytes(weights[i]).asFloatBuffer();
            buffer.put(values);
        });
    }

    /** One step: forward, backward, optimizer. @return the loss */
    final double step(int batch) {
        steps++;
        for (int i = 0; i < weights.length; i++) {
            leaves[i] = learned[i] ? Bare.leaf(weights[i]) : weights[i];
        }
        Bare.recording(true);
        long loss = loss(batch);
        double value = Bare.number(loss);
        Bare.backward(loss, one);
        Bare.recording(false);
        passing.forEach(Bare::free);
        passing.clear();
        for (int i = 0; i < weights.length; i++) {
            if (learned[i]) {
                long gradient = Bare.gradient(leaves[i]);
                update(i, gradient);
                Bare.free(gradient);
                Bare.free(leaves[i]);
            }
        }
        after();
        return value;
    }

    private void update(int slot, long gradient) {
        if (optimizer instanceof Optimizer.Sgd sgd) {
            Bare.sgd(weights[slot], gradient, first[slot], sgd.learningRate(), sgd.weightDecay(), sgd.momentum());
            return;
        }
        Optimizer.Adam adam = (Optimizer.Adam) optimizer;
        double root = Math.sqrt(1 - Math.pow(adam.beta2(), steps));
        Bare.adam(
                weights[slot],
                gradient,
                first[slot],
                second[slot],
                adam.learningRate(),
                adam.learningRate() * root / (1 - Math.pow(adam.beta1(), steps)),
                adam.weightDecay(),
                adam.beta1(),
                adam.beta2(),
                adam.epsilon() * root);
    }

    /** Mean loss of so many steps, batch after batch. */
    final double train(int count, int batches) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += step(i % batches);
        }
        return sum / count;
    }

    /** The loss; what it makes on the way is freed or left to {@link #later}. */
    abstract long loss(int batch);

    /** After the optimizer. */
    void after() {}

    /** Frees something at the end of the step. */
    final long later(long x) {
        passing.add(x);
        return x;
    }

    /** Frees what was read for the last time. */
    static long over(long old, long next) {
        Bare.free(old);
        return next;
    }

    /** Goes through the target's weights from now on, or through those in training. */
    final void through(boolean target) {
        prefix = target ? "target." : "";
    }

    private long at(String path) {
        return leaves[layout.indexOf(prefix + path)];
    }

    /** The tensor itself, outside any graph. */
    final long held(String path) {
        return weights[layout.indexOf(path)];
    }

    final List<String> learnedPaths() {
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < learned.length; i++) {
            if (learned[i]) {
                paths.add(layout.slots().get(i).path());
            }
        }
        return paths;
    }

    final boolean knows(String path) {
        return layout.indexOf(path) >= 0;
    }

    /** Leaves x. */
    final long conv(String path, long x, int kernel, int stride, int groups) {
        long bias = knows(path + ".bias") ? at(path + ".bias") : 0;
        return Bare.conv(x, at(path + ".weight"), bias, stride, kernel / 2, groups);
    }

    /** Takes x. */
    final long norm(String path, long x) {
        return over(
                x,
                Bare.norm(
                        x,
                        at(path + ".running_mean"),
                        at(path + ".running_var"),
                        at(path + ".weight"),
                        at(path + ".bias"),
                        MOVES,
                        EPSILON));
    }

    /** Takes x. */
    static long relu(long x) {
        return over(x, Bare.relu(x));
    }

    /** Leaves x. */
    final long dense(String path, long x) {
        return Bare.linear(x, at(path + ".weight"), at(path + ".bias"));
    }

    /** A buffer as a tensor for good. */
    static long floats(float[] values, long... shape) {
        ByteBuffer room = Bare.room(4L * values.length);
        room.asFloatBuffer().put(values);
        long shared = Bare.floats(room, shape);
        long own = Bare.zerosLike(shared);
        Bare.addTo(own, shared);
        Bare.free(shared);
        return own;
    }

    /** The buffer must be kept by the caller. */
    static ByteBuffer longs(long[] values) {
        ByteBuffer room = Bare.room(8L * values.length);
        room.asLongBuffer().put(values);
        return room;
    }
}
