package org.fedlens.data.download;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What the authors of a file, or a program that many rely on, say its bytes sum up to.
 *
 * @param algorithm MD5, SHA-1 or SHA-256
 * @param hex the sum in hexadecimal digits
 */
public record Checksum(String algorithm, String hex) {
    private static final int CHUNK = 1 << 16;

    public Checksum {
        hex = hex.toLowerCase(Locale.ROOT);
        digest(algorithm);
    }

    static Checksum md5(String hex) {
        return new Checksum("MD5", hex);
    }

    static Checksum sha1(String hex) {
        return new Checksum("SHA-1", hex);
    }

    /** The sum of a file by the same algorithm. */
    String of(Path file) throws IOException {
        MessageDigest digest = digest(algorithm);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] chunk = new byte[CHUNK];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                digest.update(chunk, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException("No algorithm " + algorithm, e);
        }
    }
}
