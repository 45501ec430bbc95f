package org.fedlens.experiment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.fedlens.federated.Sampling;
import org.fedlens.federated.clock.Flight;
import org.fedlens.federated.clock.Pacing;
import org.fedlens.federated.clock.Trip;
import org.fedlens.federated.clock.Window;
import org.fedlens.federated.clock.World;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * The durations that a run recorded, under another pacing and without training: what its time would have looked like.
 * A client's visits take what they took, one after the other and then from the first again; a client that was never
 * seen takes what the others took on average. Clients are drawn evenly.
 */
public final class Replay implements World {
    /** A recorded visit is cut into so many steps, for deadlines that cut it short. */
    private static final int STEPS = 100;

    private final long seed;
    private final int population;
    private final Map<Integer, List<RunEvent.Span>> recorded = new HashMap<>();
    private final Map<Integer, Integer> visits = new HashMap<>();
    private double mean;
    private int round;
    private int draws;

    private Replay(long seed, int population) {
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
    public static List<RunEvent.Clocked> of(PastRun run, Pacing pacing, int rounds) throws InterruptedException {
        int[] population = {0};
        List<RunEvent.Span> all = new ArrayList<>();
        run.replay(moment -> {
            if (moment.event() instanceof RunEvent.Started started) {
                population[0] = started.clients().size();
            } else if (moment.event() instanceof RunEvent.Clocked clocked) {
                all.addAll(clocked.spans());
            }
        });
        if (all.isEmpty()) {
            throw new Problem(run.folder().toString(), Text.of("replay.noClock"), Text.of("pacing.chooseDevices"));
        }
        Replay replay = new Replay(run.experiment().seed(), population[0]);
        all.forEach(span -> replay.recorded
                .computeIfAbsent(span.client(), first -> new ArrayList<>())
                .add(span));
        replay.mean = all.stream()
                .mapToDouble(span -> span.ended() - span.begun())
                .average()
                .orElse(0);
        TrainingSettings training = run.experiment().training();
        return replay.play(pacing, rounds, training.sampling().count(population[0], training.participation()));
    }

    private List<RunEvent.Clocked> play(Pacing pacing, int rounds, int count) throws InterruptedException {
        List<RunEvent.Clocked> told = new ArrayList<>();
        double now = 0;
        List<Flight> flying = List.of();
        for (round = 1; round <= rounds; round++) {
            draws = 0;
            Window window = pacing.next(round, now, flying, count, this);
            told.add(Planner.clocked(round, window));
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
        List<Integer> sizes = Collections.nCopies(population, 1);
        return new Sampling.Fraction()
                .draw(new Sampling.Pool(idle, sizes), count, Streams.of(seed, Purpose.SAMPLING, round, ++draws));
    }

    @Override
    public Trip trip(int client) {
        List<RunEvent.Span> own = recorded.getOrDefault(client, List.of());
        if (own.isEmpty()) {
            return new Trip(0, mean / STEPS, 0, STEPS, false);
        }
        RunEvent.Span span = own.get((visits.merge(client, 1, Integer::sum) - 1) % own.size());
        return new Trip(0, (span.ended() - span.begun()) / STEPS, 0, STEPS, span.fate() == RunEvent.Fate.LOST);
    }
}
