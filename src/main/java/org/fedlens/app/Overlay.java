package org.fedlens.app;

/** The dialogs that lie over the whole window, one at a time. */
enum Overlay {
    NONE,
    SWEEP
}
