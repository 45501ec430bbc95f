package org.fedlens.embedding;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import org.fedlens.parallel.ParallelFor;
import org.fedlens.parity.GoldenCase;

/** Golden checks of layouts. */
public final class LayoutParity {
    private LayoutParity() {}

    public static boolean affinities(GoldenCase golden) throws InterruptedException {
        JsonNode tensor = golden.inputs().get("x");
        int width = GoldenCase.shape(tensor).get(1);
        float[] all = GoldenCase.floats(tensor);
        float[][] x = new float[all.length / width][];
        Arrays.setAll(x, i -> Arrays.copyOfRange(all, i * width, (i + 1) * width));
        Affinities seen = Affinities.of(x, golden.param("perplexity", 30), x.length - 1, ParallelFor.SERIAL);
        golden.near(golden.expected().get("beta"), seen.beta(), "beta");
        golden.near(golden.expected().get("p"), seen.dense(), "p");
        return true;
    }

    public static boolean divergence(GoldenCase golden) throws InterruptedException {
        double[] y = GoldenCase.doubles(golden.inputs().get("y"));
        Affinities p = Affinities.of(GoldenCase.doubles(golden.inputs().get("p")), y.length / 2);
        // Theta just above 0 walks the tree down to single points: the same sums by the other road.
        for (double theta : new double[] {0, 1e-9}) {
            TsneGradient forces = new TsneGradient(p, theta, ParallelFor.SERIAL);
            golden.near(golden.expected().get("kl"), new double[] {forces.divergence(y)}, "kl");
            double[] gradient = new double[y.length];
            forces.gradient(y, 1, gradient);
            golden.near(golden.expected().get("grad_y"), gradient, "grad_y");
        }
        return true;
    }
}
