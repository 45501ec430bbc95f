/**
 * Devices on a simulated clock and when the server aggregates. What may not: no real clock. Begin with {@link
 * org.fedlens.federated.clock.AggregationSchedule}.
 */
package org.fedlens.federated.clock;
