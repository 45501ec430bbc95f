package org.fedlens.app.compare;

import org.fedlens.app.chart.ChartContext;
import org.fedlens.app.run.InRun;
import org.fedlens.app.run.RunContext;

/**
 * What the Compare view is made with.
 *
 * @param charts how its curves are drawn
 * @param compare what it shows
 */
public record CompareContext(ChartContext charts, CompareModel compare) implements InRun {
    @Override
    public RunContext base() {
        return charts.base();
    }
}
