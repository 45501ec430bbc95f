package org.fedlens.training.objective;

import ai.djl.ndarray.NDArray;
import java.util.Set;
import org.fedlens.settings.Setting;
import org.fedlens.settings.SliderScale;
import org.fedlens.training.FrozenInput;
import org.fedlens.training.NetworkRole;
import org.fedlens.training.Objective;
import org.fedlens.training.Step;
import org.fedlens.training.batch.AugmentedView;
import org.fedlens.training.network.HeadSpec;
import org.fedlens.weights.NetworkPart;

/**
 * FedX (Han et al. 2022), global knowledge by contrast: the guess from the client's first view shall agree with what the
 * received global network, frozen, makes of the second. In the form of {@link Form#NT_XENT} the 2B vectors are guesses and
 * frozen embeddings together; in the form of {@link Form#COSINE}, for bases that contrast nothing, it is
 * {@code mean of 2 - 2 cos(p_1, z_2)}. The guess comes from a head of its own (two dense layers as wide as the embedding) or
 * from the base's predictor where it has one; only the SimCLR base is published, the others are ours.
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
        @Setting(standard = "0.1", min = 0.01, max = 2, scale = SliderScale.LOG, live = true) double globalTemperature)
        implements Objective {
    private static final FrozenInput RECEIVED = new FrozenInput.Received();

    /** How agreement is measured. */
    public enum Form {
        NT_XENT,
        COSINE
    }

    @Override
    public NDArray loss(Step step) {
        NDArray guess = step.of(
                NetworkRole.ONLINE, AugmentedView.FIRST, extraHead ? NetworkPart.PREDICTOR : NetworkPart.PROJECTOR);
        NDArray frozen = step.of(NetworkRole.RECEIVED, AugmentedView.SECOND, NetworkPart.PROJECTOR);
        return globalForm == Form.NT_XENT
                ? Similarity.ntXent(guess, frozen, globalTemperature)
                : Similarity.distance(guess, frozen);
    }

    @Override
    public boolean acts() {
        return globalKnowledge;
    }

    @Override
    public Set<FrozenInput> needs() {
        return Set.of(RECEIVED);
    }

    @Override
    public HeadSpec heads() {
        return extraHead ? HeadSpec.NONE.predicting(HeadSpec.Mlp.of(0, 0, HeadSpec.Norms.NONE)) : HeadSpec.NONE;
    }

    @Override
    public Set<AugmentedView> views() {
        return AugmentedView.PAIR;
    }

    @Override
    public boolean together() {
        return true;
    }
}
