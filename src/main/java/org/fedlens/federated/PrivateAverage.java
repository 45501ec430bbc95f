package org.fedlens.federated;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.settings.Scale;
import org.fedlens.settings.Setting;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;
import org.fedlens.weights.Kind;
import org.fedlens.weights.Layout;
import org.fedlens.weights.Part;
import org.fedlens.weights.Slot;
import org.fedlens.weights.WeightedSum;
import org.fedlens.weights.Weights;

/**
 * DP-FedAvg (McMahan et al. 2018), private by client: every change is clipped to one norm over all learned numbers,
 * {@code min(1, C / ||d||) d}, without weights by data, and the server moves by
 * {@code (sum d + N(0, (sigma C)^2 I)) / (q N)}; the expected number of clients divides, since the true one would tell
 * who was there. Nobody's images can then be told from the model, up to epsilon and delta.
 *
 * <p>With adaptive clipping (Andrew et al. 2021) C follows a quantile of the norms,
 * {@code C <- C exp(-eta (b - gamma))}, with b the noised share of changes within C. That share costs privacy too, so
 * the changes get the larger {@code (sigma^-2 - (2 sigma_b)^-2)^(-1/2)} and both together count as sigma.
 *
 * <p>The fold does the clipping, whose numbers are the same wherever it is done. A round in which nobody arrives
 * leaves the weights alone, noise included, but is paid for.
 *
 * @param clip C, or where it starts
 * @param noise sigma, in multiples of C; 0 promises nothing
 * @param adaptive C follows the norms
 * @param quantile gamma, the share of changes that shall stay whole
 * @param clipRate eta, how fast C follows
 * @param countNoise sigma_b, the noise on the number of changes within C
 * @param delta chance with which the promise may fail; well below one over the number of clients
 * @param conversion how Renyi divergences become epsilon
 * @param budget epsilon at which the run ends; 0 for never
 */
public record PrivateAverage(
        @Setting(standard = "1.0", min = 1e-4, max = 1e9, scale = Scale.LOG) double clip,
        @Setting(standard = "1.0", min = 0, max = 100) double noise,
        @Setting(standard = "false") boolean adaptive,
        @Setting(standard = "0.5", min = 0.01, max = 0.99) double quantile,
        @Setting(standard = "0.2", min = 0.001, max = 2) double clipRate,
        @Setting(standard = "1.0", min = 0, max = 1000) double countNoise,
        @Setting(standard = "0.00001", min = 1e-12, max = 0.1, scale = Scale.LOG) double delta,
        @Setting(standard = "classic") Accountant.Conversion conversion,
        @Setting(standard = "0.0", min = 0, max = 10_000) double budget)
        implements Aggregator, Privacy {
    /** The names of what the server remembers: the bound, and what was spent. */
    public static final String BOUND = "clip";

    public static final String SPENT = "rdp";

    private static final Layout ONE = new Layout(List.of(new Slot(BOUND, Part.HEAD, Kind.RUNNING, List.of(1))));

    public PrivateAverage {
        if (budget > 0 && noise == 0) {
            throw new Problem("algorithm.budget", Text.of("privacy.budgetWithoutNoise"), Text.of("privacy.raiseNoise"));
        }
        if (adaptive && noise > 0 && countNoise <= noise / 2) {
            throw new Problem(
                    "algorithm.countNoise",
                    Text.of("privacy.countTooClear", countNoise, noise),
                    Text.of("privacy.raiseCountNoise", noise / 2));
        }
    }

    /** Noise on the changes, in multiples of the bound. */
    public double deviation() {
        return adaptive && noise > 0 ? 1 / Math.sqrt(1 / (noise * noise) - 1 / (4 * countNoise * countNoise)) : noise;
    }

    @Override
    public Optional<Privacy> privacy() {
        return Optional.of(this);
    }

    @Override
    public double after(Round round) {
        return account(round).epsilon(delta, conversion).epsilon();
    }

    private Accountant account(Round round) {
        return round.before()
                .memory()
                .get(SPENT)
                .map(Accountant::of)
                .orElse(Accountant.fresh())
                .plus(round.rate(), noise, 1);
    }

    /** The factor that brings a change of this norm within the bound. */
    public static double factor(double norm, double bound) {
        return norm > bound ? bound / norm : 1;
    }

    @Override
    public Fold open(Round round) {
        ZigguratSampler.NormalizedGaussian gaussian =
                ZigguratSampler.NormalizedGaussian.of(Streams.of(round.seed(), Purpose.NOISE, round.number()));
        return open(round, gaussian::sample);
    }

    /** @param gaussian standard normal numbers: one for each learned number in order, then one for the count */
    public Fold open(Round round, DoubleSupplier gaussian) {
        return new Private(round, gaussian);
    }

    private final class Private implements Fold {
        private final Round round;
        private final DoubleSupplier gaussian;
        private final Weights start;
        private final double bound;
        private final Map<String, Double> figures = new TreeMap<>();
        private WeightedSum sum;
        private int arrived;
        private int whole;

        Private(Round round, DoubleSupplier gaussian) {
            this.round = round;
            this.gaussian = gaussian;
            this.start = round.before().global().only(Slot::learned);
            this.bound = round.before()
                    .memory()
                    .get(BOUND)
                    .map(kept -> (double) kept.at(0))
                    .orElse(clip);
        }

        @Override
        public void add(ClientUpdate update) {
            if (sum == null) {
                sum = new WeightedSum(start.layout());
            }
            Weights trained = update.weights().only(Slot::learned).over(start);
            double norm = trained.distance(start);
            sum.addChange(1, factor(norm, bound), trained, start);
            arrived++;
            whole += norm <= bound ? 1 : 0;
        }

        @Override
        public ServerState close() {
            ServerState before = round.before();
            Accountant account = account(round);
            if (noise > 0) {
                figures.put("epsilon", account.epsilon(delta, conversion).epsilon());
            }
            figures.put("clip-bound", bound);
            Memory memory = before.memory().with(SPENT, account.keep());
            if (arrived == 0) {
                return before.next(before.global(), memory);
            }
            double deviation = deviation() * bound;
            Weights moved =
                    Weights.fill(start.layout(), i -> start.at(i) + (sum.at(i) + noise(deviation)) / round.expected());
            if (adaptive) {
                double share = (whole + noise(countNoise)) / round.expected();
                figures.put("clip-share", share);
                double next = bound * Math.exp(-clipRate * (share - quantile));
                memory = memory.with(BOUND, Weights.fill(ONE, i -> next));
            }
            return before.next(moved.over(before.global()), memory);
        }

        /** Without noise no number is drawn, and minus zero does not become zero. */
        private double noise(double deviation) {
            return deviation == 0 ? 0 : deviation * gaussian.getAsDouble();
        }

        @Override
        public Map<String, Double> figures() {
            return Map.copyOf(figures);
        }
    }
}
