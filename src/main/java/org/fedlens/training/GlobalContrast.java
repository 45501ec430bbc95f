package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import java.util.Set;
import org.fedlens.settings.Scale;
import org.fedlens.settings.Setting;
import org.fedlens.weights.Part;

/**
 * FedX (Han et al. 2022), global knowledge by contrast: the guess from the client's first view shall agree with what
 * the received global network, frozen, makes of the second. In the form of {@link Form#NT_XENT} the 2B vectors are
 * guesses and frozen embeddings together; in the form of {@link Form#COSINE}, for bases that contrast nothing, it is
 * {@code mean of 2 - 2 cos(p_1, z_2)}. The guess comes from a head of its own (two dense layers as wide as the
 * embedding) or from the base's predictor where it has one; only the SimCLR base is published, the others are ours.
 *
 * @param globalKnowledge false switches this term and the global relations off
 * @param extraHead false compares the embedding itself
 * @param globalForm which form
 * @param globalTemperature T of the contrast
 */
public record GlobalContrast(
        @Setting(standard = "true") boolean globalKnowledge,
        @Setting(standard = "true") boolean extraHead,
        @Setting(standard = "nt-xent") Form globalForm,
        @Setting(standard = "0.1", min = 0.01, max = 2, scale = Scale.LOG, live = true) double globalTemperature)
        implements Objective {
    private static final Need RECEIVED = new Need.Received();

    /** How agreement is measured. */
    public enum Form {
        NT_XENT,
        COSINE
    }

    @Override
    public NDArray loss(Step step) {
        NDArray guess = step.of(Who.ONLINE, View.FIRST, extraHead ? Part.PREDICTOR : Part.PROJECTOR);
        NDArray frozen = step.of(Who.RECEIVED, View.SECOND, Part.PROJECTOR);
        return globalForm == Form.NT_XENT
                ? Similarity.ntXent(guess, frozen, globalTemperature)
                : Similarity.distance(guess, frozen);
    }

    @Override
    public boolean acts() {
        return globalKnowledge;
    }

    @Override
    public Set<Need> needs() {
        return Set.of(RECEIVED);
    }

    @Override
    public Heads heads() {
        return extraHead ? Heads.NONE.predicting(Heads.Mlp.of(0, 0, Heads.Norms.NONE)) : Heads.NONE;
    }

    @Override
    public Set<View> views() {
        return View.PAIR;
    }

    @Override
    public boolean together() {
        return true;
    }
}
