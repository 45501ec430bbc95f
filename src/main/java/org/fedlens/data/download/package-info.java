/**
 * Public data sets: fetched, verified, unpacked. What may not: the only place that opens a connection, and only when
 * a person asks. Begin with {@link org.fedlens.data.download.PublicSets}.
 */
package org.fedlens.data.download;
