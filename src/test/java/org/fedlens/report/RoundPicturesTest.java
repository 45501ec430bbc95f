package org.fedlens.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.fedlens.experiment.Moment;
import org.fedlens.experiment.RunEvent;
import org.fedlens.text.Words;
import org.junit.jupiter.api.Test;

class RoundPicturesTest {
    private static RunEvent.Drifted drifted(double[][] changes) {
        List<Double> lengths = new ArrayList<>();
        List<Double> cosines = new ArrayList<>();
        List<Integer> clients = new ArrayList<>();
        for (int i = 0; i < changes.length; i++) {
            clients.add(i);
            lengths.add(length(changes[i]));
            for (int j = 0; j < i; j++) {
                cosines.add(dot(changes[i], changes[j]) / length(changes[i]) / length(changes[j]));
            }
        }
        return new RunEvent.Drifted(1, clients, lengths, cosines);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double length(double[] a) {
        return Math.sqrt(dot(a, a));
    }

    @Test
    void changes_in_a_plane_keep_their_distances_and_their_mean() {
        double[][] changes = {{3, 0, 1}, {2, 0, -1}, {-1, 0, 2}, {4, 0, 0}};
        DriftPlane plane = DriftPlane.of(drifted(changes));
        assertEquals(1, plane.share(), 1e-9);
        for (int i = 0; i < changes.length; i++) {
            assertEquals(length(changes[i]), Math.hypot(plane.x()[i], plane.y()[i]), 1e-9);
            for (int j = 0; j < i; j++) {
                double wanted = length(new double[] {changes[i][0] - changes[j][0], 0, changes[i][2] - changes[j][2]});
                assertEquals(wanted, Math.hypot(plane.x()[i] - plane.x()[j], plane.y()[i] - plane.y()[j]), 1e-9);
            }
        }
        assertTrue(plane.meanX() > 0);
        assertEquals(length(new double[] {2, 0, 0.5}), Math.hypot(plane.meanX(), plane.meanY()), 1e-9);
    }

    @Test
    void nobody_moved_is_shown_as_one_point() {
        RunEvent.Drifted still = new RunEvent.Drifted(1, List.of(0, 1), List.of(0.0, 0.0), List.of(0.0));
        assertEquals(0, DriftPlane.of(still).share());
    }

    private static RoundLog log(RunEvent... events) {
        RoundLog log = new RoundLog();
        for (int i = 0; i < events.length; i++) {
            log.add(new Moment(i, events[i]));
        }
        return log;
    }

    @Test
    void a_visit_on_the_clock_falls_into_its_parts() {
        RoundLog log = log(
                new RunEvent.RoundOpened(1, List.of(0, 1, 2), 0.1),
                new RunEvent.Clocked(
                        1,
                        0,
                        10,
                        List.of(
                                new RunEvent.Span(0, 1, 0, 8, RunEvent.Fate.COUNTED, 1, 2),
                                new RunEvent.Span(1, 1, 0, 12, RunEvent.Fate.LATE, 1, 1),
                                new RunEvent.Span(2, 1, 0, 4, RunEvent.Fate.LOST, 1, 1))),
                new RunEvent.RoundClosed(1, 1, 0, 0, 0.5, 1));
        Gantt gantt = Gantt.of(log.upTo(1, 5));
        assertTrue(gantt.simulated());
        assertEquals(
                List.of(
                        new Gantt.Bar(0, 1, Gantt.Doing.RECEIVING, 0, 1),
                        new Gantt.Bar(0, 1, Gantt.Doing.TRAINING, 1, 6),
                        new Gantt.Bar(0, 1, Gantt.Doing.SENDING, 6, 8),
                        new Gantt.Bar(0, 1, Gantt.Doing.WAITING, 8, 10),
                        new Gantt.Bar(1, 1, Gantt.Doing.LATE, 0, 12),
                        new Gantt.Bar(2, 1, Gantt.Doing.LOST, 0, 4)),
                gantt.bars());
        assertEquals(12, gantt.to());
    }

    @Test
    void without_a_clock_the_measured_times_are_shown_and_a_resumed_run_forgets_what_it_plays_again() {
        RoundLog log = log(
                new RunEvent.RoundOpened(1, List.of(0), 0.1),
                new RunEvent.ClientStarted(1, 0),
                new RunEvent.ClientDone(1, 0, 10, 2, 0.5, 0.5, 1, 100, 1),
                new RunEvent.RoundClosed(1, 1, 0, 100, 0.5, 3),
                new RunEvent.RoundOpened(2, List.of(0), 0.1),
                new RunEvent.Started("run", 1, 3, List.of(), List.of(), 10, "cpu"));
        assertEquals(List.of(1), log.numbers());
        Gantt gantt = Gantt.of(log.upTo(9, 5));
        assertEquals(
                List.of(
                        new Gantt.Bar(0, 1, Gantt.Doing.WAITING, 0, 1),
                        new Gantt.Bar(0, 1, Gantt.Doing.TRAINING, 1, 2),
                        new Gantt.Bar(0, 1, Gantt.Doing.WAITING, 2, 3)),
                gantt.bars());
        Picture picture =
                Picture.of(new GanttDrawing(gantt, Tokens.light(), ChartFonts.load(), Words.ENGLISH, -1), 400, 200, 1);
        assertTrue(picture.spots().stream()
                .anyMatch(spot -> spot.tip().equals("Client 01, model of round 1: Trains, second 1.00 to 2.00")));
    }
}
