package org.fedlens.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.fedlens.data.DataSet;
import org.fedlens.data.LabelledImages;
import org.fedlens.data.Labels;
import org.fedlens.data.Partition;
import org.fedlens.federated.Attack;
import org.fedlens.training.Network;

/**
 * An experiment with its data read and dealt, and its network built: everything that can be wrong in it has been found
 * by now, and nothing has been written yet.
 *
 * @param clients each client's own images; one entry with all images where the method pools them
 * @param partition content hash of who holds what
 */
public record Prepared(
        Experiment experiment, DataSet data, List<LabelledImages> clients, String partition, Network network) {
    public Prepared {
        clients = List.copyOf(clients);
    }

    /**
     * @param base folder at which a relative data source starts
     * @throws org.fedlens.text.Problem if the data cannot be read or dealt, or the network does not fit them
     */
    public static Prepared of(Experiment experiment, Path base) {
        DataSet data = experiment.data().open(base, experiment.seed());
        Combinations.requirePixels(experiment, data.train().masks().isPresent());
        Network network = experiment
                .model()
                .network(
                        data.train().images().shape(),
                        data.classes().size(),
                        experiment.algorithm().objective().heads());
        Partition partition = experiment.partition().deal(data, base, experiment.seed());
        List<LabelledImages> clients = new ArrayList<>();
        int count = data.train().count();
        int withheld = experiment.evaluation().representation().withheld(count);
        if (experiment.algorithm().exchange().up().pools()) {
            clients.add(data.train().subset(IntStream.range(withheld, count).toArray()));
        } else {
            for (int client = 0; client < partition.clients(); client++) {
                // In the order of the data set: then one client with everything is training in one place, bit for bit.
                clients.add(poisoned(
                        partition.own(client, data.train(), withheld),
                        client,
                        experiment.system().attack()));
            }
        }
        Combinations.require(experiment, network, clients.size());
        return new Prepared(experiment, data, clients, partition.hash(), network);
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

    /** Images of each class that one client holds. */
    public int[] mix(int client) {
        return clients.get(client).histogram();
    }

    /** Bytes of one client's images and labels. */
    public long imageBytes(int client) {
        LabelledImages images = clients.get(client);
        int labels = images.masks().map(masks -> masks.pixels().shape().size()).orElse(1);
        return (long) images.labels().count() * (images.images().shape().size() + labels);
    }

    List<List<Integer>> mixes() {
        List<List<Integer>> mixes = new ArrayList<>();
        for (int client = 0; client < clients.size(); client++) {
            mixes.add(Arrays.stream(mix(client)).boxed().toList());
        }
        return mixes;
    }
}
