package org.fedlens.app.shell;

import java.util.List;
import org.fedlens.app.chart.ChartContext;
import org.fedlens.app.kit.Feature;
import org.fedlens.app.map.MapContext;
import org.fedlens.app.run.InRun;
import org.fedlens.app.run.RunContext;
import org.fedlens.app.setup.SetupContext;
import org.fedlens.app.sweep.SweepContext;

/**
 * One generation of the window: what the frame and the workbench are made with, and the features that come with pages,
 * dialogs and commands of their own.
 *
 * @param base the run on the screen
 * @param setup the setup panel
 * @param charts the charts of the workbench
 * @param map the federation map
 * @param sweep the sweeps, whose progress the top bar tells
 * @param window measures of the window
 * @param features in the order of the rail
 */
public record WindowContext(
        RunContext base,
        SetupContext setup,
        ChartContext charts,
        MapContext map,
        SweepContext sweep,
        WindowState window,
        List<Feature> features)
        implements InRun {}
