package org.fedlens.training.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.training.local.TrainingParity;
import org.fedlens.training.objective.Similarity.Direction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Values of the losses that can be worked out by hand. */
class SimilarityTest {
    private final NDManager manager = TrainingParity.engine().manager();

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray rows(float[]... rows) {
        return manager.create(rows);
    }

    private NDArray random(int seed, int rows, int width) {
        UniformRandomProvider random = Streams.of(seed, Purpose.NOISE);
        float[] values = new float[rows * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (2 * random.nextDouble() - 1);
        }
        return manager.create(values, new Shape(rows, width));
    }

    private NDArray unitMatrix() {
        return rows(new float[] {1, 0}, new float[] {0, 1});
    }

    @Test
    void ntXentHasNothingToConfuseInABatchOfOne() {
        assertEquals(0, Similarity.ntXent(random(1, 1, 4), random(2, 1, 4), 0.1).getFloat(), 1e-6);
    }

    @Test
    void ntXentOfOnePointIsTheLogarithmOfTheOthers() {
        for (int batch : new int[] {2, 4}) {
            NDArray same = manager.ones(new Shape(batch, 3));
            for (double temperature : new double[] {0.05, 1}) {
                double expected = Math.log(2 * batch - 1);
                assertEquals(
                        expected, Similarity.ntXent(same, same, temperature).getFloat(), 1e-5);
            }
        }
    }

    @Test
    void ntXentOfTheUnitMatrix() {
        NDArray one = unitMatrix();
        assertEquals(0.551445, Similarity.ntXent(one, one, 1).getFloat(), 1e-5);
        assertEquals(0.239545, Similarity.ntXent(one, one, 0.5).getFloat(), 1e-5);
        assertEquals(9.0796e-5, Similarity.ntXent(one, one, 0.1).getFloat(), 1e-7);
        NDArray swapped = rows(new float[] {0, 1}, new float[] {1, 0});
        assertEquals(1.551445, Similarity.ntXent(one, swapped, 1).getFloat(), 1e-5);
    }

    @Test
    void ntXentDoesNotOverflowWhereExponentsWould() {
        assertTrue(Float.isFinite(
                Similarity.ntXent(random(1, 4, 3), random(2, 4, 3), 0.01).getFloat()));
    }

    @Test
    void ntXentDoesNotCareForLengthNorOrder() {
        NDArray a = random(1, 5, 4);
        NDArray b = random(2, 5, 4);
        float expected = Similarity.ntXent(a, b, 0.3).getFloat();
        assertEquals(expected, Similarity.ntXent(b, a, 0.3).getFloat(), 1e-5);
        assertEquals(expected, Similarity.ntXent(a.mul(7f), b.mul(0.1f), 0.3).getFloat(), 1e-5);
        NDArray order = manager.create(new long[] {3, 1, 4, 0, 2});
        assertEquals(
                expected, Similarity.ntXent(a.get(order), b.get(order), 0.3).getFloat(), 1e-5);
    }

    @Test
    void infoNceByHand() {
        NDArray query = rows(new float[] {1, 0, 0, 0});
        NDArray others =
                rows(new float[] {0, 0, 0}, new float[] {1, 0, 0}, new float[] {0, 1, 0}, new float[] {0, 0, 1});
        assertEquals(0.0200123, Similarity.infoNce(query, query, others, 0.2).getFloat(), 1e-6);
        float side = (float) Math.sqrt(1 - 0.81);
        float far = (float) Math.sqrt(1 - 0.01);
        NDArray key = rows(new float[] {0.9f, side, 0, 0});
        NDArray queue = rows(new float[] {0.1f, -0.1f}, new float[] {0, 0}, new float[] {far, far}, new float[] {0, 0});
        assertEquals(0.0247449, Similarity.infoNce(query, key, queue, 0.2).getFloat(), 1e-6);
    }

