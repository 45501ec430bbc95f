/**
 * Reads folders and files of classified images. What may not: nothing here trusts a header: sizes are bounded before
 * memory is asked for. Begin with {@link org.fedlens.data.read.FolderFormat}.
 */
package org.fedlens.data.read;
