package org.fedlens.experiment.settings;

import org.fedlens.metrics.JunkPolicy;
import org.fedlens.settings.Setting;

/**
 * What is measured.
 *
 * @param every evaluate after every so many rounds, and always after the last
 * @param clients also evaluate each trained client's own model on the test images
 * @param embedEvery keep embeddings after every so many rounds, and after the last; 0 never
 * @param embedPoints images, or pixels of scenes, whose embeddings are kept
 * @param junk for re-identification: what happens to junk pictures and to queries without an answer
 * @param flip for re-identification: add the features of each picture's mirror image
 * @param representation how embeddings are judged
 */
public record EvaluationSettings(
        @Setting(standard = "1", min = 1, max = 100, live = true) int every,
        @Setting(standard = "true", live = true) boolean clients,
        @Setting(standard = "5", min = 0, max = 1000, live = true) int embedEvery,
        @Setting(standard = "900", min = 50, max = 5000) int embedPoints,
        @Setting(standard = "left-out", live = true) JunkPolicy junk,
        @Setting(standard = "false", live = true) boolean flip,
        RepresentationSettings representation) {}
