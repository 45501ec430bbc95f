package org.fedlens.weights;

/** Where in a model a tensor belongs. Methods decide by part what travels and what stays. */
public enum NetworkPart {
    BACKBONE,
    PROJECTOR,
    PREDICTOR,
    HEAD,
    /** A second copy of backbone and projector that no gradient reaches; see {@link TargetNetworkSlots}. */
    TARGET
}
