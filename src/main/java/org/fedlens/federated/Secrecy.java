package org.fedlens.federated;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fedlens.federated.secure.AdditiveShares;
import org.fedlens.federated.secure.FixedPoint;
import org.fedlens.federated.secure.Masking;
import org.fedlens.federated.secure.Ring;
import org.fedlens.federated.secure.Shamir;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.settings.Named;
import org.fedlens.settings.Setting;
import org.fedlens.weights.Weights;

/**
 * How uploads are hidden, so that the server learns their sum and nothing of any one of them. Each client sends
 * {@code n_k (w_k - w_r)} and {@code n_k} as whole numbers; the rule is then given one update, the mean. That suits
 * rules that need nothing but the mean, see {@link Aggregator#mean()}.
 */
public sealed interface Secrecy {
    /** True if the server reads every upload. */
    default boolean idle() {
        return false;
    }

    /** The whole numbers that travel. */
    FixedPoint numbers();

    /** Bytes that one client sends for so many numbers. */
    long bytes(long numbers, int cohort);

    /** The sum of hidden vectors, by client; empty if too few survived. */
    Optional<long[]> sum(Map<Integer, long[]> survivors, Round round);

    /** What is sent is read. */
    @Named("none")
    record None() implements Secrecy {
        @Override
        public boolean idle() {
            return true;
        }

        @Override
        public FixedPoint numbers() {
            return new FixedPoint(new Ring(62), 1, 1);
        }

        @Override
        public long bytes(long numbers, int cohort) {
            return 4 * numbers;
        }

        @Override
        public Optional<long[]> sum(Map<Integer, long[]> survivors, Round round) {
            return Optional.empty();
        }
    }

    /**
     * Pairwise masks and self masks after Bonawitz et al. (2017), see {@link Masking}.
     *
     * @param range largest change of a number that is not cut
     * @param scale whole numbers in one unit
     * @param bits of a number on the way
     * @param threshold share of the cohort that must survive
     */
    @Named("masks")
    record Masks(
            @Setting(standard = "1.0", min = 1e-6, max = 1e6) double range,
            @Setting(standard = "4096", min = 1, max = 1e12) double scale,
            @Setting(standard = "32", min = 8, max = 62) int bits,
            @Setting(standard = "0.6", min = 0.01, max = 1) double threshold)
            implements Secrecy {
        @Override
        public FixedPoint numbers() {
            return new FixedPoint(new Ring(bits), range, scale);
        }

        @Override
        public long bytes(long numbers, int cohort) {
            long keysAndShares = 32 + 2L * cohort * Shamir.BYTES;
            return numbers * numbers().ring().bytes() + 2 * keysAndShares;
        }

        @Override
        public Optional<long[]> sum(Map<Integer, long[]> survivors, Round round) {
            int needed = Math.max(2, (int) Math.ceil(threshold * round.cohort().size()));
            if (survivors.size() < needed) {
                return Optional.empty();
            }
            Masking masking = new Masking(
                    round.cohort(),
                    needed,
                    numbers().ring(),
                    client -> Streams.of(round.seed(), Purpose.MASKS, round.number(), client));
            Map<Integer, long[]> hidden = new TreeMap<>();
            survivors.forEach((client, values) -> hidden.put(client, masking.masked(client, values)));
            return Optional.of(masking.sum(hidden));
        }
    }

