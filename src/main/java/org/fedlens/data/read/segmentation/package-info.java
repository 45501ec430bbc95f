/**
 * Reads folders of images with masks. What may not: as in data.read. Begin with {@link
 * org.fedlens.data.read.segmentation.SegmentationSources}.
 */
package org.fedlens.data.read.segmentation;
