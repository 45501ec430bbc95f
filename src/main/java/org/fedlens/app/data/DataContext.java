package org.fedlens.app.data;

import org.fedlens.app.run.InRun;
import org.fedlens.app.run.RunContext;
import org.fedlens.app.setup.SetupContext;

/**
 * What the Data view is made with.
 *
 * @param base the run on the screen
 * @param setup the setup whose split it shows
 * @param data what it shows beside that
 */
public record DataContext(RunContext base, SetupContext setup, DataModel data) implements InRun {}
