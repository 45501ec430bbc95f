/**
 * The charts of the workbench and what all charts share. What may not: no other feature is known here but the run on
 * the screen. Begin with {@link org.fedlens.app.chart.AccuracyCard}.
 */
package org.fedlens.app.chart;
