package org.fedlens.data.download;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * Unpacks tar, packed tar and zip files that strangers made. Refused are entries that lead out of the folder, links,
 * and archives that hold out of proportion more than they weigh: more than {@value #PER_BYTE} bytes for each of their
 * own and {@value #FREE} beyond, or more than {@value #MOST_ENTRIES} entries. Claims of an archive are not believed,
 * bytes are counted as they come.
 */
final class Unpacking {
    private static final long PER_BYTE = 100;
    private static final long FREE = 64 << 20;
    private static final int MOST_ENTRIES = 1_000_000;
    private static final int CHUNK = 1 << 16;

    private final Path archive;
    private final BooleanSupplier cancelled;
    private long allowed;

    private Unpacking(Path archive, BooleanSupplier cancelled) {
        this.archive = archive;
        this.cancelled = cancelled;
    }

    /**
     * @param into an existing folder
     * @throws Problem if the archive is damaged or not to be trusted; what was unpacked until then is left in the
     *     folder for the caller to remove
     */
    static void unpack(Path archive, Path into, BooleanSupplier cancelled) {
        new Unpacking(archive, cancelled).unpack(into);
    }

    private void unpack(Path into) {
        try (ArchiveInputStream<?> in = open()) {
            allowed = PER_BYTE * Files.size(archive) + FREE;
            int entries = 0;
            for (ArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (++entries > MOST_ENTRIES) {
                    throw problem("download.bomb");
                }
                one(entry, in, into.toAbsolutePath().normalize());
            }
            if (entries == 0) {
                throw problem("download.noArchive");
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new Problem(
                    archive.getFileName().toString(), Text.of("download.noArchive"), Text.of("download.again"), e);
        }
    }

    private ArchiveInputStream<?> open() throws IOException {
        String name = archive.getFileName().toString();
        InputStream raw = new BufferedInputStream(Files.newInputStream(archive), CHUNK);
        if (name.endsWith(".zip")) {
            return new ZipArchiveInputStream(raw);
        }
        return new TarArchiveInputStream(name.endsWith("gz") ? new GZIPInputStream(raw, CHUNK) : raw);
    }

    private void one(ArchiveEntry entry, InputStream in, Path into) throws IOException {
        Path place = into.resolve(entry.getName().replace('\\', '/')).normalize();
        boolean plain = entry instanceof TarArchiveEntry tar
                ? tar.isFile() && !tar.isLink() && !tar.isSymbolicLink() || tar.isDirectory()
                : !((ZipArchiveEntry) entry).isUnixSymlink();
        if (!place.startsWith(into) || !plain) {
            throw new Problem(
                    archive.getFileName().toString(),
                    Text.of("download.escapes", Text.verbatim(entry.getName())),
                    Text.of("download.distrust"));
        }
        if (entry.isDirectory()) {
            Files.createDirectories(place);
            return;
        }
        Files.createDirectories(place.getParent());
        try (OutputStream out = Files.newOutputStream(place)) {
            byte[] chunk = new byte[CHUNK];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                allowed -= read;
                if (allowed < 0) {
                    throw problem("download.bomb");
                }
                if (cancelled.getAsBoolean()) {
                    throw new Cancelled();
                }
                out.write(chunk, 0, read);
            }
        }
    }

    private Problem problem(String reason) {
        return new Problem(archive.getFileName().toString(), Text.of(reason), Text.of("download.distrust"));
    }
}
