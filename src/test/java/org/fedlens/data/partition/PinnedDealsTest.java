package org.fedlens.data.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.data.DataSet;
import org.fedlens.data.Domains;
import org.fedlens.data.Drawn;
import org.fedlens.data.ImageShape;
import org.fedlens.data.LabelledImages;
import org.fedlens.data.Labels;
import org.fedlens.data.Masks;
import org.fedlens.data.PixelBlock;
import org.fedlens.data.ReIdSites;
import org.fedlens.data.scene.SegmentationSet;
import org.fedlens.settings.Choices;
import org.junit.jupiter.api.Test;

/**
 * Partitions of every scheme by their hashes. A run is repeated from its experiment file and its seed alone, so no change
 * of code may deal the same images otherwise: rounding, guards, the order of draws. Nothing here runs natively.
 */
class PinnedDealsTest {
    private static final Labels LABELS = Drawn.uneven(3001, 10);
    private static final int CLIENTS = 12;
    private static final int SEED = 5;

    /** SHA-256, shortened. */
    private static final List<String> PINNED = List.of(
            "iid ccbc9e8e6b1cb492",
            "dirichlet .5 f0f37275a9494e34",
            "dirichlet .1 3af5cd8c29bc4ab0",
            "dirichlet .05 filled fb4997657ee03838",
            "dirichlet 100 9b8e3df08c30d306",
            "dirichlet few 6640919f318d0c15",
            "shards 601a5efef6770f37",
            "classes 2bc10d8aa3569a47",
            "class-count 4361e11cda22a92e",
            "quantity .5 517c87847c49e5c6",
            "quantity 5 d61a8bdfb993b1db",
            "identity 1 468d86be7e85d291",
            "identity .5 863c59362f4f26e5",
            "erased 1 f0fa0d59831c2126",
            "erased 2 420f86ec7bfc4406",
            "domain 554359da48a080d2",
            "site 089e70ec7ffa5525",
            "camera 7ea7a7e333166536",
            "mixed 79ef99d4bb15ad22");

    private static Supplier<Partition> labelled(Partitioner partitioner, int clients) {
        return () -> Partition.of(partitioner, LABELS, clients, SEED);
    }

    private static Supplier<Partition> whole(Partitioner partitioner) {
        return () -> Partition.of(partitioner, scenes(), CLIENTS, SEED);
    }

    private static Supplier<Partition> placed(Partitioner partitioner, int clients) {
        ReIdSites sites = new ReIdSites(
                List.of(),
                IntStream.range(0, LABELS.count()).map(i -> i * 7 % 3).toArray(),
                IntStream.range(0, LABELS.count()).map(i -> i * 5 % 4).toArray(),
                List.of());
        return () -> Partition.of(partitioner.split(LABELS, Optional.of(sites), clients, Drawn.random(SEED)));
    }

    /** 240 scenes of 2 x 3 pixels, of four classes and three domains; some pixels are of no class. */
    private static DataSet scenes() {
        ImageShape shape = new ImageShape(1, 2, 3);
        UniformRandomProvider random = Drawn.random(8);
        byte[] masks = new byte[240 * shape.size()];
        for (int i = 0; i < masks.length; i++) {
            int drawn = random.nextInt(6);
            masks[i] = (byte) (drawn < 4 ? drawn : SegmentationSet.IGNORE);
        }
        int[] domains = IntStream.generate(() -> random.nextInt(3)).limit(240).toArray();
        LabelledImages images = new LabelledImages(
                PixelBlock.of(shape, new byte[masks.length]),
                Labels.of(new int[240], 4),
                Optional.of(Masks.of(PixelBlock.of(shape, masks), 4)),
                Optional.of(new Domains(List.of("x", "y", "z"), domains)));
        return DataSet.of("scenes", List.of("a", "b", "c", "d"), images, images);
    }

    private static Map<String, Supplier<Partition>> deals() {
        Map<String, Supplier<Partition>> deals = new LinkedHashMap<>();
        deals.put("iid", labelled(new Iid(), CLIENTS));
        // Shares so large that the guard must cut, so small that it draws again, filled up, and nearly equal.
        deals.put("dirichlet .5", labelled(new Dirichlet(0.5, 10), CLIENTS));
        deals.put("dirichlet .1", labelled(new Dirichlet(0.1, 1), CLIENTS));
        deals.put("dirichlet .05 filled", labelled(new Dirichlet(0.05, 10, true), CLIENTS));
        deals.put("dirichlet 100", labelled(new Dirichlet(100, 10), 7));
        // So few images that clients hold exactly their even share now and then.
        deals.put("dirichlet few", () -> Partition.of(new Dirichlet(1, 1), Drawn.balanced(24, 8), 3, SEED));
        deals.put("shards", labelled(new Shards(2), CLIENTS));
        deals.put("classes", labelled(new ClassesPerClient(3), CLIENTS));
        deals.put("class-count", labelled(new ClassCount(3), CLIENTS));
        deals.put("quantity .5", labelled(new QuantitySkew(0.5, 10), CLIENTS));
        deals.put("quantity 5", labelled(new QuantitySkew(5, 1), CLIENTS));
        deals.put("identity 1", labelled(new WholeClasses(1), 4));
        deals.put("identity .5", labelled(new WholeClasses(0.5), 4));
        deals.put("erased 1", whole(new ErasedClasses(1, 2)));
        deals.put("erased 2", whole(new ErasedClasses(2, 1)));
        deals.put("domain", whole(new ByDomain()));
        deals.put("site", placed(new SiteSplit.BySite(), 3));
        deals.put("camera", placed(new SiteSplit.ByCamera(), 12));
        deals.put("mixed", () -> Partition.mixed(new Dirichlet(0.5, 10), LABELS, CLIENTS, 0.3, SEED));
        return deals;
    }

    @Test
    void everySchemeDealsTheSameImagesForEver() {
        List<String> seen = new ArrayList<>();
        deals().forEach((name, deal) -> seen.add(name + " " + deal.get().hash().substring(0, 16)));
        assertEquals(String.join("\n", PINNED), String.join("\n", seen));
    }

    @Test
    void noSchemeIsForgotten() {
        TreeSet<String> missing =
                new TreeSet<>(Choices.sealed(Partitioner.class).names());
        deals().keySet().forEach(name -> missing.remove(name.split(" ")[0]));
        // This one draws nothing: it reads who holds what.
        missing.remove("map");
        assertTrue(missing.isEmpty(), () -> "Not pinned: " + missing);
    }
}
