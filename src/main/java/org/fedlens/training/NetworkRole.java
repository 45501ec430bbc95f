package org.fedlens.training;

/** Which network looks at the images of a step. */
public enum NetworkRole {
    /** The one in training. */
    ONLINE,
    /** Its target: follows it, without gradients, in training mode (its own running statistics move). */
    TARGET,
    /** The model with which the visit began, frozen and in evaluation mode; see {@link FrozenInput.Received}. */
    RECEIVED,
    /** The client's own model after its last visit, frozen likewise; see {@link FrozenInput.Previous}. */
    PREVIOUS
}
