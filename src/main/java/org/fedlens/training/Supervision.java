package org.fedlens.training;

/** Where the targets of a client's training come from. */
public interface Supervision {
    /** The labels of the data set. */
    record Labelled() implements Supervision {}
}
