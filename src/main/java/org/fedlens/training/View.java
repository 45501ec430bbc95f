package org.fedlens.training;

/** Which pictures of a step are looked at. With labels there is only the first view. */
public enum View {
    /** The images, or a random view of each. */
    FIRST,
    /** Another random view of the same images. */
    SECOND,
    /** Views of as many other images of the client, drawn independently. */
    REFERENCE
}
