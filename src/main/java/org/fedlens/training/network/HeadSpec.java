package org.fedlens.training.network;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a method wants on top of the backbone, whatever the backbone is.
 *
 * @param projector from the features to the embedding; nothing if the features are the embedding
 * @param predictor from the online embedding to a guess of the target's
 * @param classifier true if there is one; it reads the embedding
 * @param target true if the encoder (backbone and projector) is held twice
 */
public record HeadSpec(Optional<Mlp> projector, Optional<Mlp> predictor, boolean classifier, boolean target) {
    /** Features and a classifier. */
    public static final HeadSpec PLAIN = new HeadSpec(Optional.empty(), Optional.empty(), true, false);

    /** Nothing of its own: for terms that look at what others want. */
    public static final HeadSpec NONE = new HeadSpec(Optional.empty(), Optional.empty(), false, false);

    /** An embedding and nothing else. */
    public static HeadSpec projecting(Mlp projector) {
        return new HeadSpec(Optional.of(projector), Optional.empty(), false, false);
    }

    public HeadSpec predicting(Mlp other) {
        return new HeadSpec(projector, Optional.of(other), classifier, target);
    }

    public HeadSpec withTarget() {
        return new HeadSpec(projector, predictor, classifier, true);
    }

    public HeadSpec withClassifier() {
        return new HeadSpec(projector, predictor, true, target);
    }

    /** True if some head normalises over the pictures of a batch, so that one alone is not enough. */
    public boolean normalizesBatch() {
        return Stream.of(projector, predictor)
                .flatMap(Optional::stream)
                .anyMatch(head -> head.norms() == Norms.HIDDEN ? head.layers() > 1 : head.norms() != Norms.NONE);
    }

    /** What both want; where both want the same part, these give its widths. */
    public HeadSpec plus(HeadSpec other) {
        return new HeadSpec(
                projector.or(other::projector),
                predictor.or(other::predictor),
                classifier || other.classifier,
                target || other.target);
    }

    /**
     * Dense layers with rectifiers between them.
     *
     * @param layers at least 1
     * @param hidden width between them; 0 means as wide as the input
     * @param size width of the output; 0 means as wide as the input
     * @param norms where batch normalisation stands
     * @param dropout of the output, in training only
     */
    public record Mlp(int layers, int hidden, int size, Norms norms, double dropout) {
        public Mlp {
            if (layers < 1 || hidden < 0 || size < 0 || !(dropout >= 0 && dropout < 1)) {
                throw new IllegalArgumentException("No such head: " + layers + " layers, " + hidden + ", " + size);
            }
        }

        /** Without dropout. */
        public Mlp(int layers, int hidden, int size, Norms norms) {
            this(layers, hidden, size, norms, 0);
        }

        /** Two dense layers. */
        public static Mlp of(int hidden, int size, Norms norms) {
            return new Mlp(2, hidden, size, norms);
        }

        /** Width of the output for an input this wide. */
        public int sizeFor(int input) {
            return size == 0 ? input : size;
        }
    }

    /** Which dense layers of a head are normalised. */
    public enum Norms {
        NONE,
        /** All but the last. */
        HIDDEN,
        ALL,
        /** All, and then the output is divided by its length. */
        UNIT
    }
}
