package org.fedlens.federated.secure;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The cryptography of the Java platform that secure aggregation needs: X25519 for a secret of two, HMAC-SHA-256 to
 * make a key of it, AES in counter mode for as many masks as there are numbers. In a simulation the private keys come
 * from the run's seed; that they could be guessed is the simulation's, not the protocol's.
 */
final class Agreement {
    private static final NamedParameterSpec CURVE = NamedParameterSpec.X25519;
    private static final BigInteger BASE = BigInteger.valueOf(9);
    private static final int KEY = 32;

    private Agreement() {}

    /** The public number that belongs to a private key. */
    static BigInteger publicOf(byte[] secret) {
        return new BigInteger(1, reversed(exchange(secret, BASE)));
    }

    /** The key that the owner of this secret shares with the owner of that public number; the same from both sides. */
    static byte[] shared(byte[] secret, BigInteger other) {
        return derived(exchange(secret, other), "pairwise mask");
    }

    /** A key for one use, made from a secret. */
    static byte[] derived(byte[] secret, String use) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(use.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] exchange(byte[] secret, BigInteger other) {
        try {
            KeyFactory factory = KeyFactory.getInstance("X25519");
            PrivateKey own = factory.generatePrivate(new XECPrivateKeySpec(CURVE, secret));
            PublicKey theirs = factory.generatePublic(new XECPublicKeySpec(CURVE, other));
            KeyAgreement agreement = KeyAgreement.getInstance("X25519");
            agreement.init(own);
            agreement.doPhase(theirs, true);
            return agreement.generateSecret();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] turned = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            turned[i] = bytes[bytes.length - 1 - i];
        }
        return turned;
    }

    /** As many uniform numbers of the ring as asked for. */
    static long[] stream(byte[] key, int count, Ring ring) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(Arrays.copyOf(key, KEY), "AES"),
                    new IvParameterSpec(new byte[16]));
            byte[] bytes = cipher.doFinal(new byte[Math.multiplyExact(8, count)]);
            long[] numbers = new long[count];
            ByteBuffer.wrap(bytes).asLongBuffer().get(numbers);
            for (int i = 0; i < count; i++) {
                numbers[i] = ring.of(numbers[i]);
            }
            return numbers;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
