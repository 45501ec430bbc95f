package org.fedlens.app.chart;

import org.fedlens.app.run.InRun;
import org.fedlens.app.run.RunContext;

/**
 * What charts are made with.
 *
 * @param base the run on the screen
 * @param settings what all charts share
 */
public record ChartContext(RunContext base, ChartSettings settings) implements InRun {}
