package org.fedlens.federated.secure;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/**
 * What a client keeps of the others' secrets. It gives out a share of a client's mask or of its key, never both: with
 * both the server could read that client's update.
 */
public final class ShareHolder {
    /** Of what a share is. */
    public enum Secret {
        /** The seed of a client's own mask; asked for clients that sent something. */
        MASK,
        /** A client's private key; asked for clients that did not. */
        KEY
    }

    private final Map<Integer, Map<Secret, BigInteger>> shares = new HashMap<>();
    private final Map<Integer, Secret> given = new HashMap<>();

    public void keep(int client, Secret secret, BigInteger share) {
        shares.computeIfAbsent(client, first -> new HashMap<>()).put(secret, share);
    }

    /** @throws IllegalStateException if the other secret of this client was already asked for */
    public BigInteger give(int client, Secret secret) {
        Secret before = given.putIfAbsent(client, secret);
        if (before != null && before != secret) {
            throw new IllegalStateException("Both secrets of client " + client + " were asked for");
        }
        return shares.get(client).get(secret);
    }
}
