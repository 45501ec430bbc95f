package org.fedlens.federated.secure;

import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Shamir's secret sharing (1979): the secret is the value at 0 of a polynomial of degree t - 1 over the integers modulo
 * the prime {@code 2^521 - 1}, and each share one other value. Any t shares give it back, fewer tell nothing.
 */
public final class Shamir {
    private static final BigInteger PRIME = BigInteger.ONE.shiftLeft(521).subtract(BigInteger.ONE);
    /** Bytes of one share on the way. */
    public static final int BYTES = 66;

    private Shamir() {}

    /**
     * @param secret not negative, below 2^521 - 1
     * @param holders how many shares; they are numbered from 1
     * @param threshold how many give the secret back
     */
    public static Map<Integer, BigInteger> split(
            BigInteger secret, int holders, int threshold, UniformRandomProvider random) {
        BigInteger[] coefficients = new BigInteger[threshold];
        coefficients[0] = secret;
        for (int i = 1; i < threshold; i++) {
            byte[] bytes = new byte[BYTES + 8];
            random.nextBytes(bytes);
            coefficients[i] = new BigInteger(1, bytes).mod(PRIME);
        }
        Map<Integer, BigInteger> shares = new TreeMap<>();
        for (int x = 1; x <= holders; x++) {
            BigInteger value = BigInteger.ZERO;
            for (int i = threshold - 1; i >= 0; i--) {
                value = value.multiply(BigInteger.valueOf(x))
                        .add(coefficients[i])
                        .mod(PRIME);
            }
            shares.put(x, value);
        }
        return shares;
    }

    /** The value at 0 of the polynomial through these shares (Lagrange). */
    public static BigInteger combine(Map<Integer, BigInteger> shares) {
        BigInteger secret = BigInteger.ZERO;
        for (Map.Entry<Integer, BigInteger> own : shares.entrySet()) {
            BigInteger above = BigInteger.ONE;
            BigInteger below = BigInteger.ONE;
            for (int other : shares.keySet()) {
                if (other != own.getKey()) {
                    above = above.multiply(BigInteger.valueOf(-other)).mod(PRIME);
                    below = below.multiply(BigInteger.valueOf(own.getKey() - (long) other))
                            .mod(PRIME);
                }
            }
            secret = secret.add(own.getValue().multiply(above).multiply(below.modInverse(PRIME)))
                    .mod(PRIME);
        }
        return secret;
    }
}
