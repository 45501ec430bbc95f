package org.fedlens.report;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedlens.experiment.Measure;
import org.fedlens.experiment.Moment;
import org.fedlens.experiment.RunEvent;

/**
 * A run's figures as they come in, one column of values for each scope and metric. A live run and a replayed one fill
 * it the same way. It belongs to one thread; what it hands out is copied.
 */
public final class RunTable {
    /** Mean training loss of the clients that arrived in a round. */
    public static final String TRAIN_LOSS = "train-loss";

    private record Key(int client, String metric) {}

    private static final class Values {
        private int size;
        private double[][] rows = new double[4][16];

        void put(double round, double bytes, double seconds, double value) {
            if (size == 0 || rows[0][size - 1] < round) {
                size++;
            }
            if (size > rows[0].length) {
                for (int i = 0; i < rows.length; i++) {
                    rows[i] = Arrays.copyOf(rows[i], size * 2);
                }
            }
            rows[0][size - 1] = round;
            rows[1][size - 1] = bytes;
            rows[2][size - 1] = seconds;
            rows[3][size - 1] = value;
        }

        void dropAfter(int round) {
            while (size > 0 && rows[0][size - 1] > round) {
                size--;
            }
        }

        double[] column(int index) {
            return Arrays.copyOf(rows[index], size);
        }
    }

    private final Map<Key, Values> values = new LinkedHashMap<>();
    private final RoundLog rounds = new RoundLog();
    private long bytesUp;
    private long bytesDown;

    /** Takes in what one event says; events without figures pass by. */
    public void add(Moment moment) {
        rounds.add(moment);
        if (moment.event() instanceof RunEvent.Started started) {
            values.values().forEach(column -> column.dropAfter(started.round()));
        } else if (moment.event() instanceof RunEvent.RoundClosed closed) {
            bytesUp += closed.bytesUp();
            bytesDown += closed.bytesDown();
            put(closed.round(), moment.seconds(), Measure.global(TRAIN_LOSS, closed.loss()));
        } else if (moment.event() instanceof RunEvent.Evaluated evaluated) {
            evaluated.measures().forEach(measure -> put(evaluated.round(), moment.seconds(), measure));
        }
    }

    private void put(int round, double seconds, Measure measure) {
        values.computeIfAbsent(new Key(measure.client(), measure.metric()), key -> new Values())
                .put(round, bytes(), seconds, measure.value());
    }

    /** What happened in each round. */
    public RoundLog rounds() {
        return rounds;
    }

    /** Everything sent so far, both ways. */
    public long bytes() {
        return bytesUp + bytesDown;
    }

    public long bytesUp() {
        return bytesUp;
    }

    public long bytesDown() {
        return bytesDown;
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** The curve of one metric; no points if there are none. */
    public Points points(int client, String metric, XAxis axis) {
        Values column = values.get(new Key(client, metric));
        return column == null ? Points.NONE : new Points(column.column(axis.ordinal()), column.column(3));
    }

    /** The clients that have figures of one metric, in ascending order. */
    public List<Integer> clients(String metric) {
        return values.keySet().stream()
                .filter(key -> key.client() >= 0 && key.metric().equals(metric))
                .map(Key::client)
                .sorted()
                .toList();
    }

    public Points global(String metric, XAxis axis) {
        return points(Measure.GLOBAL, metric, axis);
    }

    /** The curve of the figure by which the run is known; see {@link RunEvent.Evaluated#HEADLINES}. */
    public Points headline(XAxis axis) {
        return global(headlineMetric(), axis);
    }

    /** The name of that figure; {@code accuracy} as long as there is none. */
    public String headlineMetric() {
        List<String> names = RunEvent.Evaluated.HEADLINES;
        return names.stream()
                .filter(metric -> values.containsKey(new Key(Measure.GLOBAL, metric)))
                .findFirst()
                .orElse(names.get(0));
    }
}
