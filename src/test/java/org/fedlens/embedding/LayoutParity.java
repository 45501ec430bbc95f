package org.fedlens.embedding;

import org.fedlens.parallel.ParallelFor;
import org.fedlens.parity.GoldenCase;

/** Golden checks of layouts. */
public final class LayoutParity {
    private LayoutParity() {}

    public static void affinities(GoldenCase golden) throws InterruptedException {
        float[][] x = golden.inputs().get("x").rows();
        Affinities seen = Affinities.of(x, golden.number("perplexity"), x.length - 1, ParallelFor.SERIAL);
        golden.near(golden.expected().get("beta"), seen.beta(), "beta");
        golden.near(golden.expected().get("p"), seen.dense(), "p");
    }

    public static void divergence(GoldenCase golden) throws InterruptedException {
        double[] y = golden.inputs().get("y").doubles();
        Affinities p = Affinities.of(golden.inputs().get("p").doubles(), y.length / 2);
        // Theta just above 0 walks the tree down to single points: the same sums by the other road.
        for (double theta : new double[] {0, 1e-9}) {
            TsneGradient forces = new TsneGradient(p, theta, ParallelFor.SERIAL);
            golden.near(golden.expected().get("kl"), forces.divergence(y), "kl");
            double[] gradient = new double[y.length];
            forces.gradient(y, 1, gradient);
            golden.near(golden.expected().get("grad_y"), gradient, "grad_y");
        }
    }
}
