package org.fedlens.settings;

/** How the values of a range are spread over a slider. */
public enum SliderScale {
    LINEAR,
    LOG
}
