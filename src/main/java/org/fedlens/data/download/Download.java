package org.fedlens.data.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.fedlens.text.Problem;
import org.fedlens.text.Text;

/**
 * Loads a public set into a folder. Files are loaded into a folder beside it, whose name ends with {@value #LOADING};
 * they are compared with their checksums, archives are unpacked, and only when everything is there and right does the
 * folder get its name: under its own name a set is whole or absent. A download that was cut off or stopped goes on
 * where it ended. A file with a wrong checksum, or an archive that is not to be trusted, is removed.
 */
public final class Download {
    private static final String LOADING = ".loading";
    private static final String PART = ".part";
    private static final int CHUNK = 1 << 16;
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int REDIRECTS = 5;
    private static final int PARTIAL = 206;
    private static final int BEYOND = 416;

    private final PublicSet set;
    private final Path folder;
    private final Path loading;
    private final Progress progress;
    private final BooleanSupplier cancelled;

    /** Hears how far a download is, on the loading thread. */
    public interface Progress {
        /**
         * @param file which one
         * @param loaded bytes of it that are there
         * @param expected bytes that it has, 0 if not known
         */
        void at(RemoteFile file, long loaded, long expected);
    }

    private Download(PublicSet set, Path folder, Progress progress, BooleanSupplier cancelled) {
        this.set = set;
        this.folder = folder;
        this.loading = folder.resolveSibling(folder.getFileName() + LOADING);
        this.progress = progress;
        this.cancelled = cancelled;
    }

    /**
     * Loads a set; blocks until it is there.
     *
     * @param folder what the set's folder shall be; must not exist
     * @param cancelled asked now and then
     * @return the folder to open
     * @throws Problem without a network, if the authors ask for a login, if a file is cut off or not what it should be,
     *     or if the folder cannot be written; each names the way by hand
     * @throws Cancelled if {@code cancelled} says so
     */
    public static Path load(PublicSet set, Path folder, Progress progress, BooleanSupplier cancelled) {
        return new Download(set, folder, progress, cancelled).load();
    }

    private Path load() {
        if (!set.direct()) {
            throw new Problem(set.title(), Text.of("download.login"), byHand());
        }
        if (Files.exists(folder)) {
            return folder.resolve(set.inside());
        }
        try {
            Files.createDirectories(loading);
            for (RemoteFile file : set.files()) {
                fetch(file);
            }
            for (RemoteFile file : set.files()) {
                finish(file);
            }
            Files.move(loading, folder, StandardCopyOption.ATOMIC_MOVE);
            return folder.resolve(set.inside());
        } catch (IOException e) {
            throw new Problem(loading.toString(), Text.of("download.unwritable"), Text.of("run.otherFolder"), e);
        } finally {
            removeIfEmpty();
        }
    }

    private Text byHand() {
        if (!set.direct()) {
            return Text.of("download.atHome", set.home().toString());
        }
        return Text.of(
                "download.byHand",
                set.home().toString(),
                String.join(
                        ", ",
                        set.files().stream().map(file -> file.from().toString()).toList()));
    }

    private void fetch(RemoteFile file) throws IOException {
        Path whole = loading.resolve(file.name());
        if (Files.exists(whole)) {
            return;
        }
        Path part = loading.resolve(file.name() + PART);
        long expected;
        try {
            expected = receive(file, part);
        } catch (Remote failure) {
            throw new Problem(file.from().toString(), failure.reason, byHand(), failure);
        }
        long there = Files.size(part);
        if (expected > 0 && there < expected) {
            throw new Problem(
                    file.from().toString(), Text.of("download.cutOff", there, expected), Text.of("download.goOn"));
        }
        verify(file, part);
        Files.move(part, whole);
    }

    private static void verify(RemoteFile file, Path part) throws IOException {
        if (file.checksum().isEmpty()) {
            return;
        }
        Checksum due = file.checksum().get();
        String found = due.of(part);
        if (!found.equals(due.hex())) {
            Files.delete(part);
            throw new Problem(
                    file.from().toString(),
                    Text.of("download.checksum", due.algorithm(), found, due.hex()),
                    Text.of("download.again"));
        }
    }

    /** Something on the way to the file failed, not on this computer's disk. */
    private static final class Remote extends Exception {
        private static final long serialVersionUID = 1;
        private final transient Text reason;

