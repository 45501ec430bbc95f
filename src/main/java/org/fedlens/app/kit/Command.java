package org.fedlens.app.kit;

import java.util.function.BooleanSupplier;

/**
 * Something a person can have done.
 *
 * @param spec what it is called and which keys do it
 * @param can true where it would do something now
 * @param act does it
 */
public record Command(CommandSpec spec, BooleanSupplier can, Runnable act) {}
