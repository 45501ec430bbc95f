package org.fedlens.app.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.fedlens.app.kit.LogLine;
import org.fedlens.experiment.event.MetricValue;
import org.fedlens.experiment.event.RunEvent;
import org.fedlens.experiment.event.TimedEvent;
import org.junit.jupiter.api.Test;

class RunModelTest {
    private final RunModel model = new RunModel();

    private void evaluated(int round, double collapsed) {
        List<MetricValue> measures =
                List.of(new MetricValue(-1, "knn-accuracy", 0.1), new MetricValue(-1, "collapsed", collapsed));
        model.accept(new TimedEvent(round, new RunEvent.Evaluated(round, measures)));
    }

    private long warnings() {
        return model.log().stream()
                .filter(line -> line.level() == LogLine.Level.WARNING)
                .count();
    }

    @Test
    void aCollapseIsToldOnceUntilItIsOver() {
        evaluated(0, 0);
        assertEquals(0, warnings());
        evaluated(1, 1);
        evaluated(2, 1);
        assertEquals(1, warnings());
        assertTrue(model.collapsed());
        evaluated(3, 0);
        assertFalse(model.collapsed());
        evaluated(4, 1);
        assertEquals(2, warnings());
    }
}
