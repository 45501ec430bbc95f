package org.fedlens.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Pictures held in memory, one byte a value: 60,000 grey pictures of 28 x 28 take 47 MB. The bytes lie in blocks of
 * whole pictures, so that a collection may exceed the two gigabytes of a Java array.
 */
public final class PixelBlock implements Images {
    private static final int BLOCK_BYTES = 1 << 22;

    private final ImageShape shape;
    private final int count;
    private final int perBlock;
    private final byte[][] blocks;

    private PixelBlock(ImageShape shape, int count, int perBlock, byte[][] blocks) {
        this.shape = shape;
        this.count = count;
        this.perBlock = perBlock;
        this.blocks = blocks;
    }

    /**
     * Pictures from one array, copied.
     *
     * @param pixels {@code count * shape.size()} bytes
     * @throws IllegalArgumentException if the length is no multiple of the picture's size
     */
    public static PixelBlock of(ImageShape shape, byte[] pixels) {
        if (pixels.length % shape.size() != 0) {
            throw new IllegalArgumentException(pixels.length + " bytes are no whole number of pictures");
        }
        Filler filler = new Filler(shape);
        for (int offset = 0; offset < pixels.length; offset += shape.size()) {
            filler.add(pixels, offset);
        }
        return filler.done();
    }

    /** Copies some pictures out of another collection, so that the rest of it can be forgotten. */
    public static PixelBlock copyOf(Images images, int[] indices) {
        Filler filler = new Filler(images.shape());
        byte[] pixels = new byte[images.shape().size()];
        for (int index : indices) {
            images.copy(index, pixels, 0);
            filler.add(pixels, 0);
        }
        return filler.done();
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public ImageShape shape() {
        return shape;
    }

    @Override
    public void copy(int index, byte[] into, int offset) {
        Objects.checkIndex(index, count);
        int from = index % perBlock * shape.size();
        System.arraycopy(blocks[index / perBlock], from, into, offset, shape.size());
    }

    /**
     * Collects pictures one by one and grows as they come: a file that claims more than it holds never makes us
     * allocate what it claims.
     */
    public static final class Filler {
        private final ImageShape shape;
        private final int perBlock;
        private final List<byte[]> blocks = new ArrayList<>();
        private int count;

        public Filler(ImageShape shape) {
            this.shape = shape;
            this.perBlock = Math.max(1, BLOCK_BYTES / shape.size());
        }

        public void add(byte[] pixels, int offset) {
            if (count % perBlock == 0) {
                blocks.add(new byte[perBlock * shape.size()]);
            }
            byte[] last = blocks.get(blocks.size() - 1);
            System.arraycopy(pixels, offset, last, count % perBlock * shape.size(), shape.size());
            count = Math.addExact(count, 1);
        }

        public int count() {
            return count;
        }

        /** The pictures so far; the filler must not be used afterwards. */
        public PixelBlock done() {
            return new PixelBlock(shape, count, perBlock, blocks.toArray(byte[][]::new));
        }
    }
}
