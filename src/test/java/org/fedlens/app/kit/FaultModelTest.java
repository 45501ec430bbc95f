package org.fedlens.app.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.fedlens.log.Fault;
import org.junit.jupiter.api.Test;

class FaultModelTest {
    private final AtomicLong nanos = new AtomicLong();
    private final FaultModel model = new FaultModel(nanos::get);
    private final List<String> first = new ArrayList<>();

    private void happens(String message, long times) {
        model.show(new Fault("test", new IllegalStateException(message), times), fault -> first.add(fault.name()));
    }

    private List<String> shown() {
        return model.shownProperty().get().stream()
                .map(fault -> fault.root().getMessage() + " " + fault.times())
                .toList();
    }

    @Test
    void equalFaultsAreOneLineAndTheNewestIsLast() {
        happens("a", 1);
        happens("b", 1);
        happens("a", 2);
        assertEquals(List.of("b 1", "a 2"), shown());
        assertEquals(List.of("IllegalStateException: a", "IllegalStateException: b"), first);
        assertTrue(model.details().contains("IllegalStateException: b\n\tat "), model.details());
    }

    @Test
    void whatWasPutAwayComesBackOnlyIfItHappensLater() {
        happens("each frame", 1);
        model.dismiss();
        nanos.addAndGet(1_000_000_000L);
        happens("each frame", 2);
        assertEquals(List.of(), shown());
        happens("something else", 1);
        assertEquals(List.of("something else 1"), shown());
        nanos.addAndGet(60_000_000_000L);
        happens("each frame", 3);
        assertEquals(List.of("something else 1", "each frame 3"), shown());
    }

    @Test
    void ofVeryManyKindsTheLastAreKept() {
        for (int i = 0; i < 100; i++) {
            happens("kind " + i, 1);
        }
        assertEquals(20, shown().size());
        assertEquals("kind 99 1", shown().get(19));
        assertFalse(shown().contains("kind 0 1"));
    }
}
