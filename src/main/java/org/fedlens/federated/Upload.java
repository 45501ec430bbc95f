package org.fedlens.federated;

import org.apache.commons.rng.UniformRandomProvider;
import org.fedlens.federated.transport.Compression;
import org.fedlens.random.Purpose;
import org.fedlens.random.Streams;
import org.fedlens.weights.Slot;
import org.fedlens.weights.SlotKind;
import org.fedlens.weights.Weights;

/**
 * An update on its way to the server.
 *
 * @param update as the server reads it
 * @param kept what the client keeps, left-over of the code included
 * @param bytes that travelled
 */
public record Upload(ClientUpdate update, MethodMemory kept, long bytes) {
    /**
     * Bytes that one update will take, as far as that can be known before it exists: codes have a fixed length, and
     * what a method sends besides is taken to be as long as what it receives.
     */
    public static long planned(Broadcast broadcast, Traffic traffic, Compression compression) {
        Weights travels = broadcast.global().only(traffic::carries);
        if (traffic.pools() || travels.size() == 0) {
            return 0;
        }
        Weights nothing = travels.scaled(0);
        ClientUpdate update = new ClientUpdate(0, 1, 1, 1, nothing, broadcast.memory());
        return send(update, MethodMemory.NONE, nothing, compression, Streams.of(0, Purpose.ROUNDING))
                .bytes();
    }

    private static final String RESIDUAL = "residual";

    /**
     * Packs a client's change, sends it and unpacks it. The left-over moves on only here, after a visit whose upload
     * arrives; a client that drops out keeps what it had.
     *
     * @param received the model the client was sent
     */
    public static Upload send(
            ClientUpdate update, MethodMemory kept, Weights received, Compression compression, UniformRandomProvider random) {
        if (compression.idle() || update.weights().size() == 0) {
            return new Upload(update, kept, update.bytes());
        }
        Weights trained = update.weights().only(Slot::learned);
        Weights start = received.only(slot -> slot.learned() && trained.layout().indexOf(slot.path()) >= 0);
        Weights change = trained.minus(start);
        if (compression.feedsBack()) {
            change = change.plus(1, kept.get(RESIDUAL).orElse(change.scaled(0)));
        }
        Compression.Packed packed = compression.pack(change, random);
        Weights arrived = start.plus(1, packed.unpacked()).over(update.weights());
        MethodMemory next = compression.feedsBack() ? kept.with(RESIDUAL, change.minus(packed.unpacked())) : kept;
        long raw = update.weights().only(slot -> slot.kind() == SlotKind.RUNNING).bytes()
                + update.sent().bytes();
        return new Upload(update.with(arrived), next, packed.bytes() + raw);
    }
}
