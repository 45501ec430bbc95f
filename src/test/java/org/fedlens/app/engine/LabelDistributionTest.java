package org.fedlens.app.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class LabelDistributionTest {
    @Test
    void clientsAreOrderedByNumberSizeOrDistanceFromAllData() {
        LabelDistribution federation = new LabelDistribution(
                List.of("a", "b"),
                List.of(List.of(5, 5), List.of(0, 0), List.of(9, 1), List.of(6, 14), List.of(20, 0)));
        assertEquals(List.of(0, 1, 2, 3, 4), federation.ordered(LabelDistribution.Order.NUMBER));
        assertEquals(List.of(3, 4, 0, 2, 1), federation.ordered(LabelDistribution.Order.SIZE));
        // Shares of a: 0.67 in all; 0.5, none, 0.9, 0.3 and 1.
        assertEquals(List.of(3, 4, 2, 0, 1), federation.ordered(LabelDistribution.Order.SKEW));
        assertEquals(20, federation.most());
        assertEquals(1, LabelDistribution.none().most());
    }
}
