package org.fedlens.experiment.prepare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fedlens.augmentation.SceneAugmentation;
import org.fedlens.data.DataSet;
import org.fedlens.data.Images;
import org.fedlens.data.LabelledImages;
import org.fedlens.data.Labels;
import org.fedlens.data.QueryGallery;
import org.fedlens.data.partition.Partition;
import org.fedlens.experiment.settings.EvaluationSettings;
import org.fedlens.experiment.settings.Experiment;
import org.fedlens.federated.robust.Attack;
import org.fedlens.text.Text;
import org.fedlens.text.Words;
import org.fedlens.training.EvaluationTask;
import org.fedlens.training.MethodRequirements;
import org.fedlens.training.network.Network;
import org.fedlens.weights.NetworkPart;
import org.fedlens.weights.Weights;

/**
 * An experiment with its data read and dealt, and its network built: everything that can be wrong in it has been found
 * by now, and nothing has been written yet.
 *
 * @param clients each client's own images; one entry with all images where the method pools them. For re-identification
 *     the labels are the client's own: its identities in ascending order, so that no client learns how others count
 * @param held which of the data set's training images these are
 * @param searches each client's queries and gallery; empty where images are classified
 * @param partition content hash of who holds what
 * @param pretrained weights of others that the backbone begins with
 * @param shared public pictures of which the server makes use
 */
public record PreparedExperiment(
        Experiment experiment,
        DataSet data,
        List<LabelledImages> clients,
        List<int[]> held,
        List<QueryGallery> searches,
        String partition,
        Network network,
        Optional<Weights> pretrained,
        Optional<Images> shared) {
    public PreparedExperiment {
        clients = List.copyOf(clients);
        held = List.copyOf(held);
        searches = List.copyOf(searches);
    }

    /**
     * @param base folder at which a relative data source starts
     * @throws org.fedlens.text.Problem if the data cannot be read or dealt, or the network does not fit them
     */
    public static PreparedExperiment of(Experiment experiment, Path base) {
        DataSet data = experiment.data().open(base, experiment.seed());
        ExperimentValidator.requirePixels(experiment, data.train().masks().isPresent());
        SceneAugmentation alteration = experiment.training().augmentation();
        alteration.require(data.shape(), experiment.model().multiple());
        Network network = experiment
                .model()
                .network(
                        alteration.after(data.shape()),
                        data.classes().size(),
                        experiment.algorithm().objective().heads());
        Partition partition = experiment.partition().deal(data, base, experiment.seed());
        LabelledImages train = experiment.partition().features().apply(data.train(), partition, experiment.seed());
        List<int[]> held = new ArrayList<>();
        int count = data.train().count();
        int withheld = experiment.evaluation().representation().withheld(count);
        if (experiment.algorithm().exchange().up().pools()) {
            held.add(IntStream.range(withheld, count).toArray());
        } else {
            for (int client = 0; client < partition.clients(); client++) {
                // In the order of the data set: then one client with everything is training in one place, bit for bit.
                held.add(Arrays.stream(partition.indices(client))
                        .filter(index -> index >= withheld)
                        .sorted()
                        .toArray());
            }
        }
        List<LabelledImages> clients = new ArrayList<>();
        for (int client = 0; client < held.size(); client++) {
            LabelledImages own = train.subset(held.get(client));
            boolean pools = experiment.algorithm().exchange().up().pools();
            clients.add(pools ? own : images(experiment, data, partition.seen(client, own), client));
        }
        List<QueryGallery> searches = data.sites()
                .map(sites -> held.stream().map(sites::search).toList())
                .orElse(List.of());
        Optional<Weights> pretrained = experiment
                .model()
                .pretrained()
                .map(file -> PretrainedWeights.read(base.resolve(file), network.layout()));
        PreparedExperiment prepared = new PreparedExperiment(
                experiment,
                data,
                clients,
                held,
                searches,
                partition.hash(),
                network,
                pretrained,
                PublicImages.of(experiment, data, base));
        experiment.algorithm().check(prepared.plan());
        ExperimentValidator.require(prepared);
        return prepared;
    }

    private static LabelledImages images(Experiment experiment, DataSet data, LabelledImages own, int client) {
        if (data.sites().isPresent()) {
            int[] people = own.labels().known();
            return new LabelledImages(own.images(), own.labels().among(people));
        }
        return poisoned(own, client, experiment.system().attack());
    }

    /** True if clients know other classes than their neighbours, so that a classifier is nobody else's. */
    public boolean privateClassifiers() {
        return data.sites().isPresent()
                && network.has(NetworkPart.HEAD)
                && !experiment.algorithm().exchange().up().pools();
    }

    /** What models of this client are tried on, if they can be. */
    public Optional<EvaluationTask> exam(int client, Experiment now) {
        EvaluationSettings rules = now.evaluation();
        if (data.sites().isPresent()) {
            NetworkPart part = now.algorithm().objective().features();
            return Optional.of(new EvaluationTask.Finding(searches.get(client), part, rules.junk(), rules.flip()));
        }
        if (data.test().count() == 0) {
            return Optional.empty();
        }
        return Optional.of(
                network.has(NetworkPart.HEAD)
                        ? new EvaluationTask.Classes(data.test())
                        : new EvaluationTask.Directions(data.test()));
    }

    private static LabelledImages poisoned(LabelledImages honest, int client, Attack attack) {
        if (!attack.flipsLabels() || client >= attack.attackers()) {
            return honest;
        }
        Labels labels = honest.labels();
        int[] flipped = new int[labels.count()];
        for (int i = 0; i < flipped.length; i++) {
            flipped[i] = labels.classes() - 1 - labels.of(i);
        }
        return new LabelledImages(
                honest.images(),
                Labels.of(flipped, labels.classes()),
                honest.masks().map(masks -> masks.flipped(labels.classes())));
    }

    /** What was done to the data while they were read, and what training does to them that a user may not expect. */
    public List<Text> notes() {
        List<Text> notes = new ArrayList<>(data.notes());
        experiment.training().augmentation().note(data.shape()).ifPresent(notes::add);
        return notes;
    }

    /** What a client is called: its place, where it holds all pictures of one, or its number. */
    public String clientName(int client) {
        return data.sites().flatMap(sites -> sites.name(held.get(client))).orElse(Words.client(client));
    }

    /** Images of each class that one client holds. */
    public int[] mix(int client) {
        return data.sites().isPresent()
                ? data.train().labels().histogram(held.get(client))
                : clients.get(client).histogram();
    }

    /** Bytes of one client's images and labels. */
    public long imageBytes(int client) {
        LabelledImages images = clients.get(client);
        int labels = images.masks().map(masks -> masks.pixels().shape().size()).orElse(1);
        return (long) images.labels().count() * (images.images().shape().size() + labels);
    }

    private MethodRequirements plan() {
        return new MethodRequirements(
                experiment.training().batch(),
                clients.stream().map(LabelledImages::count).toList(),
                IntStream.range(0, clients.size()).mapToObj(this::clientName).toList());
    }

    public List<List<Integer>> mixes() {
        List<List<Integer>> mixes = new ArrayList<>();
        for (int client = 0; client < clients.size(); client++) {
            mixes.add(Arrays.stream(mix(client)).boxed().toList());
        }
        return mixes;
    }
}
