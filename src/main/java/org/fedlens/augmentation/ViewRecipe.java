package org.fedlens.augmentation;

import org.fedlens.augmentation.PaddedCrop.Edge;

/**
 * How the two views of a picture are made for learning without labels. The published recipes differ more than their
 * papers say, so they are kept apart by name.
 */
public enum ViewRecipe {
    /**
     * Chen et al. 2020 without the blur, as FedU and its companions train SimCLR, SimSiam, MoCo v2 and BYOL on 32 x 32
     * pictures. Pixels go to 0 to 1 and are not normalised there.
     */
    SIMCLR(
            new ResizedCrop(0.08, 1, 3.0 / 4, 4.0 / 3),
            new Flip(0.5),
            new ColourJitter(0.8, 0.8, 0.8, 0.8, 0.2),
            new Grey(0.2)),
    /** The same with a blur of 3 x 3 in half of the views, as the option of FedU's code and SimCLR's paper. */
    SIMCLR_BLUR(
            new ResizedCrop(0.08, 1, 3.0 / 4, 4.0 / 3),
            new Flip(0.5),
            new ColourJitter(0.8, 0.8, 0.8, 0.8, 0.2),
            new Grey(0.2),
            new Blur(0.5, 3, 0.1, 2)),
    /** He et al. 2020 as FedU's companions train MoCo v1: weaker colours. */
    MOCO_V1(
            new ResizedCrop(0.08, 1, 3.0 / 4, 4.0 / 3),
            new Flip(0.5),
            new ColourJitter(0.8, 0.4, 0.4, 0.4, 0.1),
            new Grey(0.2)),
    /**
     * What FedX's public code does to CIFAR-10: shift and flip only, although the paper speaks of colours. Views are
     * brought to mean 0 and deviation 1 there, as in the next.
     */
    FEDX_CIFAR(new PaddedCrop(4, Edge.REFLECT), new Flip(0.5)),
    /** What FedX's public code does to house numbers: no flip, since digits do not survive it, but a turn. */
    FEDX_SVHN(new PaddedCrop(4, Edge.ZERO), new ColourJitter(1, 0.4, 0.4, 0.4, 0.4), new Rotation(15));

    private final Chain chain;

    ViewRecipe(Augmentation... steps) {
        this.chain = Chain.of(steps);
    }

    public Chain chain() {
        return chain;
    }
}
