package org.fedlens.app.run;

import org.fedlens.report.RunTable;

/**
 * The run that others are held against.
 *
 * @param facts what it is called
 * @param table its figures; no longer changed
 */
public record PinnedRun(RunFacts facts, RunTable table) {}
