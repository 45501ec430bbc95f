package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What a network makes of some images. Each part is computed when it is first asked for, and once. */
interface Pass {
    /** Class scores, {@code [B, C]} or {@code [B, C, H, W]}. */
    NDArray logits();

    /** What a contrast compares: {@code [B, D]}, or {@code [B, D, h, w]} of unit length for a network of pixels. */
    NDArray embedding();

    /** Class scores of auxiliary heads, shaped as {@link #logits()}; they exist in training only. */
    List<NDArray> sides();

    static Pass of(Supplier<NDArray> logits, Supplier<NDArray> embedding, Supplier<List<NDArray>> sides) {
        return new Pass() {
            @Override
            public NDArray logits() {
                return logits.get();
            }

            @Override
            public NDArray embedding() {
                return embedding.get();
            }

            @Override
            public List<NDArray> sides() {
                return sides.get();
            }
        };
    }

    /** Computes on the first call and remembers. */
    final class Once<V> implements Supplier<V> {
        private final Supplier<V> source;
        private final List<V> value = new ArrayList<>(1);

        Once(Supplier<V> source) {
            this.source = source;
        }

        @Override
        public V get() {
            if (value.isEmpty()) {
                value.add(source.get());
            }
            return value.get(0);
        }
    }
}
