/**
 * The animation of how clusters came about, and the table of clusters by client. What may not: clusters are not
 * computed here. Begin with {@link org.fedlens.app.clusters.ClusterAnimationCard}.
 */
package org.fedlens.app.clusters;
