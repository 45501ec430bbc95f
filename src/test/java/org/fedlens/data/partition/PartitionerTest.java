package org.fedlens.data.partition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fedlens.data.Drawn;
import org.fedlens.data.Labels;
import org.fedlens.data.Problems;
import org.fedlens.settings.Choices;
import org.fedlens.settings.SettingField;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** PART-1 to PART-4 of the specification; a partitioner joins by being permitted, with the defaults of its settings. */
class PartitionerTest {
    private static final Choices<Partitioner> CATALOGUE = Choices.sealed(Partitioner.class);

    static Stream<Arguments> deals() {
        List<Labels> data = List.of(Drawn.balanced(2000, 10), Drawn.uneven(3001, 10), Drawn.uneven(5000, 7));
        List<Arguments> deals = new ArrayList<>();
        for (String name : CATALOGUE.names()) {
            if (List.of("site", "camera", "map", "erased", "domain").contains(name)) {
                continue;
            }
            Map<String, Object> values = new HashMap<>();
            for (SettingField field : CATALOGUE.fields(name)) {
                values.put(field.name(), field.standard());
            }
            for (Labels labels : data) {
                for (int clients : new int[] {1, 2, 5, 7, 16, 30}) {
                    if (name.equals("identity") && (clients == 1 || clients > labels.classes())) {
                        continue;
                    }
                    deals.add(Arguments.of(CATALOGUE.create(name, values), labels, clients));
                }
            }
        }
        return deals.stream();
    }

    @ParameterizedTest(name = "{0}, {2} clients")
    @MethodSource("deals")
    void noPictureGoesToTwoClientsAndOnlyTheStatedRemainderToNone(Partitioner partitioner, Labels labels, int clients) {
        List<int[]> split = partitioner.split(labels, clients, Drawn.random(3));
        assertEquals(clients, split.size());
        int[] times = new int[labels.count()];
        split.forEach(pictures -> {
            for (int picture : pictures) {
                times[picture]++;
            }
        });
        assertTrue(IntStream.of(times).allMatch(time -> time <= 1));
        assertEquals(
                remainder(partitioner, labels, split),
                IntStream.of(times).filter(time -> time == 0).count());
    }

    @ParameterizedTest(name = "{0}, {2} clients")
    @MethodSource("deals")
    void theSameSeedDealsTheSameAndAnotherSeedDoesNot(Partitioner partitioner, Labels labels, int clients) {
        Partition first = Partition.of(partitioner, labels, clients, 7);
        Partition again = Partition.of(partitioner, labels, clients, 7);
        Partition other = Partition.of(partitioner, labels, clients, 8);
        assertEquals(first.hash(), again.hash());
        for (int client = 0; client < clients; client++) {
            assertArrayEquals(first.indices(client), again.indices(client));
        }
        assertFalse(first.hash().equals(other.hash()));
    }

    @ParameterizedTest(name = "{0}, {2} clients")
    @MethodSource("deals")
    void everyClientGetsWhatItWasPromised(Partitioner partitioner, Labels labels, int clients) {
        int promised = partitioner instanceof Dirichlet dirichlet ? dirichlet.minimum() : 1;
        for (int[] pictures : partitioner.split(labels, clients, Drawn.random(5))) {
            assertTrue(pictures.length >= promised);
        }
    }

    @ParameterizedTest(name = "{0}, {2} clients")
    @MethodSource("deals")
    void fewerPicturesThanClientsAreRefused(Partitioner partitioner, Labels labels, int clients) {
        Labels few = labels.subset(IntStream.range(0, clients).toArray());
        Problems.expect(
                "partition.clients", "partition.fewImages", () -> partitioner.split(few, clients + 1, Drawn.random(1)));
        Problems.expect(
                "partition.clients", "partition.noClients", () -> partitioner.split(labels, 0, Drawn.random(1)));
    }

    /** What a partitioner's page says it leaves over; a partitioner that is not listed leaves nothing. */
    private static long remainder(Partitioner partitioner, Labels labels, List<int[]> split) {
        int clients = split.size();
        if (partitioner instanceof ClassCount) {
            int[] dealt =
                    labels.histogram(split.stream().flatMapToInt(IntStream::of).toArray());
            int[] whole = labels.histogram();
            return IntStream.range(0, dealt.length)
                    .filter(label -> dealt[label] == 0)
                    .map(label -> whole[label])
                    .sum();
        }
        if (partitioner instanceof Shards shards) {
            return labels.count() % (clients * shards.perClient());
        }
        if (partitioner instanceof ClassesPerClient each) {
            int turns = clients * each.perClient();
            int pieces = (int) Math.ceil(turns / (double) labels.classes());
            long dealt = 0;
            for (int turn = 0; turn < turns; turn++) {
                int size = labels.histogram()[turn % labels.classes()];
                dealt += size / pieces + (turn / labels.classes() < size % pieces ? 1 : 0);
            }
            return labels.count() - dealt;
        }
        return 0;
    }
}
