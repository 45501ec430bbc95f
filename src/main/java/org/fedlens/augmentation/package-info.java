/**
 * Random changes of images, for views without labels and for scenes with masks. What may not: no tensors: bytes in,
 * bytes out. Begin with {@link org.fedlens.augmentation.Augmentation}.
 */
package org.fedlens.augmentation;