        Remote(Text reason, Exception cause) {
            super(cause);
            this.reason = reason;
        }
    }

    /** @return how many bytes the file has in all, 0 if nobody says */
    private long receive(RemoteFile file, Path part) throws IOException, Remote {
        long from = Files.exists(part) ? Files.size(part) : 0;
        HttpURLConnection connection = connect(file.from(), from, 0);
        try {
            int status = status(connection);
            if (status == BEYOND) {
                // The part is as long as the file, or not a part of it: the checksum tells.
                return from;
            }
            if (status != HttpURLConnection.HTTP_OK && status != PARTIAL) {
                throw new Remote(Text.of("download.refused", status), null);
            }
            boolean goesOn = status == PARTIAL && from > 0;
            long ahead = connection.getContentLengthLong();
            long expected = ahead < 0 ? file.bytes() : ahead + (goesOn ? from : 0);
            StandardOpenOption how = goesOn ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
            try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE, how)) {
                copy(file, connection, out, goesOn ? from : 0, expected);
            }
            return expected;
        } finally {
            connection.disconnect();
        }
    }

    private void copy(RemoteFile file, HttpURLConnection connection, OutputStream out, long from, long expected)
            throws IOException, Remote {
        long loaded = from;
        try (InputStream in = body(connection)) {
            byte[] chunk = new byte[CHUNK];
            while (true) {
                if (cancelled.getAsBoolean()) {
                    throw new Cancelled();
                }
                int read;
                try {
                    read = in.read(chunk);
                } catch (IOException e) {
                    // What came until now is kept for the next attempt.
                    throw new Remote(Text.of("download.cutOff", loaded, Math.max(loaded, expected)), e);
                }
                if (read < 0) {
                    return;
                }
                out.write(chunk, 0, read);
                loaded += read;
                progress.at(file, loaded, expected);
            }
        }
    }

    private static InputStream body(HttpURLConnection connection) throws Remote {
        try {
            return connection.getInputStream();
        } catch (IOException e) {
            throw new Remote(Text.of("download.noNetwork"), e);
        }
    }

    private static int status(HttpURLConnection connection) throws Remote {
        try {
            return connection.getResponseCode();
        } catch (IOException e) {
            throw new Remote(Text.of("download.noNetwork"), e);
        }
    }

    /** Follows redirects itself: the platform does not follow from http to https. */
    private static HttpURLConnection connect(URI place, long from, int followed) throws Remote {
        try {
            HttpURLConnection connection = (HttpURLConnection) place.toURL().openConnection();
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            connection.setInstanceFollowRedirects(false);
            connection.setRequestProperty("Accept-Encoding", "identity");
            if (from > 0) {
                connection.setRequestProperty("Range", "bytes=" + from + "-");
            }
            int status = connection.getResponseCode();
            String next = connection.getHeaderField("Location");
            if (status / 100 == 3 && next != null && followed < REDIRECTS) {
                connection.disconnect();
                URI target = place.resolve(next);
                if (!List.of("http", "https").contains(target.getScheme())) {
                    throw new Remote(Text.of("download.refused", status), null);
                }
                return connect(target, from, followed + 1);
            }
            return connection;
        } catch (IOException e) {
            throw new Remote(Text.of("download.noNetwork"), e);
        }
    }

    private void finish(RemoteFile file) throws IOException {
        Path whole = loading.resolve(file.name());
        if (!file.archive() || !Files.exists(whole)) {
            return;
        }
        Path unpacked = loading.resolve(file.name() + ".unpacked");
        remove(unpacked);
        Files.createDirectories(unpacked);
        try {
            Unpacking.unpack(whole, unpacked, cancelled);
        } catch (Problem | Cancelled wrong) {
            remove(unpacked);
            if (wrong instanceof Problem) {
                Files.delete(whole);
            }
            throw wrong;
        }
        try (Stream<Path> children = Files.list(unpacked)) {
            for (Path child : children.toList()) {
                Files.move(child, loading.resolve(child.getFileName().toString()));
            }
        }
        Files.delete(unpacked);
        Files.delete(whole);
    }

    /** What was loaded stays, so that the next try goes on; an empty folder helps nobody. */
    private void removeIfEmpty() {
        try {
            Files.deleteIfExists(loading);
        } catch (IOException notEmpty) {
            // It holds a part of the set.
        }
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
