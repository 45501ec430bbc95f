package org.fedlens.experiment.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.fedlens.experiment.event.RunEvent;
import org.fedlens.experiment.event.Stopwatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PauseGateTest {
    private final List<RunEvent> told = new CopyOnWriteArrayList<>();
    private final PauseGate gate = new PauseGate();

    PauseGateTest() {
        gate.opened(new Stopwatch(0, () -> 0), told::add);
    }

    @Test
    void a_round_that_closes_after_the_request_is_closed_before_the_pause_is_told() throws Exception {
        gate.pause();
        gate.roundClosed(7);
        assertEquals(List.of(), told, "nobody waits yet");
        Thread waiting = waiting(new CountDownLatch(1));
        assertEquals(List.of(new RunEvent.Paused(7)), told);
        gate.resume();
        waiting.join();
        assertEquals(List.of(new RunEvent.Paused(7), new RunEvent.Resumed(7)), told);
    }

    @Test
    void many_who_wait_tell_it_once_and_a_step_tells_the_round_it_ended() throws Exception {
        gate.pause();
        CountDownLatch through = new CountDownLatch(2);
        Thread first = waiting(through);
        Thread second = waiting(through);
        assertEquals(List.of(new RunEvent.Paused(0)), told);
        gate.step();
        first.join();
        second.join();
        assertEquals(0, through.getCount());
        gate.roundClosed(1);
        gate.roundEvaluated();
        assertEquals(List.of(new RunEvent.Paused(0), new RunEvent.Resumed(0), new RunEvent.Paused(1)), told);
    }

    @Test
    void a_step_from_within_an_evaluation_goes_through_the_next_round() throws Exception {
        gate.pause();
        gate.roundClosed(4);
        Thread evaluating = waiting(new CountDownLatch(1));
        gate.step();
        evaluating.join();
        gate.roundEvaluated();
        assertEquals(List.of(new RunEvent.Paused(4), new RunEvent.Resumed(4)), told, "four was closed before the step");
        gate.roundClosed(5);
        gate.roundEvaluated();
        assertEquals(new RunEvent.Paused(5), told.get(2));
        assertEquals(3, told.size());
    }

    @Test
    void that_it_goes_on_is_told_before_anybody_does() throws Exception {
        CountDownLatch through = new CountDownLatch(1);
        AtomicLong passedWhenTold = new AtomicLong(-1);
        PauseGate quick = new PauseGate();
        quick.opened(new Stopwatch(0, () -> 0), event -> {
            if (event instanceof RunEvent.Resumed) {
                passedWhenTold.set(1 - through.getCount());
            }
        });
        quick.pause();
        Thread worker = waiting(quick, through);
        quick.resume();
        worker.join();
        assertEquals(0, passedWhenTold.get());
        assertEquals(0, through.getCount());
    }

    /** A worker that stands at the gate when this returns. */
    private Thread waiting(CountDownLatch through) throws InterruptedException {
        return waiting(gate, through);
    }

    private static Thread waiting(PauseGate at, CountDownLatch through) throws InterruptedException {
        Thread worker = new Thread(() -> {
            try {
                at.pace(share -> {}).pass();
                through.countDown();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        worker.start();
        while (worker.getState() != Thread.State.WAITING) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return worker;
    }
}
