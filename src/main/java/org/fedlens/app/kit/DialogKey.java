package org.fedlens.app.kit;

/**
 * By what a large dialog is known; each feature owns the keys of its dialogs.
 *
 * @param name for those who read a trace
 */
public record DialogKey(String name) {}
