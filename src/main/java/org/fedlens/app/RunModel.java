package org.fedlens.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.fedlens.experiment.Moment;
import org.fedlens.experiment.RunEvent;
import org.fedlens.report.RunTable;
import org.fedlens.text.Text;
import org.fedlens.text.Words;

/**
 * The run on the screen: its events in, what the views show out. A live run and a replayed one go through the same
 * door. On the window's thread only.
 */
public final class RunModel {
    /** Rounds that take less than this are too quick for the map to act out. */
    private static final double FAST_SECONDS = 0.4;

    private static final int LOG_LINES = 5000;

    private final ObjectProperty<Phase> phase = new SimpleObjectProperty<>(Phase.EMPTY);
    private final ObjectProperty<RunFacts> facts = new SimpleObjectProperty<>(RunFacts.none());
    private final ObjectProperty<Optional<PinnedRun>> pinned = new SimpleObjectProperty<>(Optional.empty());
    private final IntegerProperty selected = new SimpleIntegerProperty(-1);
    private final LongProperty revision = new SimpleLongProperty();
    private final ObservableList<LogLine> log = FXCollections.observableArrayList();
    private final Recent recent = new Recent();
    private final List<RunEvent.Changed> changes = new ArrayList<>();

    private RunTable table = new RunTable();
    private Federation federation = Federation.none();
    private List<ClientModel> clients = List.of();
    private List<Integer> cohort = List.of();
    private boolean collapsed;
    private Optional<RunEvent.Ended> ended = Optional.empty();
    private String runName = "";
    private long parameters;
    private int round;
    private int openRound;
    private int rounds;
    private double seconds;
    private long openedNanos;
    private boolean dirty;

    /** Shows who holds what before a run begins. */
    public void show(Federation next) {
        federation = next;
        if (clients.size() != next.clients().size()) {
            clients = fresh(next.clients().size());
            selected.set(Math.min(selected.get(), clients.size() - 1));
        }
        touch();
        flush();
    }

    /** Shows how long a run would be before it begins. */
    public void plan(int plannedRounds) {
        rounds = plannedRounds;
        touch();
        flush();
    }

    /** Forgets the run on the screen and makes ready for another. */
    public void begin(RunFacts next, int plannedRounds) {
        facts.set(next);
        table = new RunTable();
        clients = fresh(clients.size());
        cohort = List.of();
        ended = Optional.empty();
        collapsed = false;
        round = 0;
        openRound = 0;
        rounds = plannedRounds;
        seconds = 0;
        recent.clear();
        changes.clear();
        log.clear();
        phase.set(Phase.LOADING);
        touch();
        flush();
    }

    private static List<ClientModel> fresh(int count) {
        return IntStream.range(0, count).mapToObj(client -> new ClientModel()).toList();
    }

    /** Takes in one event. */
    public void accept(Moment moment) {
        seconds = moment.seconds();
        table.add(moment);
        RunEvent event = moment.event();
        if (event instanceof RunEvent.Started started) {
            started(started);
        } else if (event instanceof RunEvent.RoundOpened opened) {
            opened(opened);
        } else if (event instanceof RunEvent.RoundClosed closed) {
            closed(closed);
        } else if (event instanceof RunEvent.Ended end) {
            ended(end);
        } else if (event instanceof RunEvent.Paused) {
            paused();
        } else if (event instanceof RunEvent.Resumed) {
            phase.set(Phase.RUNNING);
        } else if (event instanceof RunEvent.Changed changed) {
            changes.add(changed);
            note(
                    LogLine.Level.INFO,
                    Text.of("ui.log.changed", changed.round(), changed.setting(), changed.before(), changed.after()));
        } else if (event instanceof RunEvent.Evaluated evaluated) {
            evaluated(evaluated);
        } else {
            client(event);
        }
        touch();
    }

    /** Whoever reads that the run stands reads where, so the figures go first. */
    private void paused() {
        note(LogLine.Level.INFO, Text.of("ui.log.paused", round));
        touch();
        flush();
        phase.set(Phase.PAUSED);
    }

    private void evaluated(RunEvent.Evaluated evaluated) {
        if (Double.isFinite(evaluated.headline())) {
            note(
                    LogLine.Level.INFO,
                    Text.of(
                            "ui.log.evaluated",
                            evaluated.round(),
                            String.format(Locale.ROOT, "%.1f", 100 * evaluated.headline()),
                            Text.of("ui.headline." + evaluated.headlineMetric().orElseThrow())));
        }
        if (evaluated.collapsed() && !collapsed) {
            note(LogLine.Level.WARNING, Text.of("run.collapsed", evaluated.round()));
        }
        collapsed = evaluated.collapsed();
    }

    private void started(RunEvent.Started started) {
        federation = new Federation(started.classes(), started.clients());
        if (clients.size() != started.clients().size()) {
            clients = fresh(started.clients().size());
        }
        runName = started.run();
        parameters = started.parameters();
        rounds = started.rounds();
        round = started.round();
        ended = Optional.empty();
        phase.set(Phase.RUNNING);
        note(
                LogLine.Level.INFO,
                Text.of("ui.log.started", started.clients().size(), started.rounds(), started.device()));
    }

    private void opened(RunEvent.RoundOpened opened) {
        openRound = opened.round();
        cohort = opened.cohort();
        clients.forEach(client -> client.become(ClientPhase.IDLE));
        cohort.forEach(index -> clients.get(index).become(ClientPhase.SAMPLED));
        openedNanos = System.nanoTime();
    }

    private void closed(RunEvent.RoundClosed closed) {
        round = closed.round();
        clients.forEach(ClientModel::settle);
        recent.round(closed.seconds());
        if (closed.received() == 0) {
            note(LogLine.Level.WARNING, Text.of("ui.log.nobody", closed.round()));
        }
    }

