package org.fedlens.data.partition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.rng.sampling.ListSampler;
import org.fedlens.data.ReIdSample;
import org.fedlens.data.ReIdSet;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * Deals the training pictures of re-identification sets to clients. Junk and distractors are nobody's; every other
 * picture goes to exactly one client.
 *
 * <p>Source: FedReID (Zhuang et al. 2020).
 */
public final class ReIdSplit {
    private ReIdSplit() {}

    /** One client a camera, in ascending order: the same person is known to several clients under different labels. */
    public static List<ReIdClient> byCamera(ReIdSet set) {
        Map<Integer, List<ReIdSample>> byCamera = new TreeMap<>();
        for (ReIdSample sighting : people(set)) {
            byCamera.computeIfAbsent(sighting.camera(), camera -> new ArrayList<>())
                    .add(sighting);
        }
        return byCamera.entrySet().stream()
                .map(entry -> ReIdClient.of(Integer.toString(entry.getKey()), entry.getValue()))
                .toList();
    }

    /**
     * Identities are shuffled and dealt in parts whose numbers differ by one at most, the larger first: nobody is known
     * to two clients.
     *
     * @throws Problem if there are more clients than identities
     */
    public static List<ReIdClient> byIdentity(ReIdSet set, int clients, long seed) {
        Map<Integer, List<ReIdSample>> byIdentity = new TreeMap<>();
        for (ReIdSample sighting : people(set)) {
            byIdentity
                    .computeIfAbsent(sighting.identity(), identity -> new ArrayList<>())
                    .add(sighting);
        }
        if (clients < 1 || clients > byIdentity.size()) {
            throw new Problem(
                    "partition.clients",
                    Text.of("partition.fewIdentities", byIdentity.size(), clients),
                    Text.of("partition.fewIdentities.mend", byIdentity.size()));
        }
        List<Integer> order = new ArrayList<>(byIdentity.keySet());
        ListSampler.shuffle(Streams.of(seed, Purpose.PARTITION), order);
        int[] shuffled = order.stream().mapToInt(Integer::intValue).toArray();
        List<ReIdClient> dealt = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            List<ReIdSample> own = new ArrayList<>();
            for (int identity : PartitionSupport.piece(shuffled, clients, client)) {
                own.addAll(byIdentity.get(identity));
            }
            dealt.add(ReIdClient.of(Integer.toString(client), own));
        }
        return dealt;
    }

    /** One client a data set, in the order given: clients share neither people nor cameras. */
    public static List<ReIdClient> byDataSet(List<ReIdSet> sets) {
        return sets.stream().map(set -> ReIdClient.of(set.name(), people(set))).toList();
    }

    private static List<ReIdSample> people(ReIdSet set) {
        return set.train().stream()
                .filter(sighting -> sighting.identity() > ReIdSample.DISTRACTOR)
                .toList();
    }
}
