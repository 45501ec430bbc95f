/**
 * Where targets come from when there are no labels, and how long a visit lasts then. What may not: no loss. Begin
 * with {@link org.fedlens.training.supervision.ClusterLabels}.
 */
package org.fedlens.training.supervision;
