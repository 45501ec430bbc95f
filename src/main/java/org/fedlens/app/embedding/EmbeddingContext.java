package org.fedlens.app.embedding;

import org.fedlens.app.run.InRun;
import org.fedlens.app.run.RunContext;

/**
 * What the Embeddings view is made with.
 *
 * @param base the run on the screen
 * @param embeddings what it shows
 */
public record EmbeddingContext(RunContext base, EmbeddingModel embeddings) implements InRun {}
