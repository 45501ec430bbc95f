package org.fedlens.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class NumberTableTest {
    private static final NumberTable TABLE = new NumberTable(
            List.of("round", "1 FedAvg, mu 0.1", "2 a \"b\""), new double[][] {{0, 0.1, Double.NaN}, {1, -2, 1.5e10}});

    @Test
    void a_file_holds_the_numbers_as_java_spells_them() {
        assertEquals("round,\"1 FedAvg, mu 0.1\",\"2 a \"\"b\"\"\"\n0.0,0.1,\n1.0,-2.0,1.5E10\n", TABLE.csv());
    }

    @Test
    void people_see_all_digits_and_no_exponent() {
        assertEquals("0", TABLE.shown(0, 0));
        assertEquals("", TABLE.shown(0, 2));
        assertEquals("15000000000", TABLE.shown(1, 2));
        assertEquals("0.0000001", new NumberTable(List.of("x"), new double[][] {{1e-7}}).shown(0, 0));
    }

    @Test
    void a_row_has_a_number_for_each_column() {
        assertThrows(IllegalArgumentException.class, () -> new NumberTable(List.of("x", "y"), new double[][] {{1}}));
    }
}
