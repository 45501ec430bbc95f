/**
 * Reads folders of identities and cameras. What may not: as in data.read. Begin with {@link
 * org.fedlens.data.read.reid.ReIdSources}.
 */
package org.fedlens.data.read.reid;
