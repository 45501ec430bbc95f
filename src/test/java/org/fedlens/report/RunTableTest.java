package org.fedlens.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.fedlens.experiment.Measure;
import org.fedlens.experiment.Moment;
import org.fedlens.experiment.RunEvent;
import org.junit.jupiter.api.Test;

class RunTableTest {
    private static RunTable table() {
        RunTable table = new RunTable();
        for (int round = 1; round <= 3; round++) {
            table.add(new Moment(round, new RunEvent.RoundClosed(round, 2, 100, 50, 1.0 / round, 1)));
            List<Measure> measures =
                    List.of(Measure.global("accuracy", 0.1 * round), new Measure(0, "served-accuracy", 0.2));
            table.add(new Moment(round + 0.5, new RunEvent.Evaluated(round, measures)));
        }
        return table;
    }

    @Test
    void figures_stand_over_rounds_bytes_and_seconds() {
        RunTable table = table();
        assertArrayEquals(
                new double[] {1, 2, 3}, table.global("accuracy", XAxis.ROUND).x());
        assertArrayEquals(
                new double[] {150, 300, 450},
                table.global("accuracy", XAxis.BYTES).x());
        assertArrayEquals(
                new double[] {1.5, 2.5, 3.5},
                table.global("accuracy", XAxis.SECONDS).x());
        assertEquals(3, table.global(RunTable.TRAIN_LOSS, XAxis.ROUND).size());
    }

    @Test
    void what_came_after_the_checkpoint_is_forgotten_when_a_run_goes_on() {
        RunTable table = table();
        table.add(new Moment(4, new RunEvent.Started("run", 2, 5, List.of(), List.of(), 1, "cpu")));
        assertEquals(2, table.global("accuracy", XAxis.ROUND).size());
    }
}
