package org.fedlens.random;

/** What a stream of random numbers is for. Each purpose draws from its own stream, so adding one moves no other. */
public enum Purpose {
    PARTITION,
    TEST_SPLIT,
    SUBSET,
    GENERATED,
    INITIAL_WEIGHTS,
    SAMPLING,
    DROP_OUT,
    STRAGGLERS,
    DEVICES,
    MASKS,
    SHUFFLE,
    AUGMENTATION,
    DROPOUT_LAYER,
    NOISE,
    ATTACK,
    ROUNDING,
    QUEUE,
    CLUSTERING,
    FEW_LABELS,
    PROBE,
    EMBEDDING,
    OBJECTIVE,
    FEATURES,
    INVERSION,
    DISTILLATION
}
