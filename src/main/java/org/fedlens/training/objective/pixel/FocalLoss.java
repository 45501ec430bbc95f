package org.fedlens.training.objective.pixel;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import org.fedlens.settings.Setting;
import org.fedlens.training.tensor.PixelScores;
import org.fedlens.training.tensor.Scalars;

/**
 * Focal loss (Lin et al. 2017), which lets easy pixels count less, as the mean over labelled pixels.
 *
 * @param form how probabilities arise
 * @param alpha weight; one-vs-all weighs the true class with alpha and the others with {@code 1 - alpha}
 * @param gamma how strongly easy pixels are turned down; with 0 and alpha 1 the softmax form is cross-entropy
 */
public record FocalLoss(
        @Setting(standard = "softmax") Form form,
        @Setting(standard = "0.25", min = 0, max = 1) double alpha,
        @Setting(standard = "2.0", min = 0, max = 5) double gamma)
        implements PixelLoss {
    /** How class scores become probabilities. */
    public enum Form {
        /** {@code -alpha (1 - p_y)^gamma ln p_y}. */
        SOFTMAX,
        /** The sum over classes of {@code alpha_t (1 - p_t)^gamma} times the binary cross-entropy of a sigmoid. */
        ONE_VS_ALL
    }

    @Override
    public NDArray of(NDArray logits, NDArray labels, boolean[] own) {
        long classes = logits.getShape().get(1);
        NDArray flat = labels.reshape(-1);
        NDArray rows = PixelScores.rows(logits);
        NDArray counts = PixelScores.labelled(flat, classes);
        if (form == Form.SOFTMAX) {
            NDArray surprise = PixelScores.surprise(rows, flat);
            return PixelScores.mean(Scalars.times(eased(surprise), alpha), counts);
        }
        NDArray truth = PixelScores.oneHot(flat, classes);
        NDArray binary = Activation.softPlus(rows).sub(rows.mul(truth));
        NDArray weight = Scalars.times(truth, 2 * alpha - 1).add((float) (1 - alpha));
        return PixelScores.mean(eased(binary).mul(weight).sum(new int[] {1}), counts);
    }

    /** {@code (1 - p)^gamma * (-ln p)} of a surprise {@code -ln p}. */
    private NDArray eased(NDArray surprise) {
        if (gamma == 0) {
            return surprise;
        }
        // Where a pixel is certain, the power of 0 has no finite slope for gamma below 1.
        NDArray missing = Scalars.atLeast(surprise.neg().exp().neg().add(1), 1e-12);
        return Scalars.power(missing, gamma).mul(surprise);
    }
}
