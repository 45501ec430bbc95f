package org.fedlens.data;

import java.util.Optional;

/**
 * Pictures of one shape, as bytes. A picture is {@link ImageShape#size()} unsigned bytes (0 to 255) in CHW order; in
 * Java read one as {@code into[i] & 0xFF}. Implementations are immutable and may be read by several threads at once.
 */
public interface Images {
    /** How many pictures there are. */
    int count();

    /** The shape they all share. */
    ImageShape shape();

    /**
     * Copies one picture.
     *
     * @param index which one, from 0
     * @param into receives {@code shape().size()} bytes
     * @param offset where in {@code into} the first byte goes
     * @throws IndexOutOfBoundsException if there is no such picture or no room for it
     */
    void copy(int index, byte[] into, int offset);

    /** What is known of a picture without its pixels; nothing where pixels are at hand anyway. */
    default Optional<ImageStatistics> traits(int index) {
        return Optional.empty();
    }

    /** Some of these pictures in the order given, as a view: no pixel is copied. */
    default Images subset(int[] indices) {
        return ImageSelection.of(this, indices);
    }
}
