package org.fedlens.data.read;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * A binary file, packed or plain, read from front to back. Whatever goes wrong becomes a {@link Problem} that names the
 * file. Nothing is read beyond what is asked for, so a small packed file cannot flood the memory.
 */
final class BinaryFile implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final String where;
    private final InputStream in;

    private BinaryFile(String where, InputStream in) {
        this.where = where;
        this.in = in;
    }

    /** Opens a file; a name that ends in {@code .gz} is unpacked on the way. */
    static BinaryFile open(Path path) {
        String where = path.toString();
        try {
            return over(where, Files.newInputStream(path), packed(path));
        } catch (IOException e) {
            throw failed(where, e);
        }
    }

    /** Takes over a stream, which is closed with this file or if it cannot be unpacked. */
    static BinaryFile over(String where, InputStream raw, boolean packed) {
        try {
            InputStream plain = packed ? new GZIPInputStream(raw, BUFFER) : raw;
            return new BinaryFile(where, new BufferedInputStream(plain, BUFFER));
        } catch (IOException e) {
            try {
                raw.close();
            } catch (IOException again) {
                e.addSuppressed(again);
            }
            throw failed(where, e);
        }
    }

    static boolean packed(Path path) {
        return FolderListing.lower(path).endsWith(".gz");
    }

    String where() {
        return where;
    }

    /** Fills the array from its start. */
    void read(byte[] into, int length) {
        try {
            if (in.readNBytes(into, 0, length) < length) {
                throw truncated(where, null);
            }
        } catch (IOException e) {
            throw failed(where, e);
        }
    }

    /** The next four bytes, high byte first. */
    int readInt() {
        byte[] four = new byte[Integer.BYTES];
        read(four, four.length);
        return ByteBuffer.wrap(four).getInt();
    }

    /** The next byte as 0 to 255, or -1 at the end of the file. */
    int next() {
        try {
            return in.read();
        } catch (IOException e) {
            throw failed(where, e);
        }
    }

    /** The next byte as 0 to 255, where there must be one. */
    int nextOrFail() {
        int next = next();
        if (next < 0) {
            throw truncated(where, null);
        }
        return next;
    }

    /** Refuses a file that goes on after its last record. */
    void expectEnd() {
        if (next() >= 0) {
            throw new Problem(where, Text.of("data.longer"), Text.of("data.longer.mend"));
        }
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw failed(where, e);
        }
    }

    private static Problem failed(String where, IOException cause) {
        if (cause instanceof EOFException) {
            return truncated(where, cause);
        }
        if (cause instanceof ZipException) {
            return new Problem(where, Text.of("data.notGzip"), Text.of("data.damaged.mend"), cause);
        }
        return FolderListing.unreadable(where, cause);
    }

    private static Problem truncated(String where, IOException cause) {
        return new Problem(where, Text.of("data.truncated"), Text.of("data.damaged.mend"), cause);
    }
}
