package org.fedlens.federated.personalization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.fedlens.federated.Broadcast;
import org.fedlens.federated.ClientState;
import org.fedlens.federated.MethodMemory;
import org.fedlens.weights.NetworkPart;
import org.fedlens.weights.Slot;
import org.fedlens.weights.SlotKind;
import org.fedlens.weights.WeightLayout;
import org.fedlens.weights.Weights;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** UREID-4 of the specification: what an edge of FedUReID begins with. */
class LayerMixTest {
    private static final WeightLayout LAYOUT = new WeightLayout(List.of(
            new Slot("one", NetworkPart.BACKBONE, SlotKind.TRAINED, List.of(1, 2)),
            new Slot("two", NetworkPart.BACKBONE, SlotKind.TRAINED, List.of(1, 2)),
            new Slot("mean", NetworkPart.BACKBONE, SlotKind.RUNNING, List.of(2))));

    private static Weights weights(double... values) {
        return Weights.fill(LAYOUT, i -> values[i]);
    }

    private static Weights start(LayerMix.Mixing mixing, Weights edge, Weights cloud) {
        ClientState past = new ClientState(0, 1, Optional.of(edge), MethodMemory.NONE);
        return new LayerMix(mixing).start(new Broadcast(2, cloud, MethodMemory.NONE), past);
    }

    @ParameterizedTest
    @EnumSource(LayerMix.Mixing.class)
    @DisplayName("UREID-4 the same model twice leaves the cloud's, and so does a first visit")
    void same(LayerMix.Mixing mixing) {
        Weights cloud = weights(1, 2, 3, -4, 5, 6);
        // The running statistics differ, the kernels do not.
        assertEquals(cloud, start(mixing, weights(1, 2, 3, -4, 0, 0), cloud));
        Broadcast first = new Broadcast(1, cloud, MethodMemory.NONE);
        assertEquals(cloud, new LayerMix(mixing).start(first, ClientState.fresh(0)));
    }

    @ParameterizedTest
    @EnumSource(
            value = LayerMix.Mixing.class,
            names = {"MODEL", "LAYER"})
    @DisplayName("UREID-4 opposite models leave the edge's")
    void opposite(LayerMix.Mixing mixing) {
        Weights edge = weights(1, 2, 3, -4, 5, 6);
        assertEquals(edge, start(mixing, edge, weights(-1, -2, -3, 4, 7, 8)));
    }

    @ParameterizedTest
    @EnumSource(LayerMix.Mixing.class)
    @DisplayName("UREID-4 every number lies between the edge's and the cloud's")
    void between(LayerMix.Mixing mixing) {
        Weights edge = weights(1, 2, 3, -4, 5, 6);
        Weights cloud = weights(2, -1, 3, 1, 0, 9);
        Weights mixed = start(mixing, edge, cloud);
        for (int i = 0; i < mixed.size(); i++) {
            assertTrue(mixed.at(i) >= Math.min(edge.at(i), cloud.at(i))
                    && mixed.at(i) <= Math.max(edge.at(i), cloud.at(i)));
        }
    }

    @Test
    @DisplayName(
            "UREID-4 the specification's example: cosines .9 and .5 keep .3 of the model, or .1 and .5 of the layers")
    void example() {
        double[] cosines = {.9, .5};
        Weights edge = weights(2, 0, 2, 0, 2, 2);
        Weights cloud = weights(
                4 * cosines[0],
                4 * Math.sqrt(1 - cosines[0] * cosines[0]),
                4 * cosines[1],
                4 * Math.sqrt(1 - cosines[1] * cosines[1]),
                4,
                4);
        // Whatever has no layer of its own takes the mean: 2 and 4 become .3 * 2 + .7 * 4.
        assertEquals(3.4, start(LayerMix.Mixing.MODEL, edge, cloud).at(4), 1e-6);
        assertEquals(3.4, start(LayerMix.Mixing.LAYER, edge, cloud).at(4), 1e-6);
        assertEquals(.3, new LayerMix(LayerMix.Mixing.MODEL).shares(edge, cloud).get("one"), 1e-6);
        assertEquals(.1, new LayerMix(LayerMix.Mixing.LAYER).shares(edge, cloud).get("one"), 1e-6);
        assertEquals(.5, new LayerMix(LayerMix.Mixing.LAYER).shares(edge, cloud).get("two"), 1e-6);
        // The first number of the first layer: 2 and 3.6 with .1 of the edge.
        assertEquals(
                .1 * 2 + .9 * 3.6, start(LayerMix.Mixing.LAYER, edge, cloud).at(0), 1e-6);
    }
}
