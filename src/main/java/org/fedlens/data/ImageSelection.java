package org.fedlens.data;

import java.util.Objects;
import java.util.Optional;

/** A view of some pictures of another collection; a selection of a selection points at the original. */
final class ImageSelection implements Images {
    private final Images all;
    private final int[] chosen;

    private ImageSelection(Images all, int[] chosen) {
        this.all = all;
        this.chosen = chosen;
    }

    static Images of(Images images, int[] indices) {
        int[] chosen = indices.clone();
        Images source = images instanceof ImageSelection selection ? selection.all : images;
        for (int i = 0; i < chosen.length; i++) {
            Objects.checkIndex(chosen[i], images.count());
            if (images instanceof ImageSelection selection) {
                chosen[i] = selection.chosen[chosen[i]];
            }
        }
        return new ImageSelection(source, chosen);
    }

    @Override
    public int count() {
        return chosen.length;
    }

    @Override
    public ImageShape shape() {
        return all.shape();
    }

    @Override
    public void copy(int index, byte[] into, int offset) {
        all.copy(chosen[index], into, offset);
    }

    @Override
    public Optional<ImageStatistics> traits(int index) {
        return all.traits(chosen[index]);
    }
}
