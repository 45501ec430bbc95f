package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import java.util.Set;
import org.fedlens.settings.Scale;
import org.fedlens.settings.Setting;
import org.fedlens.weights.Part;

/**
 * BYOL (Grill et al. 2020): from one view a predictor guesses what a slowly following target network makes of the
 * other, {@code mean of (2 - 2 cos(p_1, t_2)) + (2 - 2 cos(p_2, t_1))}, 0 to 8. After each optimizer step the target
 * moves, {@code t <- ema t + (1 - ema) w}, parameters only: its running statistics come from its own passes in training
 * mode. The rate is constant as in FedSSL's code; the paper lets it rise from 0.996 to 1.
 *
 * @param ema share of the target that stays; 1 freezes it, 0 copies
 * @param projectorHidden width inside the projector
 * @param projectorSize width of the embedding, D
 * @param predictorHidden width inside the predictor; 0 for none
 */
public record Byol(
        @Setting(standard = "0.99", min = 0, max = 1, live = true) double ema,
        @Setting(standard = "256", min = 1, max = 8192, scale = Scale.LOG) int projectorHidden,
        @Setting(standard = "128", min = 1, max = 8192, scale = Scale.LOG) int projectorSize,
        @Setting(standard = "256", min = 0, max = 8192) int predictorHidden)
        implements Objective {
    @Override
    public NDArray loss(Step step) {
        NDArray p1 = step.of(Who.ONLINE, View.FIRST, Part.PREDICTOR);
        NDArray p2 = step.of(Who.ONLINE, View.SECOND, Part.PREDICTOR);
        NDArray t1 = step.of(Who.TARGET, View.FIRST, Part.PROJECTOR);
        NDArray t2 = step.of(Who.TARGET, View.SECOND, Part.PROJECTOR);
        return loss(p1, p2, t1, t2);
    }

    /** The loss of guesses p and targets t, all {@code [B, D]}. */
    static NDArray loss(NDArray p1, NDArray p2, NDArray t1, NDArray t2) {
        return Similarity.distance(p1, t2).add(Similarity.distance(p2, t1));
    }

    @Override
    public void afterStep(Step step) {
        step.follow(ema);
    }

    @Override
    public Heads heads() {
        Heads.Mlp projector = Heads.Mlp.of(projectorHidden, projectorSize, Heads.Norms.HIDDEN);
        return predicting(Heads.projecting(projector), predictorHidden).withTarget();
    }

    /** The heads with a predictor as wide as the embedding, unless its inside has no width. */
    static Heads predicting(Heads heads, int hidden) {
        return hidden == 0 ? heads : heads.predicting(Heads.Mlp.of(hidden, 0, Heads.Norms.HIDDEN));
    }

    @Override
    public Set<View> views() {
        return View.PAIR;
    }
}