    @Test
    void infoNceOfRandomVectorsIsAboutTheLogarithmOfTheQueue() {
        NDArray queue = Similarity.unit(random(3, 512, 32)).transpose();
        float loss = Similarity.infoNce(random(1, 16, 32), random(2, 16, 32), queue, 0.2)
                .getFloat();
        assertEquals(Math.log(513), loss, 1);
    }

    @Test
    void byolsDistanceByHand() {
        NDArray p = rows(new float[] {1, 0});
        assertEquals(0.8, Similarity.distance(p, rows(new float[] {0.6f, 0.8f})).getFloat(), 1e-6);
        assertEquals(0, Similarity.distance(p, rows(new float[] {3, 0})).getFloat(), 1e-6);
        assertEquals(2, Similarity.distance(p, rows(new float[] {0, 5})).getFloat(), 1e-6);
        assertEquals(
                4, Similarity.distance(p.mul(9f), rows(new float[] {-1, 0})).getFloat(), 1e-6);
    }

    @Test
    void collapsedSimSiamHasTheSmallestLoss() {
        NDArray constant = manager.ones(new Shape(6, 4));
        SimSiam simSiam = new SimSiam(2, 4, 4, 4, true);
        assertEquals(-1, simSiam.loss(constant, constant, constant, constant).getFloat(), 1e-6);
    }

    @Test
    void prototypesByHand() {
        NDArray query = rows(new float[] {1, 0});
        NDArray phi = manager.create(new float[] {0.2f, 0.4f});
        NDArray first = manager.create(new long[] {0});
        assertEquals(
                0.00671535,
                Similarity.prototypes(query, unitMatrix(), phi, first).getFloat(),
                1e-6);
        NDArray only = rows(new float[] {0, 1});
        assertEquals(
                0,
                Similarity.prototypes(query, only, manager.create(new float[] {0.3f}), first)
                        .getFloat(),
                1e-6);
    }

    @Test
    void relationsByHand() {
        // Cosines .8, .2 and .4, .6 to two references at right angles need a third axis.
        NDArray references = rows(new float[] {1, 0, 0}, new float[] {0, 1, 0});
        NDArray a = rows(new float[] {0.8f, 0.2f, (float) Math.sqrt(1 - 0.68)});
        NDArray b = rows(new float[] {0.4f, 0.6f, (float) Math.sqrt(1 - 0.52)});
        assertEquals(0.0713583, relations(a, b, references, 0.5, Direction.TO_MEAN), 1e-6);
        assertEquals(0.0755267, relations(a, b, references, 0.5, Direction.FROM_MEAN), 1e-6);
        assertEquals(0.494996, relations(a, b, references, 0.1, Direction.TO_MEAN), 1e-5);
        assertEquals(1.261653, relations(a, b, references, 0.1, Direction.FROM_MEAN), 1e-5);
    }

    private static double relations(NDArray a, NDArray b, NDArray references, double t, Direction direction) {
        return Similarity.relations(a, b, references, t, t, direction, false).getFloat();
    }

    @Test
    void relationsOfOneViewAreEqual() {
        NDArray a = random(1, 4, 5);
        NDArray references = random(2, 6, 5);
        for (Direction direction : Direction.values()) {
            assertEquals(0, relations(a, a, references, 0.2, direction), 1e-5);
            assertEquals(0, relations(a, random(3, 4, 5), random(4, 1, 5), 0.2, direction), 1e-6);
        }
    }

    @Test
    void relationsToTheMeanAreBoundedAndSymmetric() {
        NDArray a = random(1, 4, 5);
        NDArray b = random(5, 4, 5);
        NDArray references = random(2, 6, 5);
        double there = relations(a, b, references, 0.02, Direction.TO_MEAN);
        assertTrue(there >= 0 && there <= Math.log(2) + 1e-6);
        assertEquals(there, relations(b, a, references, 0.02, Direction.TO_MEAN), 1e-5);
        assertEquals(there, relations(a.mul(3f), b, references.mul(0.5f), 0.02, Direction.TO_MEAN), 1e-5);
    }
}
