package org.fedlens.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ArraySampler;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;
import org.fedlens.text.Words;

/** Which training pictures each client holds. Immutable; no picture belongs to two clients. */
public final class Partition {
    private static final String MOVES = "partition.moves";

    private final List<int[]> held;
    private final List<boolean[]> kept;

    private Partition(List<int[]> held) {
        this(held, List.of());
    }

    private Partition(List<int[]> held, List<boolean[]> kept) {
        this.held = List.copyOf(held);
        this.kept = List.copyOf(kept);
        BitSet seen = new BitSet();
        for (int[] pictures : held) {
            for (int picture : pictures) {
                if (seen.get(picture)) {
                    throw new IllegalStateException("Picture " + picture + " was dealt twice");
                }
                seen.set(picture);
            }
        }
    }

    /**
     * Deals pictures with the stream that belongs to this run's partition.
     *
     * @throws org.fedlens.text.Problem if the pictures cannot be dealt so
     */
    public static Partition of(Partitioner partitioner, Labels labels, int clients, long seed) {
        return new Partition(partitioner.split(labels, clients, Streams.of(seed, Purpose.PARTITION)));
    }

    /** The same for a whole data set, whose origin or masks some partitioners ask for. */
    public static Partition of(Partitioner partitioner, DataSet data, int clients, long seed) {
        return partitioner.deal(data, clients, seed);
    }

    /**
     * A mixture: a share of the pictures, drawn at random, is dealt evenly, the rest by a partitioner.
     *
     * @param share of the pictures that is dealt evenly, above 0; 1 deals all of them so
     * @throws Problem if the pictures cannot be dealt so
     */
    public static Partition mixed(Partitioner partitioner, Labels labels, int clients, double share, long seed) {
        UniformRandomProvider random = Streams.of(seed, Purpose.PARTITION, 1);
        int[] all = ArraySampler.shuffle(random, PermutationSampler.natural(labels.count()));
        int even = (int) Math.round(share * all.length);
        int[] rest = Arrays.copyOfRange(all, even, all.length);
        Arrays.sort(rest);
        List<int[]> dealt = rest.length == 0
                ? List.of()
                : partitioner.split(labels.subset(rest), clients, Streams.of(seed, Purpose.PARTITION));
        List<int[]> held = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            int[] piece = Dealing.piece(Arrays.copyOf(all, even), clients, client);
            int[] own = dealt.isEmpty() ? new int[0] : dealt.get(client);
            held.add(IntStream.concat(Arrays.stream(own).map(index -> rest[index]), Arrays.stream(piece))
                    .toArray());
        }
        return new Partition(held);
    }

    /**
     * A partition that was worked out elsewhere.
     *
     * @param held the pictures of every client, as indices into the training pictures
     * @throws IllegalStateException if a picture comes twice
     */
    public static Partition of(List<int[]> held) {
        return new Partition(held.stream().map(int[]::clone).toList());
    }

    /**
     * A partition of scenes in which clients see only some classes.
     *
     * @param kept for each client by class: false if it is erased from the client's masks
     */
    static Partition of(List<int[]> held, List<boolean[]> kept) {
        return new Partition(
                held.stream().map(int[]::clone).toList(),
                kept.stream().map(boolean[]::clone).toList());
    }

    /**
     * The same after changes by hand, one after the other. A scene is of every class that its mask shows. Of the
     * pictures concerned those go that come first at their client; they come last at the other.
     *
     * @throws Problem if a move names a client or a class that there is not, or leaves a client without pictures
     */
    public Partition moved(List<Move> moves, LabelledImages images) {
        Labels labels = images.labels();
        List<int[]> now = new ArrayList<>(held);
        for (Move move : moves) {
            if (move.from() >= now.size() || move.to() >= now.size() || move.label() >= labels.classes()) {
                throw new Problem(
                        MOVES,
                        Text.of("partition.moves.outside", move.toString(), now.size(), labels.classes()),
                        Text.of("partition.moves.outside.mend"));
            }
            apply(move, now, images);
        }
        return new Partition(now, kept);
    }

    private static void apply(Move move, List<int[]> now, LabelledImages images) {
        int[] giver = now.get(move.from());
        int[] own = Arrays.stream(giver)
                .filter(picture -> images.shows(picture, move.label()))
                .toArray();
        if (own.length == 0) {
            return;
        }
        int count = (int) Math.max(1, Math.round(own.length * move.share()));
        if (count == giver.length) {
            throw new Problem(
                    MOVES,
                    Text.of("partition.moves.empty", move.toString(), Words.client(move.from())),
                    Text.of("partition.moves.empty.mend"));
        }
        int[] receiver = now.get(move.to());
        int[] more = Arrays.copyOf(receiver, receiver.length + count);
        System.arraycopy(own, 0, more, receiver.length, count);
        BitSet gone = new BitSet();
        Arrays.stream(own, 0, count).forEach(gone::set);
        now.set(
                move.from(),
                Arrays.stream(giver).filter(picture -> !gone.get(picture)).toArray());
        now.set(move.to(), more);
    }

    /** How many clients there are. */
    public int clients() {
        return held.size();
    }

    /** How many pictures a client holds. */
    public int size(int client) {
        return held.get(client).length;
    }

    /** A client's pictures as indices into the training pictures; a copy. */
    public int[] indices(int client) {
        return held.get(client).clone();
    }

    /** Pictures as this client sees them: with the other classes erased from their masks where that is the deal. */
    public LabelledImages seen(int client, LabelledImages images) {
        return client < kept.size() ? images.erased(kept.get(client)) : images;
    }

    /** How many pictures of each class a client holds; length {@code labels.classes()}. */
    public int[] histogram(int client, Labels labels) {
        return labels.histogram(held.get(client));
    }

    /** How many pictures of each class every client holds, by client and class. */
    public int[][] histograms(Labels labels) {
        return held.stream().map(labels::histogram).toArray(int[][]::new);
    }

    /** SHA-256 in hexadecimal over all clients' pictures in their order: equal hashes mean equal deals. */
    public String hash() {
        Fingerprint fingerprint = new Fingerprint();
        for (int[] pictures : held) {
            fingerprint.add(pictures.length);
            fingerprint.add(pictures);
        }
        for (boolean[] stays : kept) {
            for (boolean stay : stays) {
                fingerprint.add(stay ? 1 : 0);
            }
        }
        return fingerprint.hex();
    }
}
