/**
 * Opens a data set by its name or folder, and checks it. What may not: the top of data: nothing in data may need it.
 * Begin with {@link org.fedlens.data.source.DataSources}.
 */
package org.fedlens.data.source;
