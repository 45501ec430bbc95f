/**
 * The log file and the faults of the program itself. What may not: no data beyond paths is written. Begin with
 * {@link org.fedlens.log.Faults}.
 */
package org.fedlens.log;
