package org.fedlens.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.commons.statistics.inference.TTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Both tests of a comparison against what Apache Commons Math 3.6.1 said of the same pairs. */
class SignedRanksTest {
    private static double[] of(double... values) {
        return values;
    }

    static Stream<Arguments> pairs() {
        return Stream.of(
                Arguments.of(of(0.71, 0.74), of(0.70, 0.69), 0.3743340836219975, 0.5),
                Arguments.of(of(0.81, 0.79, 0.84), of(0.72, 0.77, 0.75), 0.10377857010355829, 0.25),
                Arguments.of(
                        of(0.612, 0.655, 0.598, 0.671, 0.634),
                        of(0.601, 0.661, 0.574, 0.640, 0.627),
                        0.10829343792409614,
                        0.125),
                Arguments.of(
                        of(0.91, 0.93, 0.90, 0.95, 0.92, 0.94),
                        of(0.85, 0.86, 0.82, 0.86, 0.84, 0.87),
                        1.1118691382158543E-5,
                        0.03125),
                Arguments.of(
                        of(1.31, 1.27, 1.44, 1.19, 1.36, 1.22, 1.41, 1.30),
                        of(1.33, 1.21, 1.47, 1.08, 1.40, 1.17, 1.34, 1.21),
                        0.12068932939892242,
                        0.109375),
                // Ties, with a sum of ranks between two whole numbers.
                Arguments.of(of(0.5, 0.25, 0.75, 0.5, 1.0), of(0.25, 0.5, 0.5, 0.25, 0.5), 0.1778078083562212, 0.1875),
                Arguments.of(
                        of(
                                0.141, -1.0, 0.117, 0.97, -0.366, -0.875, 0.592, 0.723, -0.778, -0.522, 0.913, 0.287,
                                -0.987, -0.033),
                        of(
                                -0.073, -1.073, 0.17, 0.718, -0.238, -0.703, 0.633, 0.594, -0.784, -0.618, 0.81, 0.211,
                                -1.087, 0.046),
                        0.23638744025367397,
                        0.2412109375));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void both_tests_say_what_the_library_before_said(double[] first, double[] second, double t, double ranks) {
        double[] differences = new double[first.length];
        Arrays.setAll(differences, i -> first[i] - second[i]);
        assertEquals(t, TTest.withDefaults().pairedTest(first, second).getPValue(), 1e-12);
        assertEquals(ranks, SignedRanks.p(differences), 1e-12);
    }

    @Test
    void pairs_without_a_difference_say_nothing_and_the_sides_may_be_swapped() {
        assertEquals(0.25, SignedRanks.p(of(0, 1, 0, 2, 3)), 1e-12);
        assertEquals(0.25, SignedRanks.p(of(0, -1, 0, -2, -3)), 1e-12);
        assertEquals(1, SignedRanks.p(of(0, 0, 0, 0, 0, -1)), 1e-12);
    }

    @Test
    void sums_in_the_middle_prove_nothing_at_all() {
        assertEquals(1, SignedRanks.p(of(1, 2, -3)), 1e-12);
    }

    @Test
    void more_than_thirty_pairs_are_counted_out_too() {
        double[] differences = new double[40];
        Arrays.setAll(differences, i -> i + 1);
        assertEquals(Math.scalb(1, -39), SignedRanks.p(differences), 1e-24);
    }
}
