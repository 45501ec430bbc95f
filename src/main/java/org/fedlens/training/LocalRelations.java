package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import java.util.Set;
import org.fedlens.settings.Scale;
import org.fedlens.settings.Setting;
import org.fedlens.weights.Part;

/**
 * FedX (Han et al. 2022), local knowledge by relations: both views of an image shall be alike in the same degree to the
 * images of another batch; see {@link Similarity#relations}. All three batches go through the network in one pass, and
 * the reference receives gradients too.
 *
 * @param relational false switches this term and the global relations off
 * @param relationTemperature T of the compared distributions
 * @param localTargetTemperature t of their mean
 * @param direction which way the divergence is taken
 * @param detachTarget true if the mean receives no gradient; the authors' code lets it
 */
public record LocalRelations(
        @Setting(standard = "true") boolean relational,
        @Setting(standard = "0.1", min = 0.02, max = 2, scale = Scale.LOG, live = true) double relationTemperature,
        @Setting(standard = "0.1", min = 0.02, max = 2, scale = Scale.LOG, live = true) double localTargetTemperature,
        @Setting(standard = "from-mean") Similarity.Direction direction,
        @Setting(standard = "false") boolean detachTarget)
        implements Objective {
    @Override
    public NDArray loss(Step step) {
        return Similarity.relations(
                step.of(Who.ONLINE, View.FIRST, Part.PROJECTOR),
                step.of(Who.ONLINE, View.SECOND, Part.PROJECTOR),
                step.of(Who.ONLINE, View.REFERENCE, Part.PROJECTOR),
                relationTemperature,
                localTargetTemperature,
                direction,
                detachTarget);
    }

    @Override
    public boolean acts() {
        return relational;
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
