package org.fedlens.experiment.inversion;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * A classifier with one hidden layer of sigmoids, {@code o = W2 s(W1 x + b1) + b2}, and softmax cross-entropy, in plain
 * Java and double precision. It answers the gradient of its loss by its weights, and the derivative of any function of
 * that gradient by the inputs, which takes second derivatives of the loss: both worked out by hand, since the engine's
 * interface has no gradients of gradients. All weights stand in one vector: W1 row by row, b1, W2 row by row, b2.
 */
final class OneHiddenLayer {
    private final int inputs;
    private final int hidden;
    private final int classes;
    private final double[] weights;
    private final int b1;
    private final int w2;
    private final int b2;

    private OneHiddenLayer(int inputs, int hidden, int classes, double[] weights) {
        this.inputs = inputs;
        this.hidden = hidden;
        this.classes = classes;
        this.weights = weights;
        this.b1 = hidden * inputs;
        this.w2 = b1 + hidden;
        this.b2 = w2 + classes * hidden;
    }

    /** Untrained, uniform after Glorot and Bengio (2010), biases too so that no unit is like another. */
    static OneHiddenLayer drawn(int inputs, int hidden, int classes, UniformRandomProvider random) {
        double[] weights = new double[hidden * inputs + hidden + classes * hidden + classes];
        OneHiddenLayer network = new OneHiddenLayer(inputs, hidden, classes, weights);
        double first = Math.sqrt(6.0 / (inputs + hidden));
        double second = Math.sqrt(6.0 / (hidden + classes));
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (2 * random.nextDouble() - 1) * (i < network.w2 ? first : second);
        }
        return network;
    }

    int inputs() {
        return inputs;
    }

    int hidden() {
        return hidden;
    }

    /** Where the gradient by the first biases begins; the row of unit j before it begins at {@code j * inputs}. */
    int firstBiases() {
        return b1;
    }

    /** One image's way through the network. */
    private final class Pass {
        private final double[] h = new double[hidden];
        private final double[] p = new double[classes];
        private final double[] toScores = new double[classes];
        private final double[] toHidden = new double[hidden];
        private final double[] toSums = new double[hidden];

        /** @param share the weight of the image in the mean over its batch */
        Pass(double[] x, int label, double share) {
            for (int j = 0; j < hidden; j++) {
                double z = weights[b1 + j];
                for (int i = 0; i < inputs; i++) {
                    z += weights[j * inputs + i] * x[i];
                }
                h[j] = 1 / (1 + Math.exp(-z));
            }
            double most = Double.NEGATIVE_INFINITY;
            for (int c = 0; c < classes; c++) {
                p[c] = weights[b2 + c];
                for (int j = 0; j < hidden; j++) {
                    p[c] += weights[w2 + c * hidden + j] * h[j];
                }
                most = Math.max(most, p[c]);
            }
            double sum = 0;
            for (int c = 0; c < classes; c++) {
                p[c] = Math.exp(p[c] - most);
                sum += p[c];
            }
            for (int c = 0; c < classes; c++) {
                p[c] /= sum;
                toScores[c] = (p[c] - (c == label ? 1 : 0)) * share;
            }
            for (int j = 0; j < hidden; j++) {
                for (int c = 0; c < classes; c++) {
                    toHidden[j] += weights[w2 + c * hidden + j] * toScores[c];
                }
                toSums[j] = toHidden[j] * h[j] * (1 - h[j]);
            }
        }
    }

    /**
     * The mean loss of a batch, differentiated by the weights.
     *
     * @param x images, inputs numbers each
     */
    double[] gradient(double[][] x, int[] labels) {
        double[] gradient = new double[weights.length];
        for (int image = 0; image < x.length; image++) {
            Pass pass = new Pass(x[image], labels[image], 1.0 / x.length);
            for (int j = 0; j < hidden; j++) {
                for (int i = 0; i < inputs; i++) {
                    gradient[j * inputs + i] += pass.toSums[j] * x[image][i];
                }
                gradient[b1 + j] += pass.toSums[j];
            }
            for (int c = 0; c < classes; c++) {
                for (int j = 0; j < hidden; j++) {
                    gradient[w2 + c * hidden + j] += pass.toScores[c] * pass.h[j];
                }
                gradient[b2 + c] += pass.toScores[c];
            }
        }
        return gradient;
    }

    /**
     * How a function of the gradient changes with the images.
     *
     * @param by the function differentiated by the gradient, at these images
     * @return the function differentiated by every number of every image
     */
    double[][] pulled(double[][] x, int[] labels, double[] by) {
        double[][] result = new double[x.length][];
        for (int image = 0; image < x.length; image++) {
            result[image] = pulled(x[image], new Pass(x[image], labels[image], 1.0 / x.length), 1.0 / x.length, by);
        }
        return result;
    }

    private double[] pulled(double[] x, Pass pass, double share, double[] by) {
        double[] result = new double[inputs];
        double[] byHidden = new double[hidden];
        double[] bySums = new double[hidden];
        double[] byScores = new double[classes];
        for (int j = 0; j < hidden; j++) {
            double u = by[b1 + j];
            for (int i = 0; i < inputs; i++) {
                result[i] += by[j * inputs + i] * pass.toSums[j];
                u += by[j * inputs + i] * x[i];
            }
            double slope = pass.h[j] * (1 - pass.h[j]);
            // Through the slope of the sigmoid, and through what comes back from the scores.
            bySums[j] = u * pass.toHidden[j] * slope * (1 - 2 * pass.h[j]);
            byHidden[j] = u * slope;
        }
        double[] fromWeights = new double[hidden];
        double mean = 0;
        for (int c = 0; c < classes; c++) {
            double v = by[b2 + c];
            for (int j = 0; j < hidden; j++) {
                v += weights[w2 + c * hidden + j] * byHidden[j] + by[w2 + c * hidden + j] * pass.h[j];
                fromWeights[j] += by[w2 + c * hidden + j] * pass.toScores[c];
            }
            byScores[c] = v * share;
            mean += pass.p[c] * byScores[c];
        }
        for (int j = 0; j < hidden; j++) {
            double through = fromWeights[j];
            for (int c = 0; c < classes; c++) {
                through += weights[w2 + c * hidden + j] * pass.p[c] * (byScores[c] - mean);
            }
            double z = bySums[j] + through * pass.h[j] * (1 - pass.h[j]);
            for (int i = 0; i < inputs; i++) {
                result[i] += weights[j * inputs + i] * z;
            }
        }
        return result;
    }
}
