package org.fedlens.data;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/** Several collections of one shape one after another, as a view. */
final class JoinedImages implements Images {
    private final List<Images> parts;
    private final int[] begins;

    private JoinedImages(List<Images> parts) {
        this.parts = List.copyOf(parts);
        this.begins = new int[parts.size() + 1];
        for (int i = 0; i < parts.size(); i++) {
            if (!parts.get(i).shape().equals(parts.get(0).shape())) {
                throw new IllegalArgumentException("The parts differ in shape");
            }
            begins[i + 1] = begins[i] + parts.get(i).count();
        }
    }

    /** Small pictures are copied to one block, large ones stay where they are. */
    static Images of(List<Images> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        JoinedImages joined = new JoinedImages(parts);
        return joined.shape().large()
                ? joined
                : PixelBlock.copyOf(joined, IntStream.range(0, joined.count()).toArray());
    }

    @Override
    public int count() {
        return begins[parts.size()];
    }

    @Override
    public ImageShape shape() {
        return parts.get(0).shape();
    }

    @Override
    public void copy(int index, byte[] into, int offset) {
        int part = part(index);
        parts.get(part).copy(index - begins[part], into, offset);
    }

    @Override
    public Optional<ImageStatistics> traits(int index) {
        int part = part(index);
        return parts.get(part).traits(index - begins[part]);
    }

    private int part(int index) {
        Objects.checkIndex(index, count());
        int part = 0;
        while (index >= begins[part + 1]) {
            part++;
        }
        return part;
    }
}
