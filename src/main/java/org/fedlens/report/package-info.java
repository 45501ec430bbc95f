/**
 * Figures of runs as tables and numbers as people read them. What may not: nothing is drawn here. Begin with {@link
 * org.fedlens.report.RunTable}.
 */
package org.fedlens.report;
