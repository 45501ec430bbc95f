package org.fedlens.experiment.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.fedlens.experiment.prepare.PreparedExperiment;
import org.fedlens.experiment.prepare.RoundExecutor;
import org.fedlens.experiment.prepare.RunControl;
import org.fedlens.experiment.settings.Experiment;
import org.fedlens.federated.ClientUpdate;
import org.fedlens.federated.RoundStage;
import org.fedlens.federated.ServerState;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.training.Distillation;
import org.fedlens.training.engine.NativeLibrary;
import org.fedlens.training.local.Distiller;
import org.fedlens.weights.Weights;

/**
 * The clients' models of one round, from which the merged one learns where {@link Distillation} is due. Only then are
 * they all in memory at once; in other rounds nothing is kept.
 */
final class ServerDistillation implements RoundStage {
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

    /** Looks at every update on its way to the rule. */
    @Override
    public void arrive(ClientUpdate update, Consumer<ClientUpdate> next) {
        if (distiller.isPresent()) {
            models.add(update.weights());
        }
        next.accept(update);
    }

    /** The merged model after its lesson; as it was where none is due or nobody arrived. */
    @Override
    public ServerState merged(ServerState merged) throws InterruptedException {
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

    @Override
    public Map<String, Double> figures() {
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
