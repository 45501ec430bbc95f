package org.fedlens.training;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.fedlens.data.ImageShape;
import org.fedlens.parity.GoldenCase;

/** Batches in a given order, from real numbers instead of bytes. */
final class FixedFeed implements Feed, Feed.Epoch {
    private final float[] x;
    private final long[] y;
    private final List<long[]> batches = new ArrayList<>();
    private final ImageShape shape;

    FixedFeed(JsonNode x, JsonNode y, JsonNode batches, ImageShape shape) {
        this.x = GoldenCase.floats(x);
        this.y = GoldenCase.longs(y);
        this.shape = shape;
        batches.forEach(batch -> this.batches.add(GoldenCase.longs(batch)));
    }

    static FixedFeed whole(JsonNode x, JsonNode y, ImageShape shape) {
        FixedFeed feed = new FixedFeed(x, y, new ObjectMapper().createArrayNode(), shape);
        feed.batches.add(LongStream.range(0, feed.y.length).toArray());
        return feed;
    }

    int samples() {
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
    public Numbers images(int batch, View view) {
        long[] rows = batches.get(batch);
        float[] values = new float[rows.length * shape.size()];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(x, (int) rows[i] * shape.size(), values, i * shape.size(), shape.size());
        }
        return new Numbers(values, new Shape(rows.length, shape.channels(), shape.height(), shape.width()));
    }

    @Override
    public Targets labels(int batch) {
        long[] labels =
                Arrays.stream(batches.get(batch)).map(row -> y[(int) row]).toArray();
        return new Targets(labels, new Shape(labels.length));
    }

    @Override
    public long[] indices(int batch) {
        return batches.get(batch);
    }
}
