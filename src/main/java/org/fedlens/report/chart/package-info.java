/**
 * How curves are drawn, in any thread. What may not: no JavaFX. Begin with {@link
 * org.fedlens.report.chart.ChartPainter}.
 */
package org.fedlens.report.chart;
