package org.fedlens.app.run;

import org.fedlens.app.kit.InView;
import org.fedlens.app.kit.ViewContext;
import org.fedlens.app.setup.ExperimentDraft;

/** Whatever has a {@link RunContext}, in short words. */
public interface InRun extends InView {
    RunContext base();

    @Override
    default ViewContext view() {
        return base().view();
    }

    /** The run on the screen. */
    default RunModel run() {
        return base().run();
    }

    /** What buttons and keys do with it. */
    default RunActions actions() {
        return base().actions();
    }

    /** The experiment as it is being set up. */
    default ExperimentDraft draft() {
        return base().draft();
    }
}
