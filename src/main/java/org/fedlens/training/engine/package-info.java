/**
 * What the public API of the engine lacks. What may not: the only room that sees the engine's internals. Begin with
 * {@link org.fedlens.training.engine.NativeLibrary}.
 */
package org.fedlens.training.engine;
