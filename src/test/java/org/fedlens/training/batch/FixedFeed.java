package org.fedlens.training.batch;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.fedlens.data.ImageShape;
import org.fedlens.parity.GoldenValue;
import org.fedlens.training.tensor.ImageBatch;
import org.fedlens.training.tensor.LabelBatch;

/** Batches in a given order, from real numbers instead of bytes. */
public final class FixedFeed implements BatchFeed, BatchFeed.Epoch {
    private final float[] x;
    private final long[] y;
    private final List<long[]> batches = new ArrayList<>();
    private final ImageShape shape;

    private FixedFeed(GoldenValue x, GoldenValue y, ImageShape shape) {
        this.x = x.floats();
        this.y = y.longs();
        this.shape = shape;
    }

    /** In batches that are lists of row numbers. */
    public static FixedFeed batches(GoldenValue x, GoldenValue y, GoldenValue batches, ImageShape shape) {
        FixedFeed feed = new FixedFeed(x, y, shape);
        batches.forEach(batch -> feed.batches.add(batch.longs()));
        return feed;
    }

    public static FixedFeed whole(GoldenValue x, GoldenValue y, ImageShape shape) {
        FixedFeed feed = new FixedFeed(x, y, shape);
        feed.batches.add(LongStream.range(0, feed.y.length).toArray());
        return feed;
    }

    public int samples() {
        return y.length;
    }

    @Override
    public int batches() {
        return batches.size();
    }

    @Override
    public Epoch next() {
        return this;
    }

    @Override
    public ImageBatch images(int batch, AugmentedView view) {
        long[] rows = batches.get(batch);
        float[] values = new float[rows.length * shape.size()];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(x, (int) rows[i] * shape.size(), values, i * shape.size(), shape.size());
        }
        return new ImageBatch(values, new Shape(rows.length, shape.channels(), shape.height(), shape.width()));
    }

    @Override
    public LabelBatch labels(int batch) {
        long[] labels =
                Arrays.stream(batches.get(batch)).map(row -> y[(int) row]).toArray();
        return new LabelBatch(labels, new Shape(labels.length));
    }

    @Override
    public long[] indices(int batch) {
        return batches.get(batch);
    }
}
