package org.fedlens.data.read.reid;

import java.nio.file.Path;
import org.fedlens.data.ReIdSet;

/** One way in which a folder may hold pictures of identities from cameras. */
interface ReIdFormat {
    /** A look at names, not at contents. */
    boolean recognises(Path folder);

    /** @param seed for sets that come without a division @throws org.fedlens.text.Problem if a name or list is wrong */
    ReIdSet read(Path folder, long seed);
}
