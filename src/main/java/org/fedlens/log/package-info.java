/**
 * The log on disk, and where faults go that nobody mends. On the ground, so that everything above may use it; it knows
 * neither the window nor the terminal, which listen. Begin with {@link org.fedlens.log.Faults}.
 */
package org.fedlens.log;
