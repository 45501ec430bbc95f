package org.fedlens.app.run;

import org.fedlens.app.kit.ViewContext;
import org.fedlens.app.setup.ExperimentDraft;

/**
 * What views of a run are made with.
 *
 * @param view what every view has
 * @param run the run on the screen
 * @param actions what buttons and keys do with it
 * @param draft the experiment as it is being set up
 */
public record RunContext(ViewContext view, RunModel run, RunActions actions, ExperimentDraft draft) implements InRun {
    @Override
    public RunContext base() {
        return this;
    }
}
