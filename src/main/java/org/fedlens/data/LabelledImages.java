package org.fedlens.data;

import java.util.Optional;

/**
 * Pictures with their classes, index by index.
 *
 * @param labels the class of each picture; where there are masks, the class that it shows most of
 * @param masks the class of every pixel, in data sets that have it
 * @param domains the manner of every picture, in data sets that tell it
 * @throws IllegalArgumentException if there are not as many labels or masks as pictures, or masks of other sides
 */
public record LabelledImages(Images images, Labels labels, Optional<Masks> masks, Optional<Domains> domains) {
    public LabelledImages {
        if (domains.isPresent() && domains.get().of().length != images.count()) {
            throw new IllegalArgumentException("There must be one domain per picture");
        }
        if (images.count() != labels.count()) {
            throw new IllegalArgumentException(images.count() + " pictures, but " + labels.count() + " labels");
        }
        masks.ifPresent(present -> {
            ImageShape sides = present.pixels().shape();
            if (present.pixels().count() != images.count()
                    || sides.height() != images.shape().height()
                    || sides.width() != images.shape().width()) {
                throw new IllegalArgumentException("Masks and pictures differ in number or sides");
            }
        });
    }

    /** Pictures of one domain. */
    public LabelledImages(Images images, Labels labels, Optional<Masks> masks) {
        this(images, labels, masks, Optional.empty());
    }

    /** Pictures without masks. */
    public LabelledImages(Images images, Labels labels) {
        this(images, labels, Optional.empty());
    }

    public int count() {
        return labels.count();
    }

    /** Some of them in the order given; pixels are shared, not copied. */
    public LabelledImages subset(int[] indices) {
        return new LabelledImages(
                images.subset(indices),
                labels.subset(indices),
                masks.map(all -> all.subset(indices)),
                domains.map(all -> all.subset(indices)));
    }

    /**
     * The same as somebody sees them who knows only some classes; see {@link Scenes#erased}. Without masks no change.
     */
    public LabelledImages erased(boolean[] kept) {
        return new LabelledImages(images, labels, masks.map(all -> all.erased(kept)));
    }

    /** How many pictures each class has, or, with masks, how many show it. */
    public int[] histogram() {
        return masks.map(Masks::histogram).orElseGet(labels::histogram);
    }

    /** True if a picture is of a class, or, with masks, shows some of it. */
    public boolean shows(int picture, int label) {
        return masks.map(all -> all.counts().counts()[picture][label] > 0).orElse(labels.of(picture) == label);
    }

    /** By class: true if some picture has it. */
    public boolean[] present() {
        int[] histogram = histogram();
        boolean[] present = new boolean[histogram.length];
        for (int label = 0; label < present.length; label++) {
            present[label] = histogram[label] > 0;
        }
        return present;
    }
}
