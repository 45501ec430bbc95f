package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** A step of which only weights and frozen vectors are asked. */
record OnlyWeights(List<NDArray> weights, List<NDArray> received, List<NDArray> kept) implements Unasked {
    @Override
    public List<NDArray> frozen(Need need) {
        return need instanceof Need.Received ? received : kept;
    }
}
