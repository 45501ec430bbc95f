package org.fedlens.federated;

import java.util.List;
import org.fedlens.weights.Kind;
import org.fedlens.weights.Layout;
import org.fedlens.weights.Part;
import org.fedlens.weights.Slot;
import org.fedlens.weights.Weights;

/**
 * What has been spent of a privacy budget, as Renyi divergences of the integer orders 2 to 256 (Mironov 2017). A round
 * in which each client takes part with probability q and whose sum of clipped changes gets Gaussian noise of
 * {@code sigma} times the clipping bound adds
 *
 * <p>{@code RDP(a) = ln(sum_k C(a,k) (1-q)^(a-k) q^k exp(k (k-1) / (2 sigma^2))) / (a - 1)},
 *
 * <p>which is {@code a / (2 sigma^2)} where all take part. Rounds add up, and so they may differ. Drawing a fixed
 * number of clients is treated as if each had thrown a coin: an approximation.
 */
public final class Accountant {
    /** The largest order that is looked at. */
    public static final int MOST = 256;

    private static final int LEAST = 2;
    private static final int ORDERS = MOST - LEAST + 1;
    /** Each sum is kept as the nearest float and what that leaves over, which together hold 48 bits. */
    private static final Layout LAYOUT =
            new Layout(List.of(new Slot("rdp", Part.HEAD, Kind.RUNNING, List.of(2, ORDERS))));

    private final double[] spent;

    private Accountant(double[] spent) {
        this.spent = spent;
    }

    /** How divergences become epsilon and delta. */
    public enum Conversion {
        /** {@code RDP + ln(1 / delta) / (a - 1)}, as in most papers. */
        CLASSIC {
            @Override
            double epsilon(double divergence, int order, double delta) {
                return divergence - Math.log(delta) / (order - 1);
            }
        },
        /** {@code RDP + ln((a - 1) / a) - (ln delta + ln a) / (a - 1)} (Canonne et al. 2020): smaller, and as true. */
        TIGHT {
            @Override
            double epsilon(double divergence, int order, double delta) {
                return divergence + Math.log((order - 1.0) / order) - (Math.log(delta) + Math.log(order)) / (order - 1);
            }
        };

        abstract double epsilon(double divergence, int order, double delta);
    }

    /** What was spent: epsilon, and the order that gave it. */
    public record Spent(double epsilon, int order) {}

    /** Nothing spent yet. */
    public static Accountant fresh() {
        return new Accountant(new double[ORDERS]);
    }

    /** As it was kept. */
    static Accountant of(Weights kept) {
        double[] spent = new double[ORDERS];
        for (int i = 0; i < ORDERS; i++) {
            spent[i] = (double) kept.at(i) + kept.at(ORDERS + i);
        }
        return new Accountant(spent);
    }

    /** In the shape in which the server remembers things. */
    Weights keep() {
        return Weights.fill(LAYOUT, i -> {
            double value = spent[i % ORDERS];
            return i < ORDERS || Double.isInfinite(value) ? (float) value : value - (float) value;
        });
    }

    /** With so many rounds more. */
    public Accountant plus(double rate, double noise, int rounds) {
        double[] more = spent.clone();
        for (int i = 0; i < ORDERS; i++) {
            more[i] += rounds * divergence(rate, noise, LEAST + i);
        }
        return new Accountant(more);
    }

    /** The least epsilon over all orders. */
    public Spent epsilon(double delta, Conversion conversion) {
        double best = Double.POSITIVE_INFINITY;
        int order = LEAST;
        for (int i = 0; i < ORDERS; i++) {
            double epsilon = conversion.epsilon(spent[i], LEAST + i, delta);
            if (epsilon < best) {
                best = epsilon;
                order = LEAST + i;
            }
        }
        // Bounds on the divergence can come out below zero where hardly anything was spent.
        return new Spent(Math.max(0, best), order);
    }

    /** The Renyi divergence that one round adds at this order. */
    public static double divergence(double rate, double noise, int order) {
        if (noise == 0) {
            return Double.POSITIVE_INFINITY;
        }
        if (rate >= 1) {
            return order / (2 * noise * noise);
        }
        double[] terms = new double[order + 1];
        double logChoose = 0;
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k <= order; k++) {
            terms[k] = logChoose
                    + (order - k) * Math.log1p(-rate)
                    + k * Math.log(rate)
                    + k * (k - 1.0) / (2 * noise * noise);
            largest = Math.max(largest, terms[k]);
            logChoose += Math.log(order - k) - Math.log(k + 1);
        }
        double sum = 0;
        for (double term : terms) {
            sum += Math.exp(term - largest);
        }
        return (largest + Math.log(sum)) / (order - 1);
    }
}
