package org.fedlens.data;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over whole numbers (big-endian, four bytes each) and bytes, in the order in which they are added. */
final class Fingerprint {
    private final MessageDigest digest;

    Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    void add(int... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * numbers.length);
        bytes.asIntBuffer().put(numbers);
        digest.update(bytes.array());
    }

    void add(byte[] bytes) {
        digest.update(bytes);
    }

    /** Sixty-four hexadecimal digits; the fingerprint starts anew afterwards. */
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
