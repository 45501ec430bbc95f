package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fedlens.weights.Kind;
import org.fedlens.weights.Layout;
import org.fedlens.weights.Part;
import org.fedlens.weights.Slot;
import org.fedlens.weights.Weights;

/**
 * Arrays that objectives write down during one visit, such as a queue of keys or prototypes: in native memory, by name,
 * gone when the visit ends. What shall outlive it is saved as {@link Weights} and goes into the client's memory.
 */
public final class Notes {
    private final NDManager manager;
    private final Map<String, NDArray> arrays = new HashMap<>();

    Notes(NDManager manager) {
        this.manager = manager;
    }

    public boolean has(String name) {
        return arrays.containsKey(name);
    }

    /** The array itself: who changes it in place changes the note. */
    public NDArray get(String name) {
        if (!has(name)) {
            throw new IllegalArgumentException("No note " + name);
        }
        return arrays.get(name);
    }

    /** Writes down numbers, in place of what stood there. */
    public void put(String name, float[] values, Shape shape) {
        put(name, manager.create(FloatBuffer.wrap(values), shape, DataType.FLOAT32));
    }

    /** Writes down indices, in place of what stood there. */
    public void put(String name, long[] values) {
        put(name, manager.create(values));
    }

    /** Writes down what {@link #save} gave. */
    public void put(String name, Weights saved) {
        float[] values = new float[saved.size()];
        saved.all().get(values);
        put(name, values, Tensors.shape(saved.layout().slots().get(0)));
    }

    private void put(String name, NDArray array) {
        // Whatever scope is open when an objective writes, the note outlives it.
        NDScope.unregister(array);
        NDArray before = arrays.put(name, array);
        if (before != null) {
            before.close();
        }
    }

    /** A copy on the heap, of one slot under this name. */
    public Weights save(String name) {
        NDArray array = get(name);
        List<Integer> shape = Arrays.stream(array.getShape().getShape())
                .mapToObj(Math::toIntExact)
                .toList();
        return Weights.of(
                new Layout(List.of(new Slot(name, Part.BACKBONE, Kind.RUNNING, shape))), array.toFloatArray());
    }
}
