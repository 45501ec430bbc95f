package org.fedlens.app.embedding;

/** What the colour of a point says. */
enum PointColouring {
    CLASS,
    CLIENT,
    /** The clusters that clients make of their own images, where a method has them do so. */
    CLUSTER,
    CORRECT
}
