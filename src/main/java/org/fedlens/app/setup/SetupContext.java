package org.fedlens.app.setup;

import org.fedlens.app.kit.InView;
import org.fedlens.app.kit.ViewContext;

/**
 * What the parts of the setup panel are made with.
 *
 * @param view what every view has
 * @param draft the experiment as it is being set up
 * @param state what the panel keeps while views are built anew
 * @param run what the panel must know of a run
 * @param change takes what a person makes of a setting
 */
public record SetupContext(
        ViewContext view, ExperimentDraft draft, SetupState state, ActiveRun run, SettingChange change)
        implements InView {}
