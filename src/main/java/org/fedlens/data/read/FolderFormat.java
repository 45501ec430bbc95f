package org.fedlens.data.read;

import java.nio.file.Path;

/** One way in which a folder may hold labelled pictures. */
interface FolderFormat {
    /** What its authors call it; the same in every language. */
    String name();

    /** A look at names, not at contents: true if {@link #read} should try, and complain where something is wrong. */
    boolean recognises(Path folder);

    /** @throws org.fedlens.text.Problem if a file is not what its name says */
    FoundData read(Path folder);

    /** The same where something has to be chosen or may be left out; most formats have nothing to choose. */
    default FoundData read(Path folder, ReadingOptions how) {
        return read(folder);
    }
}
