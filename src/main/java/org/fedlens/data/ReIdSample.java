package org.fedlens.data;

import java.nio.file.Path;

/**
 * One picture of somebody.
 *
 * @param image the picture's file
 * @param identity who it is, above 0; {@link #DISTRACTOR} or {@link #JUNK} otherwise
 * @param camera the whole number of the camera, from 1
 */
public record ReIdSample(Path image, int identity, int camera) {
    /** Somebody who is asked for nowhere: a wrong answer to every query. */
    public static final int DISTRACTOR = 0;

    /** A badly cut picture: neither right nor wrong. */
    public static final int JUNK = -1;

    public ReIdSample {
        if (identity < JUNK || camera < 0) {
            throw new IllegalArgumentException("Identity " + identity + ", camera " + camera);
        }
    }
}
