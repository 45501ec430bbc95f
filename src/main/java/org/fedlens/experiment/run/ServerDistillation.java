package org.fedlens.experiment.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.fedlens.data.DataSet;
import org.fedlens.data.ImageShape;
import org.fedlens.data.Images;
import org.fedlens.experiment.prepare.PreparedExperiment;
import org.fedlens.experiment.prepare.RoundExecutor;
import org.fedlens.experiment.prepare.RunControl;
import org.fedlens.experiment.settings.DataSettings;
import org.fedlens.experiment.settings.Experiment;
import org.fedlens.federated.Aggregation;
import org.fedlens.federated.ClientUpdate;
import org.fedlens.federated.ServerState;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;
import org.fedlens.training.Distillation;
import org.fedlens.training.engine.NativeLibrary;
import org.fedlens.training.local.Distiller;
import org.fedlens.weights.Weights;

/**
 * The clients' models of one round, from which the merged one learns where {@link Distillation} is due. Only then are
 * they all in memory at once; in other rounds nothing is kept.
 */
final class ServerDistillation {
    private static final String SOURCE = "training.distillation.source";

    private final PreparedExperiment prepared;
    private final RoundExecutor executor;
    private final RunControl control;
    private final Experiment experiment;
    private final int round;
    private final Optional<Distiller> distiller;
    private final List<Weights> models = new ArrayList<>();
    private final Map<String, Double> figures = new TreeMap<>();

    ServerDistillation(
            PreparedExperiment prepared,
            NativeLibrary engine,
            RoundExecutor executor,
            RunControl control,
            Experiment experiment,
            int round) {
        this.prepared = prepared;
        this.executor = executor;
        this.control = control;
        this.experiment = experiment;
        this.round = round;
        this.distiller = prepared.shared()
                .filter(images -> experiment.training().distillation().due(round))
                .map(images -> new Distiller(
                        engine,
                        prepared.network(),
                        prepared.data().normalization(),
                        experiment.algorithm().objective().features(),
                        images));
    }

    /** The public pictures that the experiment names, if it does. @throws Problem if the network cannot read them */
    static Optional<Images> shared(Experiment experiment, DataSet data, Path base) {
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

    /** Looks at every update on its way into the fold. */
    Aggregation around(Aggregation fold) {
        if (distiller.isEmpty()) {
            return fold;
        }
        return new Aggregation() {
            @Override
            public void add(ClientUpdate update) {
                models.add(update.weights());
                fold.add(update);
            }

            @Override
            public ServerState close() {
                return fold.close();
            }

            @Override
            public Map<String, Double> figures() {
                return fold.figures();
            }
        };
    }

    /** The merged model after its lesson; as it was where none is due or nobody arrived. */
    ServerState teach(ServerState merged) throws InterruptedException {
        if (distiller.isEmpty() || models.isEmpty()) {
            return merged;
        }
        Distillation.Features rule =
                (Distillation.Features) experiment.training().distillation();
        List<Callable<float[][]>> looks = new ArrayList<>();
        for (Weights model : models) {
            looks.add(() -> distiller.get().features(model, rule.unit(), control.pace(share -> {})));
        }
        List<double[][]> sum = new ArrayList<>();
        executor.run(looks, found -> add(found, sum));
        float[][] targets = mean(sum.get(0), models.size());
        List<ServerState> taught = new ArrayList<>();
        Callable<Distiller.Taught> lesson = () -> distiller
                .get()
                .teach(
                        merged.global(),
                        targets,
                        rule,
                        experiment.training().batch(),
                        Streams.of(experiment.seed(), Purpose.DISTILLATION, round),
                        control.pace(share -> {}));
        executor.run(List.of(lesson), done -> {
            figures.put("distillation-loss", done.loss());
            taught.add(new ServerState(merged.round(), done.weights(), merged.memory()));
        });
        return taught.get(0);
    }

    /** These figures of the merging, and those of the lesson. */
    Map<String, Double> told(Map<String, Double> merging) {
        figures.putAll(merging);
        return figures;
    }

    private static void add(float[][] found, List<double[][]> sum) {
        if (sum.isEmpty()) {
            sum.add(new double[found.length][found[0].length]);
        }
        for (int i = 0; i < found.length; i++) {
            for (int d = 0; d < found[i].length; d++) {
                sum.get(0)[i][d] += found[i][d];
            }
        }
    }

    private static float[][] mean(double[][] sum, int count) {
        float[][] mean = new float[sum.length][sum[0].length];
        for (int i = 0; i < sum.length; i++) {
            for (int d = 0; d < sum[i].length; d++) {
                mean[i][d] = (float) (sum[i][d] / count);
            }
        }
        return mean;
    }
}
