package org.fedlens.experiment;

import org.fedlens.settings.Setting;

/**
 * What is measured.
 *
 * @param every evaluate after every so many rounds, and always after the last
 * @param clients also evaluate each trained client's own model on the test images
 * @param representation how embeddings are judged
 */
public record EvaluationSettings(
        @Setting(standard = "1", min = 1, max = 100, live = true) int every,
        @Setting(standard = "true", live = true) boolean clients,
        RepresentationSettings representation) {}
