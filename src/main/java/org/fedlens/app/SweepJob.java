package org.fedlens.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.fedlens.experiment.Moment;
import org.fedlens.experiment.RunEvent;
import org.fedlens.experiment.execution.SweepPlay;
import org.fedlens.experiment.sweep.SweepFolder;
import org.fedlens.report.SweepTable;
import org.fedlens.text.Text;

/** A sweep in the queue, and how far it is. On the window's thread only. */
final class SweepJob {
    /** What becomes of a job next. */
    enum Phase {
        WAITING,
        PLAYING,
        /** Its run is being stopped; then it is paused. */
        PAUSING,
        PAUSED,
        OVER;

        String key() {
            return "ui.sweep.phase." + name().toLowerCase(Locale.ROOT);
        }
    }

    private final SweepFolder kept;
    private final List<Optional<SweepPlay.State>> states;
    private final Map<Integer, Text> reasons = new TreeMap<>();
    private Phase phase;
    private Optional<SweepTable> table = Optional.empty();
    private int current = -1;
    private int rounds = 1;
    private double share;
    private double spent;
    private int played;
    private long begunNanos;

    SweepJob(SweepFolder kept, List<Optional<SweepPlay.State>> found, Phase phase) {
        this.kept = kept;
        this.states = new ArrayList<>(found);
        this.phase = phase;
    }

    SweepFolder kept() {
        return kept;
    }

    String name() {
        return kept.sweep().name();
    }

    Phase phase() {
        return phase;
    }

    void become(Phase next) {
        phase = next;
        if (next != Phase.PLAYING && next != Phase.PAUSING) {
            current = -1;
            share = 0;
        }
    }

    List<Optional<SweepPlay.State>> states() {
        return List.copyOf(states);
    }

    /** The run under way, -1 for none. */
    int current() {
        return current;
    }

    int size() {
        return states.size();
    }

    /** Runs of which nothing more is to be expected. */
    int done() {
        return (int) states.stream().filter(Optional::isPresent).count();
    }

    int failed() {
        return (int) states.stream()
                .filter(state -> state.equals(Optional.of(SweepPlay.State.FAILED)))
                .count();
    }

    /** Share of the whole that is done, the run under way included. */
    double progress() {
        return (done() + share) / size();
    }

    /** Why runs failed, by their place in the sweep. */
    Map<Integer, Text> reasons() {
        return Map.copyOf(reasons);
    }

    Optional<SweepTable> table() {
        return table;
    }

    void table(SweepTable made) {
        table = Optional.of(made);
    }

    void begins(int index) {
        current = index;
        share = 0;
        begunNanos = System.nanoTime();
    }

    void hears(Moment moment) {
        if (moment.event() instanceof RunEvent.Started started) {
            rounds = Math.max(1, started.rounds());
            share = (double) started.round() / rounds;
        } else if (moment.event() instanceof RunEvent.RoundClosed closed) {
            share = (double) closed.round() / rounds;
        }
    }

    void ended(int index, SweepPlay.State state, Optional<Text> reason) {
        boolean known = states.get(index).equals(Optional.of(SweepPlay.State.FOUND));
        if (!known && state != SweepPlay.State.FOUND) {
            spent += (System.nanoTime() - begunNanos) * 1e-9;
            played++;
        }
        states.set(index, Optional.of(state));
        reason.ifPresent(why -> reasons.put(index, why));
        current = -1;
        share = 0;
    }

    /** Forgets that runs failed, so that they are played again. */
    void retry() {
        reasons.clear();
        states.replaceAll(state -> state.filter(known -> !Objects.equals(known, SweepPlay.State.FAILED)));
    }

    /** Seconds that are left at the pace of the runs so far, NaN if there is no telling. */
    double secondsLeft() {
        return played == 0 ? Double.NaN : spent / played * (size() - done() - share);
    }
}
