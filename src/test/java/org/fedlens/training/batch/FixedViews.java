package org.fedlens.training.batch;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import org.fedlens.parity.GoldenCase;
import org.fedlens.training.tensor.ImageBatch;
import org.fedlens.training.tensor.LabelBatch;

/** Given views, step by step: {@code x1}, {@code x2} and, where there is one, {@code xr}. */
public final class FixedViews implements BatchFeed, BatchFeed.Epoch {
    private final JsonNode steps;

    public FixedViews(JsonNode steps) {
        this.steps = steps;
    }

    @Override
    public int batches() {
        return steps.size();
    }

    @Override
    public Epoch next() {
        return this;
    }

    @Override
    public ImageBatch images(int batch, AugmentedView view) {
        String name =
                switch (view) {
                    case FIRST -> "x1";
                    case SECOND -> "x2";
                    case REFERENCE -> "xr";
                };
        JsonNode tensor = steps.get(batch).get(name);
        long[] shape =
                GoldenCase.shape(tensor).stream().mapToLong(Integer::longValue).toArray();
        return new ImageBatch(GoldenCase.floats(tensor), new Shape(shape));
    }

    @Override
    public LabelBatch labels(int batch) {
        throw new AssertionError("No labels here");
    }

    @Override
    public long[] indices(int batch) {
        int count = GoldenCase.shape(steps.get(batch).get("x1")).get(0);
        return java.util.stream.LongStream.range(0, count).toArray();
    }
}
