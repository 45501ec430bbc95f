package org.fedlens.experiment.prepare;

import java.nio.file.Path;
import java.util.Optional;
import org.fedlens.data.DataSet;
import org.fedlens.data.ImageShape;
import org.fedlens.data.Images;
import org.fedlens.experiment.settings.DataSettings;
import org.fedlens.experiment.settings.Experiment;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;
import org.fedlens.training.Distillation;

/** Images that belong to no client: the server has them too, for distillation. Their labels are not read. */
final class PublicImages {
    private static final String SOURCE = "training.distillation.source";

    private PublicImages() {}

    /** Those that the experiment names, if it does. @throws Problem if the network cannot read them */
    static Optional<Images> of(Experiment experiment, DataSet data, Path base) {
        if (!(experiment.training().distillation() instanceof Distillation.Features rule)) {
            return Optional.empty();
        }
        DataSettings own = experiment.data();
        DataSet found;
        try {
            found = new DataSettings(
                            rule.source(),
                            rule.images(),
                            0,
                            data.shape().height(),
                            data.shape().width(),
                            "",
                            own.skipDamaged())
                    .open(base, experiment.seed());
        } catch (Problem problem) {
            boolean field = problem.where().startsWith("data.");
            throw field ? new Problem(SOURCE, problem.reason(), problem.remedy(), problem) : problem;
        }
        if (!found.shape().equals(data.shape())) {
            throw new Problem(
                    SOURCE, Text.of("distillation.shape", size(found), size(data)), Text.of("distillation.shape.mend"));
        }
        return Optional.of(found.train().images());
    }

    private static String size(DataSet data) {
        ImageShape shape = data.shape();
        return shape.channels() + " x " + shape.height() + " x " + shape.width();
    }
}
