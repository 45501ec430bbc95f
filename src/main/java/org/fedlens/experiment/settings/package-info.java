/**
 * Everything that decides a run, and its file. What may not: no behaviour beyond checks. Begin with {@link
 * org.fedlens.experiment.settings.Experiment}.
 */
package org.fedlens.experiment.settings;
