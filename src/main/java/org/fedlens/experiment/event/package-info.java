/**
 * What happens in a run, as values, and who hears of it. What may not: no thread but the run's. Begin with {@link
 * org.fedlens.experiment.event.RunEvent}.
 */
package org.fedlens.experiment.event;
