package org.fedlens.data.download;

import java.net.URI;
import java.util.List;

/**
 * A data set that others publish.
 *
 * @param id folder and name on the command line
 * @param title what its authors call it
 * @param images training images
 * @param classes classes, 0 for sets of identities
 * @param megabytes about how much is loaded, 0 where nobody says so
 * @param licence what its authors state, in their words; empty where they state none
 * @param home where a person finds it
 * @param files what is loaded; empty where its authors ask for a form or a login first
 * @param inside the folder to open once everything is unpacked, relative to the set's folder
 */
public record PublicSet(
        String id,
        String title,
        int images,
        int classes,
        int megabytes,
        String licence,
        URI home,
        List<RemoteFile> files,
        String inside) {
    public PublicSet {
        files = List.copyOf(files);
    }

    /** True if the program can load it by itself. */
    public boolean direct() {
        return !files.isEmpty();
    }

    /** True if every file has a checksum to compare with. */
    public boolean verified() {
        return direct() && files.stream().allMatch(file -> file.checksum().isPresent());
    }
}
