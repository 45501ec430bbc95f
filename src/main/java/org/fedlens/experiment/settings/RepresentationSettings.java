package org.fedlens.experiment.settings;

import org.fedlens.data.FewLabels;
import org.fedlens.settings.Setting;

/**
 * How embeddings are judged; the neighbours where a method learns without labels, the rest where it is asked for.
 *
 * @param neighbours labelled images that vote on a test image
 * @param knnTemperature how much more the nearer ones count
 * @param linear when a linear classifier is trained on the frozen features
 * @param recipe how it is trained
 * @param fewLabels when a classifier is trained with labels for 1, 5 and 10 % of the training images
 * @param labelled which of them keep their labels
 * @param fineTune true trains encoder and classifier on these images, false only a linear classifier
 */
public record RepresentationSettings(
        @Setting(standard = "200", min = 1, max = 10_000) int neighbours,
        @Setting(standard = "0.1", min = 0.01, max = 10) double knnTemperature,
        @Setting(standard = "never") When linear,
        @Setting(standard = "fedx") Recipe recipe,
        @Setting(standard = "never") When fewLabels,
        @Setting(standard = "stratified") FewLabels labelled,
        @Setting(standard = "true") boolean fineTune) {

    /** How often something is measured that takes its time. */
    public enum When {
        NEVER,
        /** After the last round. */
        LAST,
        /** Whenever the model is evaluated. */
        EVALUATED;

        /**
         * @param round just evaluated
         * @param rounds planned
         */
        public boolean now(int round, int rounds) {
            return this == EVALUATED || this == LAST && round >= rounds;
        }
    }

    /** How the published systems train their linear classifier. */
    public enum Recipe {
        FEDX,
        FEDSSL
    }

    /** The largest share of labels that is tried. */
    static final double MOST_LABELS = 0.1;

    /** Images at the head of the training set that no client gets, so that labels and clients stay apart. */
    public int withheld(int count) {
        return fewLabels != When.NEVER && labelled == FewLabels.FIRST ? (int) Math.rint(MOST_LABELS * count) : 0;
    }
}
