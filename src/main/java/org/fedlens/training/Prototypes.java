package org.fedlens.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.fedlens.metrics.UnitClusters;
import org.fedlens.random.Purpose;
import org.fedlens.settings.Setting;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;
import org.fedlens.weights.Part;

/**
 * Prototypical contrast (Li et al. 2021, "ProtoCL"), added to {@link Moco}: before each epoch the embeddings of all the
 * client's images by the key encoder are clustered, once for each granularity; then an image's query shall be nearest
 * to the prototype of its cluster, the mean of {@code -log(e^{q c_s / phi_s} / sum of e^{q c_j / phi_j})} over
 * granularities. Each cluster has a temperature of its own, its concentration phi, smaller for tighter clusters. The
 * query is that of the first view.
 *
 * <p>Sizes for small federated clients are ours: granularities are capped at a quarter of a client's images, all
 * prototypes stand in the sum, and the warm-up is counted in rounds. Prototypes stay on the client and are made anew.
 *
 * @param prototypes how many clusters, one number for each granularity
 * @param prototypeWarmUp rounds before the term begins; until then the method is MoCo
 * @param temperature mean of all concentrations
 */
public record Prototypes(
        @Setting(standard = "50, 100, 200") String prototypes,
        @Setting(standard = "2", min = 0, max = 1000, live = true) int prototypeWarmUp,
        @Setting(standard = "0.2", min = 0.01, max = 2, live = true) double temperature)
        implements Objective {
    private static final int ITERATIONS = 20;
    private static final int IMAGES_PER_CLUSTER = 4;
    private static final String CENTRES = "prototypes-";
    private static final String CONCENTRATIONS = "concentrations-";
    private static final String ASSIGNED = "assigned-";

    public Prototypes {
        if (!prototypes.strip().matches("[1-9]\\d{0,4}(\\s*,\\s*[1-9]\\d{0,4}){0,7}")) {
            throw new Problem(
                    "algorithm.prototypes",
                    Text.of("prototypes.notNumbers", prototypes),
                    Text.of("prototypes.writeNumbers"));
        }
    }

    private List<Integer> granularities() {
        return Arrays.stream(prototypes.strip().split("\\s*,\\s*"))
                .map(Integer::valueOf)
                .toList();
    }

    @Override
    public void beforeEpoch(Opening opening) throws InterruptedException {
        if (opening.round() <= prototypeWarmUp) {
            return;
        }
        float[][] features = opening.survey().features(Who.TARGET, Part.PROJECTOR);
        int which = 0;
        for (int wanted : granularities()) {
            int count = Math.max(1, Math.min(wanted, features.length / IMAGES_PER_CLUSTER));
            UnitClusters clusters = UnitClusters.of(features, count, ITERATIONS, opening.random(Purpose.CLUSTERING));
            int size = clusters.centres()[0].length;
            float[] centres = new float[count * size];
            for (int i = 0; i < count; i++) {
                System.arraycopy(clusters.centres()[i], 0, centres, i * size, size);
            }
            double[] concentrations = clusters.concentrations(features, temperature);
            float[] phi = new float[count];
            for (int i = 0; i < count; i++) {
                phi[i] = (float) concentrations[i];
            }
            opening.notes().put(CENTRES + which, centres, new Shape(count, size));
            opening.notes().put(CONCENTRATIONS + which, phi, new Shape(count));
            long[] assigned = Arrays.stream(clusters.assigned()).asLongStream().toArray();
            opening.notes().put(ASSIGNED + which, assigned);
            which++;
        }
    }

    @Override
    public NDArray loss(Step step) {
        NDArray query = step.of(Who.ONLINE, View.FIRST, Part.PROJECTOR);
        int count = granularities().size();
        if (!step.notes().has(CENTRES + 0)) {
            return Scalars.times(query.sum(), 0);
        }
        NDArray indices = step.indices();
        NDArray sum = null;
        for (int which = 0; which < count; which++) {
            NDArray term = Similarity.prototypes(
                    query,
                    step.notes().get(CENTRES + which),
                    step.notes().get(CONCENTRATIONS + which),
                    step.notes().get(ASSIGNED + which).gather(indices, 0));
            sum = sum == null ? term : sum.add(term);
        }
        return Scalars.over(sum, count);
    }

    @Override
    public Heads heads() {
        return Heads.NONE;
    }

    @Override
    public Set<View> views() {
        return Set.of(View.FIRST);
    }
}
