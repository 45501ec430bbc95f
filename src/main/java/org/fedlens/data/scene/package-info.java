/**
 * Images with masks as they are read. What may not: no file format. Begin with {@link
 * org.fedlens.data.scene.SegmentationSet}.
 */
package org.fedlens.data.scene;
