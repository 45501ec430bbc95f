package org.fedlens.data;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.settings.Named;
import org.fedlens.settings.Setting;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;
import org.fedlens.text.Words;

/**
 * Class-heterogeneous scenes, as {@link ClassSplit} deals them: each client's masks show one class (C1) or two (C2),
 * and what other clients know about is erased. Every class has as many clients as every other, so the clients must be a
 * multiple of the classes.
 *
 * @param keep classes that a client's masks keep
 * @param minPixels pixels from which a scene has a class
 */
@Named("erased")
public record ErasedClasses(
        @Setting(standard = "1", min = 1, max = 2) int keep,
        @Setting(standard = "100", min = 1, max = 1_000_000) int minPixels)
        implements Partitioner {
    public ErasedClasses {
        Dealing.range(ErasedClasses.class, "keep", keep);
        Dealing.range(ErasedClasses.class, "minPixels", minPixels);
    }

    @Override
    public List<int[]> split(Labels labels, int clients, UniformRandomProvider random) {
        throw new Problem("partition.scheme", Text.of("partition.noMasks"), Text.of("partition.noMasks.mend"));
    }

    @Override
    public Partition deal(DataSet data, int clients, long seed) {
        if (data.train().masks().isEmpty()) {
            split(data.train().labels(), clients, Streams.of(seed, Purpose.PARTITION));
        }
        int classes = data.classes().size();
        if (clients < 1 || clients % classes != 0) {
            throw new Problem(
                    "partition.clients",
                    Text.of("partition.notAMultiple", clients, classes),
                    Text.of("partition.notAMultiple.mend", classes, 2 * classes));
        }
        List<ErasedClient> dealt = new ClassSplit(keep, clients / classes, minPixels)
                .deal(data.train().masks().orElseThrow().counts(), seed);
        List<int[]> held = new ArrayList<>();
        List<boolean[]> kept = new ArrayList<>();
        for (ErasedClient client : dealt) {
            if (client.blind() == client.scenes().length) {
                throw new Problem(
                        "partition.clients",
                        Text.of(
                                "partition.blind",
                                Words.client(held.size()),
                                data.classes().get(client.kept().get(0))),
                        Text.of("partition.fewScenes.mend"));
            }
            boolean[] stays = new boolean[classes];
            client.kept().forEach(label -> stays[label] = true);
            held.add(client.scenes());
            kept.add(stays);
        }
        return Partition.of(held, kept);
    }
}