    private void ended(RunEvent.Ended end) {
        ended = Optional.of(end);
        round = end.round();
        phase.set(
                switch (end.outcome()) {
                    case FINISHED -> Phase.FINISHED;
                    case STOPPED -> Phase.STOPPED;
                    case DIVERGED -> Phase.DIVERGED;
                    case FAILED -> Phase.FAILED;
                });
        boolean fine = end.outcome() == RunEvent.Outcome.FINISHED || end.outcome() == RunEvent.Outcome.STOPPED;
        note(
                fine ? LogLine.Level.INFO : LogLine.Level.ERROR,
                Text.of(phase.get().key() + ".log", end.round()));
        end.early().ifPresent(why -> note(LogLine.Level.WARNING, why));
        if (fine) {
            settle();
        }
        if (end.outcome() == RunEvent.Outcome.DIVERGED && end.values().containsKey("client")) {
            clients.get(Integer.parseInt(end.values().get("client"))).become(ClientPhase.DROPPED);
        }
    }

    /** Clients that never got to work are idle again when a run ends between two rounds. */
    private void settle() {
        clients.stream()
                .filter(client -> client.phase() == ClientPhase.SAMPLED || client.phase() == ClientPhase.TRAINING)
                .forEach(client -> client.become(ClientPhase.IDLE));
    }

    private void client(RunEvent event) {
        if (event instanceof RunEvent.ClientStarted start) {
            clients.get(start.client()).become(ClientPhase.TRAINING);
        } else if (event instanceof RunEvent.ClientProgress progress) {
            clients.get(progress.client()).become(ClientPhase.TRAINING);
            clients.get(progress.client()).progress(progress.share());
        } else if (event instanceof RunEvent.ClientDone done) {
            clients.get(done.client()).done(done.accuracy(), done.drift());
            recent.update(seconds, done.seconds());
        } else if (event instanceof RunEvent.ClientDropped dropped) {
            clients.get(dropped.client()).become(ClientPhase.DROPPED);
            note(LogLine.Level.WARNING, Text.of("ui.log.dropped", dropped.round(), Words.client(dropped.client())));
        }
    }

    /** Shows that the run cannot go on for a reason told in words. */
    public void fail(Text reason) {
        phase.set(Phase.FAILED);
        note(LogLine.Level.ERROR, reason);
        touch();
        flush();
    }

    /** Moves to another phase that no event tells of. */
    public void become(Phase next) {
        phase.set(next);
        touch();
        flush();
    }

    public void note(LogLine.Level level, Text text) {
        log.add(new LogLine(seconds, level, text));
        if (log.size() > LOG_LINES) {
            log.remove(0, log.size() - LOG_LINES);
        }
    }

    public void pin() {
        if (!table.isEmpty()) {
            pinned.set(Optional.of(new PinnedRun(facts.get(), table)));
        }
    }

    public void unpin() {
        pinned.set(Optional.empty());
    }

    private void touch() {
        dirty = true;
    }

    /** Tells the views, once per frame, that something has changed. */
    void flush() {
        if (dirty) {
            dirty = false;
            revision.set(revision.get() + 1);
        }
    }

    /** True if all images had nearly the same embedding when the run was last evaluated. */
    public boolean collapsed() {
        return collapsed;
    }

    public ReadOnlyLongProperty revision() {
        return revision;
    }

    public ReadOnlyObjectProperty<Phase> phaseProperty() {
        return phase;
    }

    public Phase phase() {
        return phase.get();
    }

    public ObjectProperty<RunFacts> factsProperty() {
        return facts;
    }

    public ReadOnlyObjectProperty<Optional<PinnedRun>> pinnedProperty() {
        return pinned;
    }

    /** The client chosen on the map, -1 for none; shared by all views. */
    public IntegerProperty selectedProperty() {
        return selected;
    }

    public ObservableList<LogLine> log() {
        return log;
    }

    public RunTable table() {
        return table;
    }

    public Federation federation() {
        return federation;
    }

    public List<ClientModel> clients() {
        return clients;
    }

    public List<Integer> cohort() {
        return cohort;
    }

    public List<RunEvent.Changed> changes() {
        return List.copyOf(changes);
    }

    public Optional<RunEvent.Ended> ended() {
        return ended;
    }

    public String runName() {
        return runName;
    }

    public long parameters() {
        return parameters;
    }

    /** The last finished round. */
    public int round() {
        return round;
    }

    /** The round in flight, or the last one. */
    public int openRound() {
        return Math.max(openRound, round);
    }

    public int rounds() {
        return rounds;
    }

    public double seconds() {
        return seconds;
    }

    long openedNanos() {
        return openedNanos;
    }

    public int count(ClientPhase wanted) {
        return (int) clients.stream().filter(client -> client.phase() == wanted).count();
    }

    /** Seconds that are left at the pace of the last rounds, NaN if there is no telling. */
    public double secondsLeft() {
        return recent.meanRound() * Math.max(0, rounds - round);
    }

    /** True if rounds pass too quickly to be acted out on the map. */
    public boolean fast() {
        return recent.meanRound() < FAST_SECONDS;
    }

    /** True if nearly everybody is done and this client takes twice as long as the others did. */
    public boolean straggles(ClientModel client) {
        int open = count(ClientPhase.TRAINING) + count(ClientPhase.SAMPLED);
        return client.phase() == ClientPhase.TRAINING
                && open * 4 <= cohort.size()
                && (System.nanoTime() - client.startedNanos()) * 1e-9 > 2 * recent.meanVisit();
    }

    /** Updates that came in per second lately. */
    public double updatesPerSecond() {
        return recent.updatesPerSecond();
    }
}
