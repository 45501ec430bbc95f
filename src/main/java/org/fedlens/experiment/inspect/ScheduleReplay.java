package org.fedlens.experiment.inspect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.fedlens.experiment.event.RunEvent;
import org.fedlens.experiment.event.SelectiveVisitor;
import org.fedlens.experiment.run.RoundPlanner;
import org.fedlens.experiment.settings.TrainingSettings;
import org.fedlens.experiment.store.PastRun;
import org.fedlens.federated.clock.AggregationSchedule;
import org.fedlens.federated.clock.AggregationWindow;
import org.fedlens.federated.clock.ClientPool;
import org.fedlens.federated.clock.ClientTiming;
import org.fedlens.federated.clock.InFlightUpdate;
import org.fedlens.federated.participation.Sampling;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * The durations that a run recorded, under another pacing and without training: what its time would have looked like.
 * A client's visits take what they took, one after the other and then from the first again; a client that was never seen
 * takes what the others took on average. Clients are drawn evenly.
 */
public final class ScheduleReplay implements ClientPool {
    /** A recorded visit is cut into so many steps, for deadlines that cut it short. */
    private static final int STEPS = 100;

    private final long seed;
    private final int population;
    private final Map<Integer, List<RunEvent.Span>> recorded = new HashMap<>();
    private final Map<Integer, Integer> visits = new HashMap<>();
    private double mean;
    private int round;
    private int draws;

    private ScheduleReplay(long seed, int population) {
        this.seed = seed;
        this.population = population;
    }

    /**
     * Plays the recorded durations of a run.
     *
     * @param rounds aggregations to play
     * @return what a run with this pacing would have told
     * @throws Problem if the run has no simulated clock
     */
    public static List<RunEvent.Clocked> of(PastRun run, AggregationSchedule pacing, int rounds)
            throws InterruptedException {
        ReplayEvents told = new ReplayEvents();
        run.replay(moment -> moment.event().accept(told));
        List<RunEvent.Span> all = told.spans;
        if (all.isEmpty()) {
            throw new Problem(run.folder().toString(), Text.of("replay.noClock"), Text.of("pacing.chooseDevices"));
        }
        ScheduleReplay replay = new ScheduleReplay(run.experiment().seed(), told.population);
        all.forEach(span -> replay.recorded
                .computeIfAbsent(span.client(), first -> new ArrayList<>())
                .add(span));
        replay.mean = all.stream()
                .mapToDouble(span -> span.ended() - span.begun())
                .average()
                .orElse(0);
        TrainingSettings training = run.experiment().training();
        return replay.play(pacing, rounds, training.sampling().count(told.population, training.participation()));
    }

    private static final class ReplayEvents implements SelectiveVisitor {
        private final List<RunEvent.Span> spans = new ArrayList<>();
        private int population;

        @Override
        public void started(RunEvent.Started started) {
            population = started.clients().size();
        }

        @Override
        public void clocked(RunEvent.Clocked clocked) {
            spans.addAll(clocked.spans());
        }
    }

    private List<RunEvent.Clocked> play(AggregationSchedule pacing, int rounds, int count) throws InterruptedException {
        List<RunEvent.Clocked> told = new ArrayList<>();
        double now = 0;
        List<InFlightUpdate> flying = List.of();
        for (round = 1; round <= rounds; round++) {
            draws = 0;
            AggregationWindow window = pacing.next(round, now, flying, count, this);
            told.add(RoundPlanner.clocked(round, window));
            now = window.closed();
            flying = window.flying();
        }
        return told;
    }

    @Override
    public List<Integer> draw(Set<Integer> busy, int count) {
        List<Integer> idle = IntStream.range(0, population)
                .filter(client -> !busy.contains(client))
                .boxed()
                .toList();
        List<Integer> sizes = java.util.Collections.nCopies(population, 1);
        return new Sampling.Fraction()
                .draw(new Sampling.Pool(idle, sizes), count, Streams.of(seed, Purpose.SAMPLING, round, ++draws));
    }

    @Override
    public ClientTiming trip(int client) {
        List<RunEvent.Span> own = recorded.getOrDefault(client, List.of());
        if (own.isEmpty()) {
            return new ClientTiming(0, mean / STEPS, 0, STEPS, false);
        }
        RunEvent.Span span = own.get((visits.merge(client, 1, Integer::sum) - 1) % own.size());
        return new ClientTiming(0, (span.ended() - span.begun()) / STEPS, 0, STEPS, span.fate() == RunEvent.Fate.LOST);
    }
}
