/**
 * The Embeddings view: what was learned, as points in the plane. What may not: layouts are computed in embedding, on
 * threads that the window lends. Begin with {@link org.fedlens.app.embedding.EmbeddingsView}.
 */
package org.fedlens.app.embedding;
