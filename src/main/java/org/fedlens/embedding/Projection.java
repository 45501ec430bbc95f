package org.fedlens.embedding;

/** The ways to lay out many dimensions in the plane. */
public enum Projection {
    /** {@link Tsne}: keeps neighbours together; distances between groups say little. */
    TSNE,
    /** {@link UmapLayout}: alike, with a little more of the whole. */
    UMAP,
    /** {@link Pca}: a straight look along the two directions that vary most; distances can be believed. */
    PCA
}
