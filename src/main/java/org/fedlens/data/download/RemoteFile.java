package org.fedlens.data.download;

import java.net.URI;
import java.util.Optional;

/**
 * One file of a public set.
 *
 * @param from where it lies
 * @param bytes how long it is, 0 where nobody says so
 * @param checksum what it must sum up to; empty where no source could be found, and then the download says that it was
 *     not verified
 */
public record RemoteFile(URI from, long bytes, Optional<Checksum> checksum) {
    static RemoteFile of(String from, long bytes, Checksum checksum) {
        return new RemoteFile(URI.create(from), bytes, Optional.of(checksum));
    }

    /** The name it is kept under. */
    public String name() {
        String path = from.getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** True if it holds other files. */
    boolean archive() {
        return name().matches(".*\\.(zip|tar|tgz|tar\\.gz)");
    }
}
