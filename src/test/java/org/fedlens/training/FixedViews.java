package org.fedlens.training;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.LongStream;
import org.fedlens.parity.GoldenCase;

/** Given views, step by step: {@code x1}, {@code x2} and, where there is one, {@code xr}. */
final class FixedViews implements Feed, Feed.Epoch {
    private final JsonNode steps;

    FixedViews(JsonNode steps) {
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
    public Numbers images(int batch, View view) {
        String name =
                switch (view) {
                    case FIRST -> "x1";
                    case SECOND -> "x2";
                    case REFERENCE -> "xr";
                };
        JsonNode tensor = steps.get(batch).get(name);
        long[] shape =
                GoldenCase.shape(tensor).stream().mapToLong(Integer::longValue).toArray();
        return new Numbers(GoldenCase.floats(tensor), new Shape(shape));
    }

    @Override
    public Targets labels(int batch) {
        throw new AssertionError("No labels here");
    }

    @Override
    public long[] indices(int batch) {
        int count = GoldenCase.shape(steps.get(batch).get("x1")).get(0);
        return LongStream.range(0, count).toArray();
    }
}
