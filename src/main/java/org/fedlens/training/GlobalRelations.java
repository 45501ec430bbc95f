package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import java.util.Set;
import org.fedlens.settings.Scale;
import org.fedlens.settings.Setting;
import org.fedlens.weights.Part;

/**
 * FedX (Han et al. 2022), global knowledge by relations: as {@link LocalRelations}, but the guesses from both views are
 * compared by how much they are like the reference images as the received global network, frozen, sees them. Switched
 * by the settings of both {@link GlobalContrast} and {@link LocalRelations}.
 *
 * @param globalTargetTemperature t of the mean
 */
public record GlobalRelations(
        @Setting(standard = "true") boolean globalKnowledge,
        @Setting(standard = "true") boolean relational,
        @Setting(standard = "true") boolean extraHead,
        @Setting(standard = "0.1", min = 0.02, max = 2, scale = Scale.LOG, live = true) double relationTemperature,
        @Setting(standard = "0.1", min = 0.02, max = 2, scale = Scale.LOG, live = true) double globalTargetTemperature,
        @Setting(standard = "from-mean") Similarity.Direction direction,
        @Setting(standard = "false") boolean detachTarget)
        implements Objective {
    private static final Need RECEIVED = new Need.Received();

    @Override
    public NDArray loss(Step step) {
        Part part = extraHead ? Part.PREDICTOR : Part.PROJECTOR;
        return Similarity.relations(
                step.of(Who.ONLINE, View.FIRST, part),
                step.of(Who.ONLINE, View.SECOND, part),
                step.of(Who.RECEIVED, View.REFERENCE, Part.PROJECTOR),
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
    public Set<Need> needs() {
        return Set.of(RECEIVED);
    }

    @Override
    public Heads heads() {
        return Heads.NONE;
    }

    @Override
    public Set<View> views() {
        return Set.of(View.values());
    }

    @Override
    public boolean together() {
        return true;
    }
}
