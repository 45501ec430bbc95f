package org.fedlens.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ArraySampler;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.settings.Named;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * Every client knows one domain: client i holds pictures of domain {@code i mod D}, and the clients of a domain share
 * its shuffled pictures evenly. Classes are as in the domain, so clients differ in how things look, not in what there
 * is. Only for data that tell domains, and for at least as many clients as domains.
 *
 * <p>Source: one client a domain as in FedBN (Li et al. 2021); several clients a domain are ours.
 */
@Named("domain")
public record ByDomain() implements Partitioner {
    @Override
    public List<int[]> split(Labels labels, int clients, UniformRandomProvider random) {
        throw new Problem("partition.scheme", Text.of("partition.noDomains"), Text.of("partition.noDomains.mend"));
    }

    @Override
    public Partition deal(DataSet data, int clients, long seed) {
        UniformRandomProvider random = Streams.of(seed, Purpose.PARTITION);
        if (data.train().domains().isEmpty()) {
            split(data.train().labels(), clients, random);
        }
        Domains domains = data.train().domains().orElseThrow();
        int count = domains.names().size();
        int[][] members = Labels.of(domains.of(), count).byClass();
        if (clients < count) {
            throw new Problem(
                    "partition.clients",
                    Text.of("partition.fewClients", clients, count, String.join(", ", domains.names())),
                    Text.of("partition.fewClients.mend", count));
        }
        List<int[]> dealt = new ArrayList<>();
        int[][] shuffled = Arrays.stream(members)
                .map(pictures -> ArraySampler.shuffle(random, pictures))
                .toArray(int[][]::new);
        for (int client = 0; client < clients; client++) {
            int domain = client % count;
            int sharers = (clients - domain + count - 1) / count;
            int[] own = Dealing.piece(shuffled[domain], sharers, client / count);
            if (own.length == 0) {
                throw new Problem(
                        "partition.clients",
                        Text.of("partition.smallDomain", domains.names().get(domain), shuffled[domain].length, sharers),
                        Text.of("partition.fewImages.mend", count * shuffled[domain].length));
            }
            dealt.add(own);
        }
        return Partition.of(dealt);
    }
}
