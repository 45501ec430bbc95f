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
 * FedX (Han et al. 2022), global knowledge by relations: as {@link LocalRelations}, but the guesses from both views are
 * compared by how much they are like the reference images as the received global network, frozen, sees them. Switched by
 * the settings of both {@link GlobalContrast} and {@link LocalRelations}.
 *
 * @param globalTargetTemperature t of the mean
 */
public record GlobalRelations(
        @Setting(standard = "true") boolean globalKnowledge,
        @Setting(standard = "true") boolean relational,
        @Setting(standard = "true") boolean extraHead,
        @Setting(standard = "0.1", min = 0.02, max = 2, scale = SliderScale.LOG, live = true)
                double relationTemperature,
        @Setting(standard = "0.1", min = 0.02, max = 2, scale = SliderScale.LOG, live = true)
                double globalTargetTemperature,
        @Setting(standard = "from-mean") Similarity.Direction direction,
        @Setting(standard = "false") boolean detachTarget)
        implements Objective {
    private static final FrozenInput RECEIVED = new FrozenInput.Received();

    @Override
    public NDArray loss(Step step) {
        NetworkPart part = extraHead ? NetworkPart.PREDICTOR : NetworkPart.PROJECTOR;
        return Similarity.relations(
                step.of(NetworkRole.ONLINE, AugmentedView.FIRST, part),
                step.of(NetworkRole.ONLINE, AugmentedView.SECOND, part),
                step.of(NetworkRole.RECEIVED, AugmentedView.REFERENCE, NetworkPart.PROJECTOR),
                relationTemperature,
                globalTargetTemperature,
                direction,
                detachTarget);
    }

    @Override
    public boolean acts() {
        return globalKnowledge && relational;
    }

    @Override
    public Set<FrozenInput> needs() {
        return Set.of(RECEIVED);
    }

    @Override
    public HeadSpec heads() {
        return HeadSpec.NONE;
    }

    @Override
    public Set<AugmentedView> views() {
        return Set.of(AugmentedView.values());
    }

    @Override
    public boolean together() {
        return true;
    }
}