    /**
     * Additive sharing among those who take part, see {@link AdditiveShares}. Without a share of everybody nothing can
     * be read, so a round in which anybody drops out changes nothing.
     *
     * @param range largest change of a number that is not cut
     * @param scale whole numbers in one unit
     * @param bits of a number on the way
     */
    @Named("shares")
    record Shares(
            @Setting(standard = "1.0", min = 1e-6, max = 1e6) double range,
            @Setting(standard = "100000000", min = 1, max = 1e12) double scale,
            @Setting(standard = "62", min = 8, max = 62) int bits)
            implements Secrecy {
        @Override
        public FixedPoint numbers() {
            return new FixedPoint(new Ring(bits), range, scale);
        }

        @Override
        public long bytes(long numbers, int cohort) {
            return numbers * numbers().ring().bytes() * cohort;
        }

        @Override
        public Optional<long[]> sum(Map<Integer, long[]> survivors, Round round) {
            if (survivors.size() < round.cohort().size()) {
                return Optional.empty();
            }
            Ring ring = numbers().ring();
            int holders = survivors.size();
            long[][] held = new long[holders][];
            for (Map.Entry<Integer, long[]> own : survivors.entrySet()) {
                long[][] shares = AdditiveShares.split(
                        own.getValue(),
                        holders,
                        ring,
                        Streams.of(round.seed(), Purpose.MASKS, round.number(), own.getKey()));
                for (int holder = 0; holder < holders; holder++) {
                    held[holder] = held[holder] == null
                            ? shares[holder]
                            : AdditiveShares.sum(new long[][] {held[holder], shares[holder]}, ring);
                }
            }
            return Optional.of(AdditiveShares.sum(held, ring));
        }
    }

    /**
     * Hides what goes into a rule's fold.
     *
     * @param weighting how the rule weights updates
     */
    default Fold around(Fold fold, Round round, Weighting weighting) {
        return idle() ? fold : new Hidden(this, fold, round, weighting);
    }

    /** Collects what clients send, and adds one update to the fold: the mean. */
    final class Hidden implements Fold {
        private final Secrecy secrecy;
        private final Fold fold;
        private final Round round;
        private final Weighting weighting;
        private final Map<Integer, long[]> sent = new TreeMap<>();
        private final List<ClientUpdate> shape = new ArrayList<>();
        private final Map<String, Double> figures = new TreeMap<>();
        private long cut;

        private Hidden(Secrecy secrecy, Fold fold, Round round, Weighting weighting) {
            this.secrecy = secrecy;
            this.fold = fold;
            this.round = round;
            this.weighting = weighting;
        }

        @Override
        public void add(ClientUpdate update) {
            FixedPoint point = secrecy.numbers();
            double weight = weighting.of(update);
            Weights start = start(update.weights());
            long[] numbers = new long[start.size() + 1];
            for (int i = 0; i < start.size(); i++) {
                double change = (double) update.weights().at(i) - start.at(i);
                cut += point.cuts(change) ? 1 : 0;
                double within = Math.max(-point.range(), Math.min(point.range(), change));
                numbers[i] = point.ring().of(Math.round(weight * within * point.scale()));
            }
            numbers[start.size()] = point.ring().of(Math.round(weight));
            sent.put(update.client(), numbers);
            if (shape.isEmpty()) {
                shape.add(update);
            }
        }

        private Weights start(Weights travels) {
            return round.before().global().only(slot -> travels.layout().indexOf(slot.path()) >= 0);
        }

        @Override
        public ServerState close() {
            secrecy.sum(sent, round).ifPresent(this::merge);
            figures.put("cut-numbers", (double) cut);
            figures.putIfAbsent("unmasked", 0.0);
            return fold.close();
        }

        private void merge(long[] sum) {
            FixedPoint point = secrecy.numbers();
            ClientUpdate first = shape.get(0);
            Weights start = start(first.weights());
            long total = point.ring().signed(sum[start.size()]);
            Weights mean = Weights.fill(start.layout(), i -> start.at(i) + point.value(sum[i]) / total);
            figures.put("unmasked", (double) sent.size());
            fold.add(new ClientUpdate(
                    first.client(), (int) total, first.steps(), first.normalizer(), mean, Memory.NONE));
        }

        @Override
        public Map<String, Double> figures() {
            Map<String, Double> all = new TreeMap<>(fold.figures());
            all.putAll(figures);
            return all;
        }
    }
}
