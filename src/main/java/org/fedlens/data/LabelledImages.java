package org.fedlens.data;

/**
 * Pictures with their classes, index by index.
 *
 * @throws IllegalArgumentException if there are not as many labels as pictures
 */
public record LabelledImages(Images images, Labels labels) {
    public LabelledImages {
        if (images.count() != labels.count()) {
            throw new IllegalArgumentException(images.count() + " pictures, but " + labels.count() + " labels");
        }
    }

    public int count() {
        return labels.count();
    }

    /** Some of them in the order given; pixels are shared, not copied. */
    public LabelledImages subset(int[] indices) {
        return new LabelledImages(images.subset(indices), labels.subset(indices));
    }
}
