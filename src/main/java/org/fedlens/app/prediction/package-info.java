/**
 * The Predictions view: where a model is wrong, image by image. What may not: of other features it sees app.clusters
 * only. Begin with {@link org.fedlens.app.prediction.PredictionsView}.
 */
package org.fedlens.app.prediction;
